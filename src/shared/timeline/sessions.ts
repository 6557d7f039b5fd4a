import type { Translate } from '../../core/l10n.ts';
import type { Report, ReportSession } from '../../core/report/report.ts';
import type { TraceEvent } from '../../core/trace/event.ts';
import type { SessionView } from '../timelineView.ts';
import { arrowOf } from './arrows.ts';
import type { RowContext } from './eventRows.ts';
import { eventRows } from './eventRows.ts';
import { isEvidence } from './isEvidence.ts';
import { lanesOf } from './lanes.ts';
import { purposeWords } from '../../core/report/purposeWords.ts';

function sessionTitle(id: number, purpose: string | null, t: Translate): string {
  const number = id + 1;
  return purpose === null || purpose === ''
    ? t('Session {number}', { number })
    : t('Session {number}: {purpose}', { number, purpose: purposeWords(purpose, t) });
}

/** Gathers events by session, each group in order. */
function bySession(events: readonly TraceEvent[]): Map<number, TraceEvent[]> {
  const groups = new Map<number, TraceEvent[]>();
  for (const event of events) {
    const group = groups.get(event.session);
    if (group === undefined) groups.set(event.session, [event]);
    else group.push(event);
  }
  return groups;
}

/** The control sessions of a report, each with its lanes and rows. */
export function sessionViews(
  report: Report,
  context: Omit<RowContext, 'peer' | 'serverAddress'>,
  t: Translate,
): SessionView[] {
  const known = new Map<number, ReportSession>(report.sessions.map((session) => [session.id, session]));
  const { control } = report;
  const elsewhere = isEvidence(report);
  return [...bySession(report.events)].map(([id, events]) => {
    const session = known.get(id);
    const peer = session?.peer ?? control.peer;
    const samePeer = peer === control.peer;
    const around = { peer, serverAddress: samePeer ? (control.serverAddress?.address ?? null) : null };
    const other = events.find((event) => {
      const arrow = arrowOf(event, around);
      return arrow?.to === 'other' || arrow?.from === 'other';
    });
    const local = session?.local ?? (samePeer ? control.local : null);
    const seenAs = session?.seenAs ?? (samePeer && local === control.local ? control.seenAs : null);
    return {
      id,
      title: sessionTitle(id, session?.purpose ?? null, t),
      lanes: lanesOf({ ...around, local, seenAs, other: other?.remote?.address ?? null, elsewhere }, t),
      rows: eventRows(events, { ...context, ...around }, t),
      connections: [...new Set(events.map(({ connection }) => connection))].sort((a, b) => a - b),
    };
  });
}
