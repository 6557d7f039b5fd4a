import type { Translate } from '../../core/l10n.ts';
import { formatSocketAddress } from '../../core/ftp/address.ts';
import type { Report } from '../../core/report/report.ts';
import type { Tone } from '../../core/report/words.ts';
import type { EvidenceState, PanelState, SessionChoice } from '../../shared/panelState.ts';
import type { CaseState, EvidenceCase, EvidenceSource } from './evidenceCase.ts';
import { readingNotes } from './faultSentence.ts';

/** Most sessions that the timeline's own list holds; the others are found by searching. */
export const mostListed = 200;

function toneOf({ findings }: Report): Tone {
  if (findings.some(({ severity }) => severity === 'error')) return 'bad';
  if (findings.some(({ severity }) => severity === 'warning')) return 'doubtful';
  return findings.some(({ id }) => id === 'healthy') ? 'good' : 'none';
}

/** The user of a session; null when nobody logs in. */
function userOf({ events }: Report): string | null {
  const login = events.find(({ kind, text }) => kind === 'command' && /^USER \S/i.test(text));
  return login === undefined ? null : login.text.slice(5).trim();
}

/** When it began and who spoke with whom, as far as the evidence shows it. */
function labelOf(report: Report): string {
  const { control, startedAt, source } = report;
  const { local, peer, port, host, seenAs } = control;
  const name = peer ?? host;
  const server = name === null ? source.target : port === null ? name : formatSocketAddress(name, port);
  const ends = [local ?? seenAs, server].filter((end) => end !== null);
  const time = startedAt === null ? null : startedAt.slice(0, 19).replace('T', ' ');
  return [time, ends.join(' → '), userOf(report)].filter((part) => part !== null && part !== '').join('  ');
}

/** A session as lists show it. */
export function sessionChoice(report: Report, index: number): SessionChoice {
  return { index, label: labelOf(report), verdict: report.verdict, tone: toneOf(report) };
}

/** The source of a case that an event of one of its reports was read from; null when it was read from none. */
export function sourceOfEvent(
  evidence: EvidenceCase,
  report: Report,
  event: number,
): { readonly source: EvidenceSource; readonly line: number | null; readonly frame: number | null } | null {
  const origin = report.events.find(({ id }) => id === event)?.source;
  const file = report.sources.find(({ id }) => id === origin?.id)?.file;
  const source = evidence.sources.find(({ name }) => name === file);
  if (origin === undefined || source === undefined) return null;
  return { source, line: origin.line ?? null, frame: origin.frame ?? null };
}

/** A stretch of `mostListed` sessions around the one that is shown. */
function listed(reports: readonly Report[], chosen: number): SessionChoice[] {
  const from = Math.max(0, Math.min(chosen - mostListed / 2, reports.length - mostListed));
  return reports.slice(from, from + mostListed).map((report, index) => sessionChoice(report, from + index));
}

/** Sources of a report that can be opened, or whose frames can be named. */
function openable(evidence: EvidenceCase, report: Report | undefined): number[] {
  return (report?.sources ?? [])
    .filter(({ kind, file }) => {
      const source = evidence.sources.find(({ name }) => name === file);
      return source !== undefined && (source.uri !== null || kind === 'capture');
    })
    .map(({ id }) => id);
}

/** What the timeline of a case shows. */
export function casePanelState(evidence: EvidenceCase, state: CaseState, t: Translate): PanelState {
  const { phase, step, message, reports, chosen, omitted, partly } = state;
  const report = reports[chosen];
  const about: EvidenceState = {
    notes: readingNotes(partly, omitted, t),
    sessions: listed(reports, chosen),
    total: reports.length,
    chosen,
    openable: openable(evidence, report),
  };
  return {
    id: evidence.id,
    name: evidence.name,
    destination: report?.source.target ?? evidence.name,
    // There is no endpoint to save: the evidence need not be about a server that can be reached from here.
    saved: true,
    phase,
    step,
    message,
    report: report ?? null,
    changes: null,
    evidence: about,
  };
}
