import type { CloseEvent, NoteEvent } from '../trace/event.ts';
import type { ChannelFacts, Facts, SessionFacts } from './facts.ts';

/** A control connection that was lost while data came. */
export interface ControlLoss {
  /** The event that shows the loss. */
  readonly loss: number;
  readonly channel: ChannelFacts;
  readonly bytes: number;
  /** Whether the server's side ended the connection in order (FIN); a device that forgets a connection sends none. */
  readonly inOrder: boolean;
}

/** Ends that are not the client's own. */
const broken: ReadonlySet<string> = new Set(['server', 'reset', 'timed-out']);

/** What shows that the control connection was gone: its end from the other side, or silence in place of the last reply. */
function lossIn({ close, notes }: SessionFacts): CloseEvent | NoteEvent | null {
  if (close !== null && (broken.has(close.outcome) || close.errno === 'ETIMEDOUT')) return close;
  return notes.find(({ note, data }) => note === 'silence' && String(data['waitedFor']) === '226') ?? null;
}

/** How long the transfer took, in ms; null where the evidence does not say. */
function durationOf({ trace }: Facts, { events }: ChannelFacts): number | null {
  const own = new Set(events);
  return trace.events.find(({ id, kind }) => kind === 'transfer' && own.has(id))?.ms ?? null;
}

/** No device forgets a connection this soon, in ms; silence behind a shorter transfer is the server's own. */
const soonest = 2000;

/** The bytes came, and the reply that ends the transfer never did; a listing cut off on purpose says nothing. */
export function readControlLoss(facts: Facts, session: SessionFacts): ControlLoss | null {
  const loss = lossIn(session);
  const channel = facts.channels.findLast((entry) => entry.session === session.id);
  if (loss === null || channel === undefined) return null;
  const { transferReplies: replies, transfer } = channel;
  const begun = replies.some(({ code }) => code === 150 || code === 125);
  const ended = replies.some(({ code }) => code >= 200);
  if (!begun || ended || transfer === null || transfer.truncated) return null;
  const { outcome, bytes } = transfer;
  if ((outcome !== 'unknown' && outcome !== 'failed') || bytes === null || bytes === 0) return null;
  // A transfer that the last reply is missing from has been recorded with the wait for it.
  if (loss.kind === 'note' && (durationOf(facts, channel) ?? Infinity) - (loss.ms ?? 0) < soonest)
    return null;
  const inOrder = loss.kind === 'close' && loss.outcome === 'server';
  return { loss: loss.id, channel, bytes, inOrder };
}

/** Seconds worth waiting: a minute at least, and longer than the transfer that was lost. */
export function holdFor(facts: Facts, channel: ChannelFacts): number {
  return Math.max(60, Math.ceil(((durationOf(facts, channel) ?? 0) / 1000) * 1.2));
}

/** One listing only, and none by active mode: a transfer that does not end would leave no session for the idle test. */
export function shortest({ mode, family }: ChannelFacts): readonly string[] {
  const epsv = mode === 'EPSV' || (mode !== 'PASV' && family === 6);
  return ['--mode', epsv ? 'epsv' : 'pasv', '--samples', '1'];
}
