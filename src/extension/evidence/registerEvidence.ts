import { Uri, workspace, type LogOutputChannel } from 'vscode';
import type { Language } from '../../core/l10n.ts';
import type { NextTest } from '../../core/report/report.ts';
import type { Handlers } from '../commands.ts';
import type { Doctor } from '../doctor/doctor.ts';
import { readBundle } from '../doctor/readBundle.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { EndpointWriter } from '../endpoints/writeEndpoints.ts';
import { t } from '../localize.ts';
import { Signal, type Subscription } from '../signal.ts';
import { applyToFile } from '../timeline/applyToFile.ts';
import { openRulePage } from '../timeline/reportActions.ts';
import { registerCaptureEditor } from './captureEditor.ts';
import { CasePanels } from './casePanels.ts';
import { caseHandler } from './caseRequests.ts';
import { CaseStore } from './caseStore.ts';
import { evidenceEndpoint } from './evidenceEndpoint.ts';
import { EvidenceActions, evidenceHandlers } from './evidenceActions.ts';
import { LogAnnotations } from './logAnnotations.ts';
import { LogProviders } from './logProviders.ts';
import { MemoryTexts } from './memoryTexts.ts';
import { ShowSource } from './showSource.ts';
import { workerReader } from './workerReader.ts';

/** What diagnosing from logs and captures needs of the rest of the extension. */
export interface EvidenceDeps {
  readonly extensionUri: Uri;
  readonly toolVersion: string;
  readonly doctor: Doctor;
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly log: LogOutputChannel;
  readonly language: () => Language;
  readonly report: (error: unknown) => void;
}

/** What the rest of the extension, and its tests, may reach of the evidence. */
export interface EvidenceFeatures {
  readonly cases: CaseStore;
  readonly panels: CasePanels;
  readonly actions: EvidenceActions;
  readonly handlers: Handlers;
  /** Fires with a test of a case's report that the person wants run. */
  readonly onDidAskTest: Signal<NextTest>['on'];
  readonly subscriptions: readonly Subscription[];
}

/** Diagnoses from logs and captures: commands, the editor of captures, marks in logs. */
export function evidenceFeatures(deps: EvidenceDeps): EvidenceFeatures {
  const { extensionUri, toolVersion, log, language, report } = deps;
  const reader = workerReader({
    script: Uri.joinPath(extensionUri, 'dist', 'cli.cjs').fsPath,
    toolVersion,
    bundle: (wanted) => readBundle(extensionUri, wanted),
  });
  const tests = new Signal<NextTest>();
  const cases = new CaseStore({ reader, language, t, log });
  const panels = new CasePanels(extensionUri, cases);
  const texts = new MemoryTexts(cases);
  const annotations = new LogAnnotations(cases, extensionUri);
  const source = new ShowSource({ cases, panels, annotations });
  const openRule = (finding: string): Promise<void> => openRulePage(extensionUri, finding);
  const actionsDeps = { cases, panels, texts, annotations, openRule, report };
  const actions = new EvidenceActions(actionsDeps);
  const handle = caseHandler({
    ...deps,
    cases,
    source,
    applyToFile: (edits, name, found) =>
      applyToFile(edits, evidenceEndpoint(found, name, deps.store.endpoints()), found, deps),
    runTest: (test) => tests.fire(test),
    openRule,
    showLog: () => log.show(),
  });
  return {
    onDidAskTest: tests.on,
    cases,
    panels,
    actions,
    handlers: evidenceHandlers(actions, actionsDeps),
    subscriptions: [
      panels,
      texts,
      annotations,
      source,
      ...registerCaptureEditor(cases, panels),
      ...new LogProviders(annotations, cases).register(),
      panels.onDidAsk(({ caseId, request }) => handle(caseId, request)),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('ftpDiagnose.language')) return;
        for (const id of cases.ids()) cases.readAgain(id).catch(report);
      }),
    ],
  };
}
