import type { Translate } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { Changes } from '../panelState.ts';
import type { Tone } from '../../core/report/words.ts';
import type { TimelineView } from '../timelineView.ts';
import { clientGroups } from './clientGroups.ts';
import { idleTestWords } from '../../core/report/noteWords.ts';
import { duration, stopWords } from '../../core/report/words.ts';
import { exhibit } from './exhibit.ts';
import { findingsByEvent, findingViews } from './findingViews.ts';
import { modeViews } from './modeViews.ts';
import { problemCount } from './problemCount.ts';
import { sessionViews } from './sessions.ts';

/** Findings in which two addresses part, at their first evidence. */
const mismatchIds: ReadonlySet<string> = new Set([
  'pasv-private-address',
  'pasv-unusable-address',
  'pasv-wrong-address',
  'pasv-hairpin',
  'port-command-rejected',
  'client-address-hidden',
  'active-from-other-address',
  'data-peer-rejected',
]);

function toneOf(report: Report): Tone {
  const worst = (severity: string): boolean =>
    report.findings.some((finding) => finding.severity === severity);
  if (worst('error')) return 'bad';
  if (worst('warning')) return 'doubtful';
  return report.findings.some(({ id }) => id === 'healthy') ? 'good' : 'none';
}

/** Why the report is not whole; null when it is. */
function stoppedWords({ stopped, complete }: Report, t: Translate): string | null {
  if (stopped !== null) return t('Not everything was tried: {reason}.', { reason: stopWords(t, stopped) });
  return complete ? null : t('Not everything is known.');
}

/** Short facts for the head line. */
function headFacts(report: Report, t: Translate): string[] {
  const { product, version } = report.control.server;
  const { local } = report.control;
  const from = local ?? report.vantage?.addresses[0] ?? null;
  const omitted = report.omitted.events;
  return [
    ...(report.durationMs === null ? [] : [duration(t, report.durationMs)]),
    ...(product === 'unknown' ? [] : [version === null ? product : `${product} ${version}`]),
    ...(from === null ? [] : [t('from {address}', { address: from })]),
    ...(report.vantage?.remote == null ? [] : [t('on {remote}', { remote: report.vantage.remote })]),
    ...(report.source.file === undefined ? [] : [report.source.file]),
    ...(omitted === 0 ? [] : [t('{count} events left out', { count: omitted })]),
  ];
}

/** What a report shows; `changes` tell what it says against the run before. */
export function buildTimelineView(
  report: Report,
  t: Translate,
  changes: Changes | null = null,
): TimelineView {
  const shown = exhibit(report, t);
  const sentAway = shown?.kind === 'pair' && shown.mode === 'passive' && shown.differ;
  const wrong = sentAway && shown.said.tone === 'bad' ? shown.said.address : null;
  const firstEvent = report.findings.flatMap(({ evidence }) => evidence)[0] ?? null;
  const mismatches = report.findings
    .filter(({ id }) => mismatchIds.has(id))
    .map(({ evidence }) => evidence[0]);
  const context = {
    sources: report.sources,
    findings: findingsByEvent(report.findings),
    mismatches: new Set(mismatches.filter((id) => id !== undefined)),
  };
  return {
    verdict: report.verdict,
    tone: toneOf(report),
    count: problemCount(report, t),
    facts: headFacts(report, t),
    stopped: stoppedWords(report, t),
    idleTests: idleTestWords(report.events, t),
    exhibit: shown,
    wrongAddress: wrong,
    modes: modeViews(report, t),
    firstSession: (firstEvent === null ? undefined : report.events[firstEvent]?.session) ?? 0,
    firstEvent,
    sessions: sessionViews(report, context, t),
    findings: findingViews(report, changes, t),
    fixed: changes?.fixedTitles ?? [],
    clients: clientGroups(report.clients, t),
  };
}
