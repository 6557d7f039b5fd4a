import type { DialOutcome, NoteEvent } from '../trace/event.ts';
import { isFailedDial } from './channelOutcome.ts';
import { isDataFailure } from './dataFailure.ts';
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
  /** The client says that its dial failed, or the server that nobody came, and the log shows neither the command nor the reply that opened the channel. */
  | {
      readonly how: 'hidden';
      readonly channel: null;
      readonly event: number;
      readonly outcome: DialOutcome;
      readonly errno: string | null;
      /** The server's own word of it; null where only the client speaks. */
      readonly said: string | null;
      /** Where it dialled, if the client says so. */
      readonly target: string | null;
      /** Where the client says that it replaced the announced address, which it does with inner ones only. */
      readonly replaced: number | null;
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

function failureOf(note: NoteEvent): { readonly outcome: DialOutcome; readonly errno: string | null } {
  return { outcome: outcomeOf(note), errno: String(note.data['errno'] ?? '') || null };
}

function ofClient(channel: ChannelFacts, session: SessionFacts, end: number): UnansweredChannel | null {
  const note = dialNote(session, channel.events[0] ?? 0, end);
  if (note !== undefined) {
    return { how: 'client', channel, event: note.id, ...failureOf(note) };
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
  if (transfer !== null || attempts.some(({ outcome }) => outcome !== 'unknown')) return null;
  const asked = session.exchanges.findIndex(({ replies }) => replies.includes(reply));
  const later = session.exchanges.slice(asked + 1);
  return later.every(({ verb }) => idle.has(verb)) ? { how: 'abandoned', channel, event: reply.id } : null;
}

/** A 425 or 426 in a log that begins behind the command it belongs to. */
function saidAlone(session: SessionFacts): UnansweredChannel | null {
  const reply = session.exchanges.flatMap(({ replies }) => replies).find(isDataFailure);
  if (reply === undefined) return null;
  const { id: event, text: said } = reply;
  return {
    how: 'hidden',
    channel: null,
    event,
    outcome: 'unknown',
    errno: null,
    said,
    target: null,
    replaced: null,
  };
}

/** A dial that failed in a session of which no channel is shown. */
function hidden(session: SessionFacts, { channels }: Facts): UnansweredChannel | null {
  if (channels.some((channel) => channel.session === session.id)) return null;
  const note = dialNote(session, -1, Infinity);
  if (note === undefined) return saidAlone(session);
  const replaced = session.notes.find((each) => each.note === 'address-replaced')?.id ?? null;
  const target = typeof note.data['target'] === 'string' ? note.data['target'] : null;
  return { how: 'hidden', channel: null, event: note.id, ...failureOf(note), said: null, target, replaced };
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
  for (const session of facts.sessions) {
    const unanswered = hidden(session, facts);
    if (unanswered !== null) found.push(unanswered);
  }
  const works = facts.channels.some(({ outcome }) => outcome === 'ok');
  return found.find(({ how }) => how !== 'abandoned') ?? (works ? null : (found[0] ?? null));
}
