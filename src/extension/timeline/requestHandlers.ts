import { env, Uri, window } from 'vscode';
import { editsOf } from '../../core/config/diagnosed/plannedEdits.ts';
import type { Language } from '../../core/l10n.ts';
import type { NextTest, Remedy, Report } from '../../core/report/report.ts';
import type { Doctor } from '../doctor/doctor.ts';
import { t } from '../localize.ts';
import { copyScript } from '../vsftpd/script.ts';
import { saveReport } from './exportReport.ts';
import type { TimelineRequest } from './timelinePanel.ts';

/** One handler a request: a new message of the timeline does not compile until every kind of timeline handles it. */
export type RequestHandlers<Subject> = {
  readonly [T in TimelineRequest['type']]: (
    subject: Subject,
    message: Extract<TimelineRequest, { readonly type: T }>,
  ) => void;
};

/** What a timeline shows and what its buttons reach; the subject is an endpoint, or a case of evidence. */
export interface ReportRequestsDeps<Subject> {
  readonly doctor: Doctor;
  readonly language: () => Language;
  /** The report that the timeline shows, null before there is one. */
  readonly reportOf: (subject: Subject) => Report | null;
  /** What a saved report is named after. */
  readonly nameOf: (subject: Subject) => string;
  /** The same diagnosis for a terminal, null when there is nothing to diagnose. */
  readonly commandLineOf: (subject: Subject) => string | null;
  readonly openRule: (finding: string) => Promise<void>;
  readonly showLog: () => void;
  /** Tells the person once of a failure. */
  readonly report: (error: unknown) => void;
}

/** The requests that ask for nothing but what the report holds. */
type ReportRequest =
  'copy' | 'copy-report' | 'copy-command' | 'copy-script' | 'export' | 'open-link' | 'open-rule' | 'show-log';

async function copy(text: string, said: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(said, 3000);
}

/** The remedy of a report that a message names, undefined when a newer report no longer has it. */
export function remedyOf(report: Report, findingId: string, remedyId: string): Remedy | undefined {
  const finding = report.findings.find(({ id }) => id === findingId);
  return finding?.remedies.find(({ id }) => id === remedyId);
}

/** The test of a report that a message names by its place, undefined when a newer report no longer has it. */
export function testOf(report: Report | null, findingId: string, index: number): NextTest | undefined {
  return report?.findings.find(({ id }) => id === findingId)?.nextTests?.[index];
}

/** What every timeline does alike with the report that it shows. */
export function reportRequests<Subject>(
  deps: ReportRequestsDeps<Subject>,
): Pick<RequestHandlers<Subject>, ReportRequest> {
  const { doctor, language, reportOf, nameOf } = deps;
  const work = (promise: Promise<unknown>): void => {
    promise.catch(deps.report);
  };
  const withReport = (subject: Subject, make: (report: Report) => Promise<unknown>): void => {
    const report = reportOf(subject);
    if (report !== null) work(make(report));
  };
  const copyReport = async (report: Report, redact: boolean): Promise<void> => {
    const text = await doctor.write(report, 'text', { redact, language: language() });
    await copy(text, t('Copied the report.'));
  };
  return {
    copy: (_subject, { text }) => work(copy(text, t('Copied.'))),
    'copy-report': (subject, { redact }) => withReport(subject, (report) => copyReport(report, redact)),
    'copy-command': (subject) => {
      const command = deps.commandLineOf(subject);
      if (command !== null) work(copy(command, t('Copied the command line.')));
    },
    'copy-script': (subject, { finding, remedy }) =>
      withReport(subject, async (report) => {
        const chosen = remedyOf(report, finding, remedy);
        if (chosen !== undefined) await copyScript(editsOf(report, chosen));
      }),
    export: (subject, { format, redact }) =>
      withReport(subject, (report) =>
        saveReport(doctor, { name: nameOf(subject) }, report, { format, redact, language: language() }),
      ),
    'open-link': (_subject, { url }) => work(Promise.resolve(env.openExternal(Uri.parse(url, true)))),
    'open-rule': (_subject, { finding }) => work(deps.openRule(finding)),
    'show-log': () => deps.showLog(),
  };
}

/** Gives each request to its handler. */
export function requestHandler<Subject>(
  handlers: RequestHandlers<Subject>,
): (subject: Subject, request: TimelineRequest) => void {
  return (subject, request) => {
    const handle = handlers[request.type] as (subject: Subject, request: TimelineRequest) => void;
    handle(subject, request);
  };
}
