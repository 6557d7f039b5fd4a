import { formatSocketAddress, sameAddress } from '../../ftp/address.ts';
import type { NoteEvent } from '../../trace/event.ts';
import type { CapturedChannel } from './channels.ts';
import { arrivalOf, dialMs, elapsed, endOf, fateOf, silentMs } from './dataFate.ts';
import type { End, Flow, Mark } from './flow.ts';
import type { MarkedDraft } from './markedDraft.ts';
import { longestSilence, wasSilent } from './stall.ts';
import { handshakeOutcome } from './tlsRecords.ts';
import { isPassive } from '../../trace/trace.ts';

/** What all events of one data connection share. */
interface Drawn {
  readonly channel: CapturedChannel;
  readonly flow: Flow;
  /** Its number within the session, from 1. */
  readonly connection: number;
  /** The capture's last frame. */
  readonly end: Mark;
}

function base({ connection }: Pick<Drawn, 'connection'>): {
  readonly session: 0;
  readonly connection: number;
  readonly channel: 'data';
} {
  return { session: 0, connection, channel: 'data' };
}

/** When the outcome of a dial is known: the frame that its event stands for. */
function dialMark(flow: Flow): Mark {
  return flow.synAck ?? flow.fromAnswerer.rst ?? flow.unreachable ?? flow.begun;
}

/** How long an unanswered attempt was waited for at most: while the session lived. */
function waitedUntil({ channel, flow, end }: Drawn): Mark {
  const { lastSeen } = channel.control.flow;
  if (!channel.control.flow.isOver) return end;
  return lastSeen.frame > flow.lastSeen.frame ? lastSeen : flow.lastSeen;
}

function dialEvent(drawn: Drawn): MarkedDraft {
  const { channel, flow, end } = drawn;
  const { control, hidden, mode, target } = channel;
  const isPeer = sameAddress(flow.answerer.address, control.server.address);
  const isNamed = mode === 'PASV' && !hidden && sameAddress(flow.answerer.address, target?.address);
  return {
    mark: dialMark(flow),
    draft: {
      ...base(drawn),
      ...fateOf(flow, end),
      kind: 'dial',
      from: 'client',
      as: isNamed || !isPeer ? 'advertised' : 'control-peer',
      text: formatSocketAddress(flow.answerer.address, flow.answerer.port),
      local: flow.opener,
      remote: flow.answerer,
      ms: dialMs(flow, waitedUntil(drawn)),
    },
  };
}

function acceptEvent(drawn: Drawn): MarkedDraft {
  const { channel, flow, end } = drawn;
  const { outcome, errno } = fateOf(flow, end);
  const isPeer = sameAddress(flow.opener.address, channel.control.server.address);
  return {
    mark: dialMark(flow),
    draft: {
      ...base(drawn),
      kind: 'accept',
      from: 'server',
      outcome: arrivalOf(outcome, isPeer),
      errno,
      text: formatSocketAddress(flow.opener.address, flow.opener.port),
      local: flow.answerer,
      remote: flow.opener,
      ms: dialMs(flow, waitedUntil(drawn)),
    },
  };
}

/** The client's end of a data connection. */
function clientEnd(channel: CapturedChannel): End {
  return isPassive(channel.mode) ? 'opener' : 'answerer';
}

function tlsEvent(drawn: Drawn): MarkedDraft | null {
  const { flow, channel } = drawn;
  if (flow.tls === null) return null;
  const client = clientEnd(channel);
  const ours = flow.tls[client].sight;
  const theirs = flow.tls[client === 'opener' ? 'answerer' : 'opener'].sight;
  const outcome = handshakeOutcome(ours, theirs);
  const { protocol } = theirs;
  return {
    mark: flow.tls.mark,
    draft: { ...base(drawn), kind: 'tls', from: 'local', outcome, protocol, resumed: null, text: 'TLS' },
  };
}

function closeEvent(drawn: Drawn): MarkedDraft | null {
  const ended = endOf(drawn.flow, clientEnd(drawn.channel));
  if (ended === null) return null;
  const { mark, outcome, from } = ended;
  return { mark, draft: { ...base(drawn), kind: 'close', from, outcome, text: outcome } };
}

/** What is out of the ordinary in the segments of a data connection; null when nothing is. */
function segmentsNote(drawn: Drawn): MarkedDraft | null {
  const { flow, channel, end } = drawn;
  const client = clientEnd(channel);
  const server: End = client === 'opener' ? 'answerer' : 'opener';
  const retransmitted = {
    client: flow.direction(client).retransmissions,
    server: flow.direction(server).retransmissions,
  };
  const data: Record<string, string | number | boolean | null> = {};
  if (flow.syns > 1) data['syns'] = flow.syns;
  if (retransmitted.client > 0) data['retransmittedByClient'] = retransmitted.client;
  if (retransmitted.server > 0) data['retransmittedByServer'] = retransmitted.server;
  if (wasSilent(flow, end)) data['silentMs'] = Math.round(longestSilence(flow, end));
  const said = flow.unreachable ?? flow.tooBig;
  if (said !== null) data['icmpFrom'] = said.from;
  if (flow.tooBig !== null) data['tooBig'] = true;
  if (Object.keys(data).length === 0) return null;
  const mark = endOf(flow, client)?.mark ?? flow.lastSeen;
  return { mark, draft: noteDraft(drawn.connection, 'segments', data) };
}

function noteDraft(connection: number, note: string, data: NoteEvent['data']): MarkedDraft['draft'] {
  const text = Object.entries(data)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');
  return { session: 0, connection, channel: 'data', from: 'local', kind: 'note', note, data, text };
}

/** The events of one data connection. */
export function flowEvents(drawn: Drawn): MarkedDraft[] {
  const dial = isPassive(drawn.channel.mode) ? dialEvent(drawn) : acceptEvent(drawn);
  const further = [tlsEvent(drawn), segmentsNote(drawn), closeEvent(drawn)];
  return [dial, ...further.filter((event) => event !== null)];
}

/** The note that stands for a command under TLS. */
export function hiddenCommand({ mode, mark }: CapturedChannel): MarkedDraft {
  const text = mode === 'PASV' ? 'PASV or EPSV' : mode === 'PORT' ? 'PORT or EPRT' : mode;
  const draft = { ...noteDraft(0, 'hidden-command', { mode }), text };
  return { mark, draft: { ...draft, channel: 'control', from: 'client' } };
}

/**
 * The listener of an active channel that nobody came to: the server agreed, a transfer was asked for, and until its end
 * (or for long enough) no connection is in the capture.
 */
export function missedArrival(channel: CapturedChannel, asked: Mark | null, until: Mark): MarkedDraft | null {
  const { accepted, flows, target, hidden } = channel;
  if (isPassive(channel.mode) || hidden || !accepted || flows.length > 0 || asked === null) return null;
  const waited = elapsed(asked, until);
  if (waited === null || waited < silentMs) return null;
  return {
    mark: until,
    draft: {
      ...base({ connection: 0 }),
      kind: 'accept',
      from: 'server',
      outcome: 'timed-out',
      text: target === null ? '' : formatSocketAddress(target.address, target.port),
      local: target,
      remote: null,
      ms: waited,
    },
  };
}
