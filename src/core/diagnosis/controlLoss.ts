import type { ChannelFacts, Facts, SessionFacts } from './facts.ts';

/** A control connection that was lost while data came. */
export interface ControlLoss {
  /** The event that shows the loss. */
  readonly loss: number;
  readonly channel: ChannelFacts;
  readonly bytes: number;
}

/** What shows that the control connection was gone: its end, or silence in place of the last reply. */
function lossIn({ close, notes }: SessionFacts): number | null {
  const broken =
    close !== null &&
    (close.outcome === 'reset' || close.outcome === 'timed-out' || close.errno === 'ETIMEDOUT');
  if (broken) return close.id;
  const silence = notes.find(({ note, data }) => note === 'silence' && String(data['waitedFor']) === '226');
  return silence?.id ?? null;
}

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
  return { loss, channel, bytes };
}

/** Seconds worth waiting: a minute at least, and longer than the transfer that was lost. */
export function holdFor({ trace }: Facts, { events }: ChannelFacts): number {
  const own = new Set(events);
  const transfer = trace.events.find(({ id, kind }) => kind === 'transfer' && own.has(id));
  return Math.max(60, Math.ceil(((transfer?.ms ?? 0) / 1000) * 1.2));
}
