import { window } from 'vscode';
import { editsOf } from '../../core/config/diagnosed/plannedEdits.ts';
import { marks } from '../../core/report/words.ts';
import { printable } from '../../core/report/printable.ts';
import type { NextTest, RemedyEdit, Report } from '../../core/report/report.ts';
import { t } from '../localize.ts';
import {
  remedyOf,
  reportRequests,
  requestHandler,
  testOf,
  type ReportRequestsDeps,
} from '../timeline/requestHandlers.ts';
import type { TimelineRequest } from '../timeline/timelinePanel.ts';
import { caseCommandLine } from './caseCommandLine.ts';
import { sessionChoice } from './caseState.ts';
import type { CaseStore } from './caseStore.ts';
import type { ShowSource } from './showSource.ts';

/** What the buttons of a case's timeline reach; a case is named by its id. */
export interface CaseRequestsDeps extends Omit<
  ReportRequestsDeps<string>,
  'reportOf' | 'nameOf' | 'commandLineOf'
> {
  readonly cases: CaseStore;
  readonly source: ShowSource;
  readonly applyToFile: (edits: readonly RemedyEdit[], name: string, report: Report) => Promise<void>;
  readonly runTest: (test: NextTest) => void;
  readonly log: { error(message: string): void };
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
  const { cases, source } = deps;
  const work = (promise: Promise<unknown>): void => {
    promise.catch(deps.report);
  };
  const reportOf = (id: string): Report | null => cases.report(id);
  const nameOf = (id: string): string => cases.evidence(id)?.name ?? '';
  // Evidence asks no question, belongs to no endpoint and has no server to probe.
  const nothing = (): void => undefined;

  return requestHandler<string>({
    ...reportRequests<string>({
      ...deps,
      reportOf,
      nameOf,
      commandLineOf: (id) => {
        const evidence = cases.evidence(id);
        return evidence === null ? null : caseCommandLine(evidence);
      },
    }),
    diagnose: (id) => work(cases.readAgain(id)),
    cancel: (id) => cases.cancel(id),
    answer: nothing,
    probe: nothing,
    'save-endpoint': nothing,
    'edit-endpoint': nothing,
    'apply-remedy': (id, { finding, remedy }) => {
      const report = reportOf(id);
      const chosen = report === null ? undefined : remedyOf(report, finding, remedy);
      if (report !== null && chosen !== undefined)
        work(deps.applyToFile(editsOf(report, chosen), nameOf(id), report));
    },
    'run-test': (id, { finding, test }) => {
      const chosen = testOf(reportOf(id), finding, test);
      if (chosen !== undefined) deps.runTest(chosen);
    },
    'choose-session': (id, { session }) => cases.choose(id, session),
    'pick-session': (id) => work(pickSession(cases, id)),
    'open-source': (id, { event }) => work(source.open(id, event)),
    'event-selected': (id, { event }) => source.follow(id, event),
    broke: (id, { message }) => deps.log.error(`timeline of ${id}: ${message}`),
  });
}
