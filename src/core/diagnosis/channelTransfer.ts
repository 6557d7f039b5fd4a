import { verbOf } from '../ftp/command.ts';
import type { Attempt, Transfer } from '../report/report.ts';
import type { ReplyEvent, TlsEvent, TraceEvent, TransferEvent } from '../trace/event.ts';
import type { CollectedChannel } from './channelEvents.ts';

/** Codes that speak of the data connection and not of the file (RFC 959 §4.2.2, RFC 4217 §8, 522 of RFC 2428). */
const connectionCodes: ReadonlySet<number> = new Set([421, 425, 426, 521, 522]);

function lastFinal(replies: readonly ReplyEvent[]): ReplyEvent | null {
  return replies.findLast(({ code }) => code >= 200) ?? null;
}

/** What the replies alone tell, where the evidence holds no record of the bytes. */
function outcomeOfReplies(replies: readonly ReplyEvent[]): Transfer['outcome'] {
  const final = lastFinal(replies);
  if (final === null) return 'unknown';
  if (final.code < 300) return 'ok';
  const begun = replies.some(({ code }) => code >= 100 && code < 200);
  return begun || connectionCodes.has(final.code) ? 'failed' : 'rejected';
}

/** The name of a transfer whose command is not shown; empty when the words do not tell. */
function commandOf({ transfers, transferReplies }: CollectedChannel): string {
  const command = transfers[0];
  if (command !== undefined) return verbOf(command.text);
  const listing = transferReplies.some(({ text }) => /director|file list/i.test(text.slice(0, 200)));
  return listing ? 'LIST' : '';
}

/** The transfer that tells most: one that came through, else the first (later ones only repeat that nothing is open). */
function chooseTransfer(events: readonly TraceEvent[]): TransferEvent | null {
  let first: TransferEvent | null = null;
  for (const event of events) {
    if (event.kind !== 'transfer') continue;
    if (event.outcome === 'ok') return event;
    first ??= event;
  }
  return first;
}

/** What a channel moved, from its transfer event or else from the server's replies. */
export function readTransfer(channel: CollectedChannel, dataTls: readonly TlsEvent[]): Transfer | null {
  const { events, transfers, transferReplies } = channel;
  const event = chooseTransfer(events);
  const reply = lastFinal(transferReplies)?.text ?? null;
  const resumed = dataTls.findLast(({ outcome }) => outcome === 'ok')?.resumed ?? null;
  if (event !== null) {
    const { command, truncated, bytes } = event;
    const refused = event.outcome === 'rejected' && outcomeOfReplies(transferReplies) === 'failed';
    const outcome = refused ? 'failed' : event.outcome;
    return { command, outcome, reply, bytes: bytes ?? null, truncated, resumed };
  }
  if (transfers.length === 0 && transferReplies.length === 0) return null;
  const outcome = outcomeOfReplies(transferReplies);
  return { command: commandOf(channel), outcome, reply, bytes: null, truncated: false, resumed };
}

/** The connected attempt that the transfer used: by its connection number, its remote end, else the first to connect. */
export function findCarrier(events: readonly TraceEvent[], attempts: readonly Attempt[]): Attempt | null {
  const isOpen = ({ outcome, reason }: Attempt): boolean => outcome === 'connected' && reason !== 'foreign';
  const [only, ...more] = attempts;
  if (only !== undefined && more.length === 0) return isOpen(only) ? only : null;
  const connected = attempts.filter(isOpen);
  const transfer = chooseTransfer(events);
  if (transfer !== null && transfer.connection > 0 && connected.length > 1) {
    const ids = new Set(
      events.filter(({ connection }) => connection === transfer.connection).map(({ id }) => id),
    );
    const same = connected.filter(({ event }) => event !== null && ids.has(event));
    if (same[0] !== undefined) return same[0];
    const remote = transfer.remote?.address;
    const there = connected.find(({ address }) => address === remote);
    if (there !== undefined) return there;
  }
  return connected[0] ?? null;
}
