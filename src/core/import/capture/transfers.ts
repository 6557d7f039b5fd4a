import { transferVerbs, uploadVerbs, verbOf } from '../../ftp/command.ts';
import type { TransferEvent } from '../../trace/event.ts';
import type { CapturedChannel } from './channels.ts';
import type { Control } from './control.ts';
import { missedArrival } from './dataEvents.ts';
import { elapsed } from './dataFate.ts';
import type { Said } from './dialogue.ts';
import type { Flow, Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import { hasStalled } from './stall.ts';
import { isPassive } from '../../trace/trace.ts';

type Reply = Extract<Said, { kind: 'reply' }>;

interface Exchange {
  readonly verb: string;
  readonly command: Said;
  readonly replies: Reply[];
}

/** Each transfer command with the replies up to the next command. */
function readTransfers(said: readonly Said[]): Exchange[] {
  const transfers: Exchange[] = [];
  let open: Exchange | null = null;
  for (const item of said) {
    if (item.kind === 'command') {
      const verb = verbOf(item.text);
      open = transferVerbs.has(verb) ? { verb, command: item, replies: [] } : null;
      if (open !== null) transfers.push(open);
    } else if (item.kind === 'reply') open?.replies.push(item);
  }
  return transfers;
}

/** How long the server's silence must last after its data connection was closed before that is a failure, in ms. */
const silentMs = 2000;

/** The other end closed an empty data connection, and the server goes on saying nothing. */
function isDropped(flow: Flow, end: Mark): boolean {
  const { fin, rst, bytes } = flow.fromAnswerer;
  const closed = rst ?? fin;
  return (
    closed !== null && bytes === 0 && flow.fromOpener.bytes === 0 && (elapsed(closed, end) ?? 0) >= silentMs
  );
}

/** How the other end of a passive data connection ended it, where the transfer did not come through. */
function endingOf(outcome: TransferEvent['outcome'], flow: Flow | null): Pick<TransferEvent, 'ending'> {
  if (outcome !== 'failed' || flow === null) return {};
  const { fin, rst } = flow.fromAnswerer;
  return rst !== null ? { ending: 'reset' } : fin !== null ? { ending: 'server' } : {};
}

/** The outcome of a transfer; what a hidden one's replies say is not known. */
function judge({ replies }: Exchange, flow: Flow | null, end: Mark): TransferEvent['outcome'] {
  const final = replies.find(({ code }) => code >= 200);
  const begun = replies.find(({ code }) => code < 200);
  if (final !== undefined) return final.code < 300 ? 'ok' : begun === undefined ? 'rejected' : 'failed';
  if (flow?.isConnected !== true) return 'unknown';
  if (begun === undefined) return isDropped(flow, end) ? 'failed' : 'unknown';
  return hasStalled(flow, begun.mark, end) ? 'stalled' : 'unknown';
}

interface Moved {
  readonly verb: string;
  readonly outcome: TransferEvent['outcome'];
  readonly bytes: number | null;
  readonly begun: Mark;
  readonly mark: Mark;
}

function transferEvent(
  { verb, outcome, bytes, begun, mark }: Moved,
  channel: CapturedChannel | undefined,
  flow: Flow | null,
  connections: ReadonlyMap<Flow, number>,
): MarkedDraft {
  const passive = channel !== undefined && isPassive(channel.mode);
  const words = `${verb} ${outcome}`.trim();
  return {
    mark,
    draft: {
      session: 0,
      connection: flow === null ? 0 : (connections.get(flow) ?? 0),
      channel: 'data',
      kind: 'transfer',
      from: uploadVerbs.has(verb) ? 'client' : 'server',
      command: verb,
      outcome,
      truncated: false,
      bytes,
      text: bytes === null ? words : `${words}, ${bytes} bytes`,
      remote: flow === null ? null : passive ? flow.answerer : flow.opener,
      ms: elapsed(begun, mark),
      ...(passive ? endingOf(outcome, flow) : {}),
    },
  };
}

function bytesOf(verb: string, channel: CapturedChannel | undefined, flow: Flow): number {
  const passive = channel !== undefined && isPassive(channel.mode);
  return uploadVerbs.has(verb) === passive ? flow.fromOpener.bytes : flow.fromAnswerer.bytes;
}

/** A transfer under TLS: which command it was is not known. */
function hiddenTransfer(
  channel: CapturedChannel,
  connections: ReadonlyMap<Flow, number>,
  end: Mark,
): MarkedDraft[] {
  const flow = channel.flows.find(({ isConnected }) => isConnected);
  if (!channel.hidden || flow === undefined) return [];
  const resent = flow.fromOpener.retransmissions + flow.fromAnswerer.retransmissions > 0;
  const outcome = resent && hasStalled(flow, null, end) ? 'stalled' : 'unknown';
  const bytes = Math.max(flow.fromOpener.bytes, flow.fromAnswerer.bytes);
  const moved = { verb: '', outcome, bytes, begun: flow.begun, mark: flow.lastSeen } as const;
  return [transferEvent(moved, channel, flow, connections)];
}

/** What each transfer command moved, standing at the reply that ended it or at the last frame of its data connection. */
export function transferEvents(
  control: Control,
  channels: readonly CapturedChannel[],
  connections: ReadonlyMap<Flow, number>,
  end: Mark,
): MarkedDraft[] {
  const shown = readTransfers(control.dialogue.said).map((transfer) => {
    const { verb, command, replies } = transfer;
    const channel = channelAt(channels, command.mark);
    const flow = channel?.flows.find(({ isConnected }) => isConnected) ?? null;
    const outcome = judge(transfer, flow, end);
    const bytes = flow === null ? null : bytesOf(verb, channel, flow);
    const final = replies.find(({ code }) => code >= 200);
    const mark = final?.mark ?? (outcome === 'stalled' ? (flow?.lastSeen ?? command.mark) : command.mark);
    return transferEvent({ verb, outcome, bytes, begun: command.mark, mark }, channel, flow, connections);
  });
  return [...shown, ...channels.flatMap((channel) => hiddenTransfer(channel, connections, end))];
}

/** The channel that a command uses: the latest before it. */
function channelAt(channels: readonly CapturedChannel[], { frame }: Mark): CapturedChannel | undefined {
  return channels.findLast((channel) => !channel.hidden && channel.mark.frame <= frame);
}

/** For each active channel that nobody came to, what became of its listener. */
export function missedArrivals(
  control: Control,
  channels: readonly CapturedChannel[],
  end: Mark,
): MarkedDraft[] {
  return readTransfers(control.dialogue.said).flatMap(({ command, replies }) => {
    const channel = channelAt(channels, command.mark);
    const final = replies.find(({ code }) => code >= 200);
    const missed = channel === undefined ? null : missedArrival(channel, command.mark, final?.mark ?? end);
    return missed === null ? [] : [missed];
  });
}
