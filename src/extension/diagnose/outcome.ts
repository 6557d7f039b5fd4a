import type { FindingId } from '../../core/diagnosis/findingIds.ts';
import type { Finding, Report } from '../../core/report/report.ts';
import type { Changes, PanelPhase } from '../../shared/panelState.ts';

/** A report in a word: what the tree's icon and the badge say. */
export type Outcome = 'healthy' | 'warnings' | 'problems' | 'unreachable' | 'incomplete';

const unreachable: readonly FindingId[] = ['control-unreachable', 'name-not-resolved', 'refused-by-server'];

/** How a finished or cancelled diagnosis is judged. */
export function outcomeOf(report: Report): Outcome {
  if (report.findings.some(({ id }) => unreachable.includes(id))) return 'unreachable';
  if (report.findings.some(({ severity }) => severity === 'error')) return 'problems';
  if (report.stopped === 'ctrl-c') return 'incomplete';
  if (report.findings.some(({ severity }) => severity === 'warning')) return 'warnings';
  return 'healthy';
}

/** What the panel shows of a report that no run is under way for. */
export function phaseOf(report: Report): PanelPhase {
  return report.stopped === 'ctrl-c' ? 'cancelled' : 'done';
}

/** What a cancelled run saw is no proof that all is well: that finding goes, what it found wrong stays. */
export function withoutAllClear(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ id }) => id !== 'healthy') };
}

/** The findings that a person has to act on, as reports order them. */
export function problemsOf(report: Report): readonly Finding[] {
  return report.findings.filter(({ severity }) => severity !== 'info');
}

/** The codes of the replies to each PASS, of all sessions in the order of the trace (RFC 959 §5.4). */
function* repliesToPass({ events }: Report): Generator<number> {
  let asked = false;
  for (const event of events) {
    if (event.connection !== 0) continue;
    if (event.kind === 'command') asked = /^PASS\b/i.test(event.text);
    else if (event.kind === 'reply' && asked) yield event.code;
  }
}

/** Whether the server refused the password: the first PASS was answered with 530. */
export function passwordRefused(report: Report): boolean {
  const [first] = repliesToPass(report);
  return first === 530;
}

/** Whether a PASS was answered with a login. */
export function passwordAccepted(report: Report): boolean {
  return [...repliesToPass(report)].some((code) => code >= 200 && code < 300);
}

/** Whether the run ended because a certificate with faults was not accepted. */
export function certificateWithheld(report: Report): boolean {
  return report.events.some(
    (event) =>
      event.kind === 'note' &&
      event.note === 'password-withheld' &&
      (event.data['why'] === 'certificate' || event.data['why'] === 'fingerprint'),
  );
}

function modesTried({ probes }: Report): ReadonlySet<string> {
  return new Set(probes.flatMap(({ mode, outcome }) => (outcome === 'skipped' ? [] : [mode])));
}

/** Whether `after` tried every mode that `before` tried: one that did not even get in has seen nothing mended. */
function cameAsFar(before: Report, after: Report): boolean {
  const tried = modesTried(after);
  return [...modesTried(before)].every((mode) => tried.has(mode));
}

/**
 * Holds a new diagnosis against the one before; only findings above info count, since `healthy` is none. What is still
 * found, if only as a note, is not fixed, nor is what the new one did not get as far as to see.
 */
export function changesBetween(before: Report, after: Report): Changes {
  const old = problemsOf(before);
  const now = problemsOf(after);
  const oldIds = new Set<string>(old.map(({ id }) => id));
  const nowIds = new Set<string>(now.map(({ id }) => id));
  const found = new Set<string>(after.findings.map(({ id }) => id));
  const fixed = cameAsFar(before, after) ? old.filter(({ id }) => !found.has(id)) : [];
  return {
    fixed: fixed.map(({ id }) => id),
    added: [...nowIds].filter((id) => !oldIds.has(id)),
    same: [...nowIds].filter((id) => oldIds.has(id)),
    fixedTitles: fixed.map(({ title }) => title),
    since: before.startedAt,
  };
}

/** What a run was asked to find out: one with less patience, fewer ports or no idle test finds less and mends nothing. */
function questionOf({ settings, events }: Report): string {
  const { modes, samples, timeoutMs } = settings;
  const held = events.some((event) => event.kind === 'note' && event.note === 'hold');
  return [[...modes].sort().join(), samples, timeoutMs, held].join(' ');
}

/** Whether two reports asked the same question, so that holding them against each other says something. */
export function comparable(before: Report, after: Report): boolean {
  const same = questionOf(before) === questionOf(after);
  return before.source.target === after.source.target && same && after.complete;
}
