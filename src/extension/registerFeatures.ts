import { workspace, type Disposable, type LogOutputChannel, type Uri } from 'vscode';
import { isPublicScope, scopeOf } from '../core/ftp/address.ts';
import type { Language } from '../core/l10n.ts';
import type { Settings } from '../core/trace/trace.ts';
import { commandLineToolHandlers } from './commandLineTool/saveTool.ts';
import { registerCommands } from './commands.ts';
import { DiagnoseActions, diagnoseHandlers } from './diagnose/diagnoseActions.ts';
import type { Diagnoses } from './diagnose/diagnoses.ts';
import { runSettings } from './diagnose/runSettings.ts';
import type { Doctor } from './doctor/doctor.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { EndpointActions, endpointHandlers } from './endpoints/endpointActions.ts';
import type { EndpointStore } from './endpoints/endpointStore.ts';
import type { EndpointView } from './endpoints/endpointView.ts';
import type { EndpointWriter } from './endpoints/writeEndpoints.ts';
import type { EvidenceFeatures } from './evidence/registerEvidence.ts';
import { historyHandlers } from './history/historyActions.ts';
import type { HistoryStore } from './history/historyStore.ts';
import { importHandlers } from './importing/importActions.ts';
import { passwordHandlers } from './passwords/passwordActions.ts';
import type { PasswordStore } from './passwords/passwordStore.ts';
import type { Subscription } from './signal.ts';
import type { ExtensionSettings } from './settings.ts';
import { RemedyActions } from './timeline/applyRemedy.ts';
import { applyToFile } from './timeline/applyToFile.ts';
import { openRulePage, reportHandlers } from './timeline/reportActions.ts';
import { timelineHandler } from './timeline/timelineRequests.ts';
import { LinkedFiles } from './vsftpd/linkedFiles.ts';
import { vsftpdFeatures } from './vsftpd/registerVsftpd.ts';
import type { Timelines } from './timeline/timelines.ts';
import { followWalkthrough } from './walkthrough.ts';

/** The stores, ports and views that the features share. */
export interface FeatureDeps {
  readonly extensionUri: Uri;
  readonly log: LogOutputChannel;
  readonly doctor: Doctor;
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly passwords: PasswordStore;
  readonly history: HistoryStore;
  readonly diagnoses: Diagnoses;
  readonly view: EndpointView;
  readonly timelines: Timelines;
  readonly evidence: EvidenceFeatures;
  readonly settings: () => ExtensionSettings;
  readonly language: () => Language;
  readonly report: (error: unknown) => void;
}

/** Follows the settings: endpoints edited by hand, a language chosen, a save that lets waiting changes through. */
function followSettings({ store, writer, diagnoses, timelines }: FeatureDeps): Disposable[] {
  return [
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('ftpDiagnose.endpoints')) {
        store.refresh();
        timelines.drawAll();
      }
      // Reports are read again in the new language when they are next looked at.
      if (event.affectsConfiguration('ftpDiagnose.language')) diagnoses.forget();
    }),
    workspace.onDidSaveTextDocument(({ uri }) => {
      if (store.keptCount > 0 && uri.path.endsWith('/settings.json')) void writer.retry(true);
    }),
  ];
}

/** Registers every feature's commands and listeners. */
export function registerFeatures(deps: FeatureDeps): Subscription[] {
  const { extensionUri, store, writer, view, diagnoses, timelines, report } = deps;
  const settingsOf = (endpoint: Endpoint): Settings => runSettings(deps.settings(), endpoint);
  const endpoints = new EndpointActions(deps);
  const diagnose = new DiagnoseActions(deps);
  const run: DiagnoseActions['run'] = (endpoint, options) => diagnose.run(endpoint, options);
  const linked = new LinkedFiles(store, diagnoses);
  const remedies = new RemedyActions(run, (edits, endpoint, found) =>
    applyToFile(edits, endpoint, found, deps),
  );
  const handle = timelineHandler({
    ...deps,
    run,
    runTest: (test, endpoint) => diagnose.runTest(test, endpoint),
    endpoints,
    settingsOf,
    applyRemedy: (endpoint, found, remedy) => remedies.apply(endpoint, found, remedy),
    openRule: (finding) => openRulePage(extensionUri, finding),
    showLog: () => deps.log.show(),
  });
  const vsftpd = vsftpdFeatures({
    ...deps,
    linked,
    diagnose: (endpoint) => run(endpoint, { open: true }),
    known: (uri) => {
      const own = linked.endpointsOf(uri);
      const peers = (own.length > 0 ? own : store.endpoints()).map(
        ({ id }) => diagnoses.state(id).report?.control.peer ?? null,
      );
      const [peer, other] = new Set(peers.filter((each) => each !== null && isPublicScope(scopeOf(each))));
      return other === undefined ? (peer ?? null) : null;
    },
  });
  const handlers = {
    ...endpointHandlers(endpoints, view, writer, (endpoint) => {
      run(endpoint, { open: true }).catch(report);
    }),
    ...diagnoseHandlers(diagnose, { store, view, diagnoses }),
    ...passwordHandlers(deps),
    ...historyHandlers(deps),
    ...importHandlers(deps),
    ...reportHandlers({ ...deps, settingsOf }),
    ...commandLineToolHandlers(extensionUri),
    ...vsftpd.handlers,
    ...deps.evidence.handlers,
    'ftpDiagnose.showLog': () => deps.log.show(),
  };
  return [
    ...registerCommands(handlers, report),
    ...vsftpd.subscriptions,
    ...deps.evidence.subscriptions,
    ...followSettings(deps),
    followWalkthrough(diagnoses),
    deps.evidence.onDidAskTest((test) => {
      diagnose.runTest(test).catch(report);
    }),
    timelines.onDidAsk(({ endpoint, request }) => handle(endpoint, request)),
    { dispose: () => diagnoses.cancelAll() },
  ];
}
