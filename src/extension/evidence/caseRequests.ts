import { env, Uri, window } from 'vscode';
import { editsOf } from '../../core/config/diagnosed/plannedEdits.ts';
import { marks } from '../../core/report/words.ts';
import { printable } from '../../core/report/printable.ts';
import type { Language } from '../../core/l10n.ts';
import type { NextTest, RemedyEdit, Report } from '../../core/report/report.ts';
import type { Doctor } from '../doctor/doctor.ts';
import { t } from '../localize.ts';
import { saveReport } from '../timeline/exportReport.ts';
import { copyRemedyScript } from '../timeline/remedyScript.ts';
import type { TimelineRequest } from '../timeline/timelinePanel.ts';
import { caseCommandLine } from './caseCommandLine.ts';
import { sessionChoice } from './caseState.ts';
import type { CaseStore } from './caseStore.ts';
import type { ShowSource } from './showSource.ts';

/** One handler a request: a new message of the timeline does not compile until it is handled here too. */
type CaseHandlers = {
  readonly [T in TimelineRequest['type']]: (
    caseId: string,
    message: Extract<TimelineRequest, { readonly type: T }>,
  ) => void;
};

/** What the buttons of a case's timeline reach; `report` tells the person once of a failure. */
export interface CaseRequestsDeps {
  readonly cases: CaseStore;
  readonly doctor: Doctor;
  readonly source: ShowSource;
  readonly applyToFile: (edits: readonly RemedyEdit[], name: string, report: Report) => Promise<void>;
  readonly runTest: (test: NextTest) => void;
  readonly openRule: (finding: string) => Promise<void>;
  readonly showLog: () => void;
  readonly log: { error(message: string): void };
  readonly language: () => Language;
  readonly report: (error: unknown) => void;
}

/** Lets the person find a session of a case by its addresses or its verdict. */
async function pickSession(cases: CaseStore, caseId: string): Promise<void> {
  const items = cases.state(caseId).reports.map((report, index) => {
    const { label, verdict, tone } = sessionChoice(report, index);
    return { label: `${index + 1}.  ${marks[tone]}  ${printable(label)}`, detail: printable(verdict), index };
  });
  const chosen = await window.showQuickPick(items, {
    title: t('Sessions in the evidence'),
    placeHolder: t('Which one shall the timeline show?'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) cases.choose(caseId, chosen.index);
}

/** What the buttons of a case's timeline do; each failure is said once. */
export function caseHandler(deps: CaseRequestsDeps): (caseId: string, request: TimelineRequest) => void {
  const { cases, doctor, source, language } = deps;
  const work = (promise: Promise<unknown>): void => {
    promise.catch((error: unknown) => deps.report(error));
  };
  const withReport = (id: string, make: (report: Report) => Promise<unknown>): void => {
    const report = cases.report(id);
    if (report !== null) work(make(report));
  };
  const copy = async (text: string, said: string): Promise<void> => {
    await env.clipboard.writeText(text);
    window.setStatusBarMessage(said, 3000);
  };
  const applyRemedy = async (
    name: string,
    report: Report,
    findingId: string,
    remedyId: string,
  ): Promise<void> => {
    const finding = report.findings.find(({ id }) => id === findingId);
    const remedy = finding?.remedies.find(({ id }) => id === remedyId);
    if (remedy !== undefined) await deps.applyToFile(editsOf(report, remedy), name, report);
  };
  const copyReport = async (report: Report, redact: boolean): Promise<void> => {
    const text = await doctor.write(report, 'text', { redact, language: language() });
    await copy(text, t('Copied the report.'));
  };
  const runTest = (report: Report | null, findingId: string, index: number): void => {
    const asked = report?.findings.find(({ id }) => id === findingId)?.nextTests?.[index];
    if (asked !== undefined) deps.runTest(asked);
  };
  const nothing = (): void => undefined;

  const handlers: CaseHandlers = {
    diagnose: (id) => work(cases.readAgain(id)),
    cancel: (id) => cases.cancel(id),
    // Evidence asks no question, belongs to no endpoint and has no server to probe.
    answer: nothing,
    probe: nothing,
    'save-endpoint': nothing,
    'edit-endpoint': nothing,
    copy: (_id, { text }) => work(copy(text, t('Copied.'))),
    'copy-report': (id, { redact }) => withReport(id, (report) => copyReport(report, redact)),
    'copy-command': (id) => {
      const evidence = cases.evidence(id);
      if (evidence !== null) work(copy(caseCommandLine(evidence), t('Copied the command line.')));
    },
    export: (id, { format, redact }) => {
      const name = cases.evidence(id)?.name ?? '';
      withReport(id, (report) =>
        saveReport(doctor, { name }, report, { format, redact, language: language() }),
      );
    },
    'open-link': (_id, { url }) => work(Promise.resolve(env.openExternal(Uri.parse(url, true)))),
    'apply-remedy': (id, { finding, remedy }) =>
      withReport(id, (report) => applyRemedy(cases.evidence(id)?.name ?? '', report, finding, remedy)),
    'copy-script': (id, { finding, remedy }) =>
      withReport(id, (report) => copyRemedyScript(report, finding, remedy)),
    'run-test': (id, { finding, test }) => runTest(cases.report(id), finding, test),
    'open-rule': (_id, { finding }) => work(deps.openRule(finding)),
    'show-log': () => deps.showLog(),
    'choose-session': (id, { session }) => cases.choose(id, session),
    'pick-session': (id) => work(pickSession(cases, id)),
    'open-source': (id, { event }) => work(source.open(id, event)),
    'event-selected': (id, { event }) => source.follow(id, event),
    broke: (id, { message }) => deps.log.error(`timeline of ${id}: ${message}`),
  };
  return (caseId, request) => {
    const handle = handlers[request.type] as (id: string, message: TimelineRequest) => void;
    handle(caseId, request);
  };
}
