import { verbOf } from '../../ftp/command.ts';
import type { TransferEvent } from '../../trace/event.ts';
import type { CapturedChannel } from './channels.ts';
import type { Control } from './control.ts';
import { elapsed } from './dataFate.ts';
import type { Said } from './dialogue.ts';
import type { Flow, Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';

const transferVerbs = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const uploads = new Set(['STOR', 'STOU', 'APPE']);

/** A data connection that carries nothing for this long before the capture ends has stalled, in ms. */
const stalledMs = 4000;

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

function isConnected(flow: Flow): boolean {
  return flow.synAck !== null || flow.fromOpener.bytes + flow.fromAnswerer.bytes > 0;
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

function judge({ replies }: Exchange, flow: Flow | null, end: Mark): TransferEvent['outcome'] {
  const final = replies.find(({ code }) => code >= 200);
  const begun = replies.some(({ code }) => code < 200);
  if (final !== undefined) return final.code < 300 ? 'ok' : begun ? 'failed' : 'rejected';
  if (flow === null || !isConnected(flow)) return 'unknown';
  if (!begun && isDropped(flow, end)) return 'failed';
  if (flow.isOver) return 'unknown';
  const silent = elapsed(flow.lastSeen, end);
  const last = elapsed(flow.fromAnswerer.last ?? flow.fromOpener.last ?? flow.synAck, end);
  return begun && (last ?? silent ?? 0) >= stalledMs ? 'stalled' : 'unknown';
}

/** What each transfer command moved, standing at the reply that ended it or at the last frame of its data connection. */
export function transferEvents(
  control: Control,
  channels: readonly CapturedChannel[],
  connections: ReadonlyMap<Flow, number>,
  end: Mark,
): MarkedDraft[] {
  return readTransfers(control.dialogue.said).map((transfer) => {
    const { verb, command, replies } = transfer;
    const channel = channels.findLast(({ frame }) => frame <= command.mark.frame);
    const flow = channel?.flows.find(isConnected) ?? null;
    const final = replies.find(({ code }) => code >= 200);
    const outcome = judge(transfer, flow, end);
    const bytes =
      flow === null
        ? null
        : uploads.has(verb) === isPassive(channel)
          ? flow.fromOpener.bytes
          : flow.fromAnswerer.bytes;
    const mark = final?.mark ?? (outcome === 'stalled' ? (flow?.lastSeen ?? command.mark) : command.mark);
    return {
      mark,
      draft: {
        session: 0,
        connection: flow === null ? 0 : (connections.get(flow) ?? 0),
        channel: 'data',
        kind: 'transfer',
        from: uploads.has(verb) ? 'client' : 'server',
        command: verb,
        outcome,
        truncated: false,
        bytes,
        text: bytes === null ? `${verb} ${outcome}` : `${verb} ${outcome}, ${bytes} bytes`,
        remote: flow === null ? null : isPassive(channel) ? flow.answerer : flow.opener,
        ms: elapsed(command.mark, mark),
        ...(isPassive(channel) ? endingOf(outcome, flow) : {}),
      },
    };
  });
}

function isPassive(channel: CapturedChannel | undefined): boolean {
  return channel?.mode === 'PASV' || channel?.mode === 'EPSV';
}
