import type { DialOutcome, NoteEvent } from '../trace/event.ts';
import { isFailedDial } from './channelOutcome.ts';
import type { ChannelFacts, Facts, SessionFacts } from './facts.ts';

/** A passive channel on which nothing was moved, by what the evidence shows of it; `event` shows it. */
export type UnansweredChannel =
  /** The client says that its dial failed, and not (or not certainly) where it went. */
  | {
      readonly how: 'client';
      readonly channel: ChannelFacts;
      readonly event: number;
      readonly outcome: DialOutcome;
      readonly errno: string | null;
    }
  /** Nothing was asked for after the server's reply. */
  | { readonly how: 'abandoned'; readonly channel: ChannelFacts; readonly event: number };

/** The note of a dial whose address the log does not show. */
function dialNote(session: SessionFacts, from: number, to: number): NoteEvent | undefined {
  return session.notes.find(({ note, id }) => note === 'data-dial-failed' && id > from && id < to);
}

const outcomes: readonly string[] = ['refused', 'timed-out', 'unreachable', 'reset'];

function outcomeOf(note: NoteEvent): DialOutcome {
  const outcome = String(note.data['outcome']);
  return outcomes.includes(outcome) ? (outcome as DialOutcome) : 'unknown';
}

function ofClient(channel: ChannelFacts, session: SessionFacts, end: number): UnansweredChannel | null {
  const note = dialNote(session, channel.events[0] ?? 0, end);
  if (note !== undefined) {
    const errno = String(note.data['errno'] ?? '') || null;
    return { how: 'client', channel, event: note.id, outcome: outcomeOf(note), errno };
  }
  // A dial at the peer's own address is another finding's.
  const dial = session.peer === null ? channel.attempts.find(isFailedDial) : undefined;
  if (dial?.event == null) return null;
  return { how: 'client', channel, event: dial.event, outcome: dial.outcome, errno: dial.errno };
}

/** Commands after a 227 that ask for nothing. */
const idle: ReadonlySet<string> = new Set(['QUIT', 'ABOR', 'NOOP']);

/** The end of a session in which nobody dialled, as far as is known, and no transfer was asked for. */
function abandoned(channel: ChannelFacts, session: SessionFacts): UnansweredChannel | null {
  const { reply, command, transfer, attempts } = channel;
  if (reply === null || command === null || channel.accepted !== true) return null;
  if (transfer !== null || attempts.length > 0) return null;
  const asked = session.exchanges.findIndex(({ replies }) => replies.includes(reply));
  const later = session.exchanges.slice(asked + 1);
  return later.every(({ verb }) => idle.has(verb)) ? { how: 'abandoned', channel, event: reply.id } : null;
}

/** The passive channel that came to nothing without a word of the server; null when there is none. */
export function findUnanswered(facts: Facts): UnansweredChannel | null {
  const found: UnansweredChannel[] = [];
  for (const [at, channel] of facts.channels.entries()) {
    if (channel.mode !== 'PASV' && channel.mode !== 'EPSV') continue;
    if (channel.transfer?.outcome === 'ok') continue;
    const session = facts.sessions.find(({ id }) => id === channel.session);
    if (session === undefined) continue;
    const next = facts.channels[at + 1];
    const end = next?.session === channel.session ? (next.events[0] ?? Infinity) : Infinity;
    const unanswered = ofClient(channel, session, end) ?? abandoned(channel, session);
    if (unanswered !== null) found.push(unanswered);
  }
  const works = facts.channels.some(({ outcome }) => outcome === 'ok');
  return found.find(({ how }) => how === 'client') ?? (works ? null : (found[0] ?? null));
}
