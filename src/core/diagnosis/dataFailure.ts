import { sameAddress } from '../ftp/address.ts';
import { verbOf } from '../ftp/command.ts';
import type { CloseEvent, ReplyEvent, TransferEvent } from '../trace/event.ts';
import { isAnswered } from './channelOutcome.ts';
import type { ChannelFacts, Facts } from './facts.ts';

/**
 * How a passive transfer came to nothing. `shut`: nothing shows that anybody dialled, and the server waited in vain at its own
 * address. `dropped`: the server itself took the connection and let it go without a word. `answered-by-another`: the port took our connection, and the server saw nobody. `cut`: the transfer had begun and was
 * torn down. `unknown`: neither.
 */
export type DataFailureKind = 'shut' | 'dropped' | 'answered-by-another' | 'cut' | 'unknown';

/** A passive transfer that came to nothing, and what shows why. */
export interface DataFailure {
  readonly kind: DataFailureKind;
  readonly channel: ChannelFacts;
  /** What the server said of it, null when it said nothing. */
  readonly reply: ReplyEvent | null;
  readonly transfer: TransferEvent | null;
  /** How the other end ended the data connection; null when that was not seen. */
  readonly ending: 'server' | 'reset' | null;
}

/** pyftpdlib, 30 s after a 150 that only said it would wait (tried on 1.5.7 and 2.2.1). */
export const waitedInVain = /^421[ -]Passive data channel timed out/;

/** The server waited and nobody came (vsftpd 3.0.3, Pure-FTPd 1.0.50, FileZilla Server; ProFTPD and pyftpdlib close the session). */
const nobodyCame =
  /^425 (?:Failed to establish connection|No data connection|Can'?t (?:open|build) data connection|Unable to build data connection: Connection timed out)/i;

/** Whether a reply says that the data connection failed; “Use PORT or PASV first” only echoes an earlier failure. */
export function isDataFailure({ code, text }: ReplyEvent): boolean {
  return ((code === 425 || code === 426) && !/ first\b/.test(text)) || waitedInVain.test(text);
}

/** The reply that ended the transfer. */
function failedReply({ transferReplies }: ChannelFacts): ReplyEvent | null {
  return transferReplies.find(isDataFailure) ?? null;
}

/** How the other end ended the data connection, where the evidence shows it. */
function endingOf(
  { events }: ChannelFacts,
  transfer: TransferEvent | null,
  { trace }: Facts,
): DataFailure['ending'] {
  if (transfer?.ending !== undefined) return transfer.ending;
  const own = new Set(events);
  const close = trace.events.find(
    (event): event is CloseEvent => event.kind === 'close' && own.has(event.id),
  );
  return close?.outcome === 'server' || close?.outcome === 'reset' ? close.outcome : null;
}

function transferOf({ events }: ChannelFacts, { trace }: Facts): TransferEvent | null {
  const own = new Set(events);
  return (
    trace.events.find((event): event is TransferEvent => event.kind === 'transfer' && own.has(event.id)) ??
    null
  );
}

/** Whether the client itself asked for the end of the transfer; a 426 then only says that it was heard (RFC 959 §4.1.3). */
function wasAborted({ events }: ChannelFacts, reply: ReplyEvent | null, { trace }: Facts): boolean {
  if (reply === null) return false;
  const own = new Set(events);
  return trace.events.some(
    (event) =>
      event.kind === 'command' && event.id < reply.id && own.has(event.id) && verbOf(event.text) === 'ABOR',
  );
}

function kindOf(
  channel: ChannelFacts,
  reply: ReplyEvent | null,
  ending: DataFailure['ending'],
  facts: Facts,
): DataFailureKind {
  const { attempts, advertised, transferReplies } = channel;
  const answered = attempts.some(isAnswered);
  const begun = transferReplies.some(({ code }) => code === 125 || code === 150);
  const isTorn = begun && (reply?.code === 426 || ending === 'reset');
  if (attempts.length === 0 && !isTorn && sameAddress(advertised?.address, facts.peer)) return 'shut';
  if (wasAborted(channel, reply, facts)) return 'unknown';
  if (isTorn) return 'cut';
  const sawNobody =
    reply === null ? !begun && ending !== null : nobodyCame.test(reply.text) || waitedInVain.test(reply.text);
  if (!answered || !sawNobody) return 'unknown';
  // Pure-FTPd 1.0.50 closes the connection of a foreign peer and goes on waiting.
  return reply === null && facts.server.product === 'pure-ftpd' ? 'dropped' : 'answered-by-another';
}

/** Reads a channel as a failed passive transfer; null when it is none. */
export function readDataFailure(channel: ChannelFacts, facts: Facts): DataFailure | null {
  if (channel.mode !== 'PASV' && channel.mode !== 'EPSV') return null;
  if (channel.transfer === null || channel.transfer.outcome === 'ok') return null;
  const reply = failedReply(channel);
  const transfer = transferOf(channel, facts);
  const ending = endingOf(channel, transfer, facts);
  // Where the transfer had begun, a missing last reply is a matter of the control connection, not of this one.
  const begun = channel.transferReplies.some(({ code }) => code === 125 || code === 150);
  const endedByOther =
    channel.transfer.outcome === 'failed' && ending !== null && (!begun || ending === 'reset');
  if (reply === null && !endedByOther) return null;
  return { kind: kindOf(channel, reply, ending, facts), channel, reply, transfer, ending };
}
