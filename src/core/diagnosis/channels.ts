import { scopeOf } from '../ftp/address.ts';
import { argumentOf } from '../ftp/command.ts';
import { readEprtArgument, readEpsvReply, readPasvReply, readPortArgument } from '../ftp/passive.ts';
import type { Deviation } from '../ftp/passive.ts';
import type { Advertised } from '../report/report.ts';
import type { ReplyEvent, SocketAddress, TraceEvent } from '../trace/event.ts';
import { isPassive, type Mode } from '../trace/trace.ts';
import { readArrivals, readAttempts } from './attempts.ts';
import { judgeChannel } from './channelOutcome.ts';
import { collectChannels } from './channelEvents.ts';
import type { CollectedChannel } from './channelEvents.ts';
import { findCarrier, readTransfer } from './channelTransfer.ts';
import type { ChannelFacts, SessionFacts } from './facts.ts';

/** A channel whose outcome is still to be filled in. */
interface Judged extends ChannelFacts {
  outcome: ChannelFacts['outcome'];
  reason: string | null;
}

interface ReadReply {
  readonly advertised: Advertised | null;
  readonly deviations: readonly Deviation[];
}

function isAccepted(reply: ReplyEvent | null): boolean | null {
  if (reply === null || reply.code < 200) return null;
  return reply.code < 300 ? true : reply.code >= 400 ? false : null;
}

/** The control peer, else what a dial towards it shows; a 229 names no address of its own (RFC 2428 §3). */
function peerOf(session: SessionFacts, events: readonly TraceEvent[]): string | null {
  if (session.peer !== null) return session.peer;
  const dial = events.find((event) => event.kind === 'dial' && event.as === 'control-peer');
  return dial?.remote?.address ?? null;
}

function readPassive(mode: Mode, channel: CollectedChannel, session: SessionFacts): ReadReply {
  const { reply, events } = channel;
  if (reply === null)
    return { advertised: mode === 'PASV' ? advertisedByDial(events) : null, deviations: [] };
  if (isAccepted(reply) !== true) return { advertised: null, deviations: [] };
  if (mode === 'PASV') {
    const { target, deviations } = readPasvReply(reply.text);
    return { advertised: target === null ? null : { ...target, scope: scopeOf(target.address) }, deviations };
  }
  // A 227 in answer to EPSV (seen on broken servers) names no port in the way that EPSV asks for.
  if (reply.code !== 229) return { advertised: null, deviations: ['no-numbers'] };
  const { target, deviations } = readEpsvReply(reply.text);
  const address = peerOf(session, events);
  const named = target !== null && address !== null;
  return { advertised: named ? { address, port: target.port, scope: scopeOf(address) } : null, deviations };
}

/** Where a dial went that can only follow a 227 that the log does not show (wget prints none). */
function advertisedByDial(events: readonly TraceEvent[]): Advertised | null {
  const dial = events.find((event) => event.kind === 'dial' && event.as === 'advertised');
  const remote = dial?.remote;
  return remote == null ? null : { ...remote, scope: scopeOf(remote.address) };
}

function readSent(mode: Mode, { command }: CollectedChannel): SocketAddress | null {
  if (command === null) return null;
  const argument = argumentOf(command.text);
  return (mode === 'PORT' ? readPortArgument(argument) : readEprtArgument(argument)).target;
}

function readChannel(collected: CollectedChannel, session: SessionFacts, family: 4 | 6 | null): ChannelFacts {
  const { mode, command, reply, events } = collected;
  const passive = isPassive(mode)
    ? readPassive(mode, collected, session)
    : { advertised: null, deviations: [] };
  const dataTls = events.filter((event) => event.kind === 'tls');
  const transfer = readTransfer(collected, dataTls);
  const attempts = readAttempts(events, passive.advertised, session.peer);
  const facts: Judged = {
    mode,
    family,
    tls: collected.tls,
    session: session.id,
    command,
    reply,
    accepted: isAccepted(reply),
    advertised: passive.advertised,
    deviations: passive.deviations,
    sent: isPassive(mode) ? null : readSent(mode, collected),
    attempts,
    arrivals: readArrivals(events),
    dataTls,
    transfer,
    carrier: transfer === null ? null : findCarrier(events, attempts),
    transferReplies: collected.transferReplies,
    events: events.map(({ id }) => id),
    outcome: 'unknown',
    reason: null,
  };
  const { outcome, reason } = judgeChannel(facts, session.peer);
  facts.outcome = outcome;
  facts.reason = reason;
  return facts;
}

/** The family that everything in a session shows: its own ends, else an address that one of its channels names. */
function familyOfSession(session: SessionFacts, channels: readonly CollectedChannel[]): 4 | 6 | null {
  for (const address of [session.peer, session.local]) {
    if (address !== null) return address.includes(':') && !/^::ffff:/i.test(address) ? 6 : 4;
  }
  for (const channel of channels) {
    const sent = isPassive(channel.mode) ? null : readSent(channel.mode, channel);
    if (sent !== null) return sent.address.includes(':') ? 6 : 4;
    const named = channel.mode === 'PASV' && channel.reply?.code === 227;
    if (named && readPasvReply(channel.reply.text).target !== null) return 4;
  }
  return null;
}

/** Every data channel of one session, in the order of their commands; `events` are those of the session. */
export function readChannels(session: SessionFacts, events: readonly TraceEvent[]): readonly ChannelFacts[] {
  const collected = collectChannels(session, events);
  const family = familyOfSession(session, collected);
  return collected.map((channel) => readChannel(channel, session, family));
}
