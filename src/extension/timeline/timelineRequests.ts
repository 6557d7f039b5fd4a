import { env, Uri, window } from 'vscode';
import type { Language } from '../../core/l10n.ts';
import type { Remedy, Report } from '../../core/report/report.ts';
import type { Settings } from '../../core/trace/trace.ts';
import type { ExportFormat } from '../../shared/messages.ts';
import { commandLineOf } from '../diagnose/commandLine.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import { modesOf, type DiagnoseActions } from '../diagnose/diagnoseActions.ts';
import type { Doctor } from '../doctor/doctor.ts';
import type { EndpointActions } from '../endpoints/endpointActions.ts';
import { draftFromEndpoint } from '../endpoints/endpointDraft.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import { t } from '../localize.ts';
import { saveReport } from './exportReport.ts';
import { copyRemedyScript } from './remedyScript.ts';
import type { TimelineRequest } from './timelinePanel.ts';

/** One handler a request: a new message of the timeline does not compile until it is handled. */
export type TimelineHandlers = {
  readonly [T in TimelineRequest['type']]: (
    endpoint: Endpoint,
    message: Extract<TimelineRequest, { readonly type: T }>,
  ) => void;
};

/** What the buttons of an endpoint's timeline reach; `report` tells the person once of a failure. */
export interface TimelineHandlersDeps {
  readonly store: EndpointStore;
  readonly diagnoses: Diagnoses;
  readonly doctor: Doctor;
  readonly run: DiagnoseActions['run'];
  readonly runTest: DiagnoseActions['runTest'];
  readonly endpoints: EndpointActions;
  readonly applyRemedy: (endpoint: Endpoint, report: Report, remedy: Remedy) => Promise<void>;
  readonly openRule: (finding: string) => Promise<void>;
  readonly showLog: () => void;
  readonly log: { error(message: string): void };
  readonly language: () => Language;
  readonly settingsOf: (endpoint: Endpoint) => Settings;
  readonly report: (error: unknown) => void;
}

/** What the timeline's buttons do; each failure is said once. */
export function timelineHandler(
  deps: TimelineHandlersDeps,
): (endpoint: Endpoint, request: TimelineRequest) => void {
  const work = (promise: Promise<unknown>): void => {
    promise.catch((error: unknown) => deps.report(error));
  };
  const reportOf = ({ id }: Endpoint): Report | null => deps.diagnoses.state(id).report;
  const copy = async (text: string, said: string): Promise<void> => {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(said, 3000);
  };

  const copyReport = async (endpoint: Endpoint, redact: boolean): Promise<void> => {
    const report = reportOf(endpoint);
    if (report === null) return;
    const text = await deps.doctor.write(report, 'text', { redact, language: deps.language() });
    await copy(text, t('Copied the report.'));
  };

  const exportReport = async (endpoint: Endpoint, format: ExportFormat, redact: boolean): Promise<void> => {
    const report = reportOf(endpoint);
    if (report !== null)
      await saveReport(deps.doctor, endpoint, report, { format, redact, language: deps.language() });
  };

  const applyRemedy = async (endpoint: Endpoint, findingId: string, remedyId: string): Promise<void> => {
    const report = reportOf(endpoint);
    const remedy = report?.findings
      .find(({ id }) => id === findingId)
      ?.remedies.find(({ id }) => id === remedyId);
    if (report !== null && remedy !== undefined) await deps.applyRemedy(endpoint, report, remedy);
  };

  const runTest = async (endpoint: Endpoint, findingId: string, index: number): Promise<void> => {
    const finding = reportOf(endpoint)?.findings.find(({ id }) => id === findingId);
    const test = finding?.nextTests?.[index];
    if (test !== undefined) await deps.runTest(test, endpoint);
  };

  const handlers: TimelineHandlers = {
    diagnose: (endpoint) => work(deps.run(endpoint, { open: true })),
    probe: (endpoint, { modes }) =>
      work(deps.run(endpoint, { open: true, changes: { modes: modesOf[modes] } })),
    cancel: ({ id }) => deps.diagnoses.cancel(id),
    answer: (endpoint) => work(deps.run(endpoint, { open: true })),
    'save-endpoint': (endpoint) => work(deps.endpoints.save(endpoint)),
    'edit-endpoint': (endpoint) =>
      work(
        deps.store.find(endpoint.id) === null
          ? deps.endpoints.add(draftFromEndpoint(endpoint))
          : deps.endpoints.edit(endpoint),
      ),
    copy: (_endpoint, { text }) => work(copy(text, t('Copied.'))),
    'copy-report': (endpoint, { redact }) => work(copyReport(endpoint, redact)),
    'copy-command': (endpoint) =>
      work(copy(commandLineOf(endpoint, deps.settingsOf(endpoint)), t('Copied the command line.'))),
    export: (endpoint, { format, redact }) => work(exportReport(endpoint, format, redact)),
    'open-link': (_endpoint, { url }) => work(Promise.resolve(env.openExternal(Uri.parse(url, true)))),
    'apply-remedy': (endpoint, { finding, remedy }) => work(applyRemedy(endpoint, finding, remedy)),
    'copy-script': (endpoint, { finding, remedy }) => {
      const report = reportOf(endpoint);
      if (report !== null) work(copyRemedyScript(report, finding, remedy));
    },
    'run-test': (endpoint, { finding, test }) => work(runTest(endpoint, finding, test)),
    'open-rule': (_endpoint, { finding }) => work(deps.openRule(finding)),
    'show-log': () => deps.showLog(),
    // A diagnosis of a server has one session to show, and no file to open.
    'choose-session': () => undefined,
    'pick-session': () => undefined,
    'open-source': () => undefined,
    'event-selected': () => undefined,
    broke: (endpoint, { message }) => deps.log.error(`timeline of ${endpoint.name}: ${message}`),
  };
  return (endpoint, request) => {
    const handle = handlers[request.type] as (endpoint: Endpoint, request: TimelineRequest) => void;
    handle(endpoint, request);
  };
}
