import type { Translate } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { LiveView, ToWebview } from '../messages.ts';
import type { SessionView } from '../timelineView.ts';
import { modeViews } from './modeViews.ts';
import { passivePair } from './pair.ts';
import { sessionViews } from './sessions.ts';

/** What a report of a run under way shows: events and modes, no verdict yet. */
export function buildLiveView(report: Report, t: Translate): LiveView {
  const pair = passivePair(report, null, t);
  const wrong = pair !== null && pair.differ && pair.said.tone === 'bad';
  return {
    sessions: sessionViews(
      report,
      { sources: report.sources, findings: new Map(), mismatches: new Set() },
      t,
    ),
    modes: modeViews(report, t).filter(({ outcome }) => outcome !== 'skipped'),
    exhibit: pair !== null && pair.differ ? pair : null,
    wrongAddress: wrong ? pair.said.address : null,
  };
}

/** A session with the rows that `before` has not. */
function grown(session: SessionView, before: SessionView | undefined): SessionView[] {
  if (before === undefined) return [session];
  const rows = session.rows.slice(before.rows.length);
  const same =
    rows.length === 0 && session.lanes.length === before.lanes.length && session.title === before.title;
  return same ? [] : [{ ...session, rows }];
}

/** The message that leads a webview from one live view to the next. */
export function appendMessage(before: LiveView, after: LiveView): Extract<ToWebview, { type: 'append' }> {
  const known = new Map(before.sessions.map((session) => [session.id, session]));
  return {
    type: 'append',
    sessions: after.sessions.flatMap((session) => grown(session, known.get(session.id))),
    modes: after.modes,
    exhibit: after.exhibit,
    wrongAddress: after.wrongAddress,
  };
}

/** The live view that `append` leads to; the webview's side of `appendMessage`. */
export function applyAppend(before: LiveView, message: Extract<ToWebview, { type: 'append' }>): LiveView {
  const sessions = new Map(before.sessions.map((session) => [session.id, session]));
  for (const session of message.sessions) {
    const rows = [...(sessions.get(session.id)?.rows ?? []), ...session.rows];
    sessions.set(session.id, { ...session, rows });
  }
  const { modes, exhibit, wrongAddress } = message;
  return { sessions: [...sessions.values()], modes, exhibit, wrongAddress };
}
