import { sameAddress } from '../ftp/address.ts';
import type { Attempt } from '../report/report.ts';
import type { ChannelFacts, ChannelOutcome } from './facts.ts';
import { isPassive } from '../trace/trace.ts';

/** What is known of a channel before it is judged. */
type UnjudgedChannel = Omit<ChannelFacts, 'outcome' | 'reason'>;

interface Judgement {
  readonly outcome: ChannelOutcome;
  readonly reason: string | null;
}

const unknown: Judgement = { outcome: 'unknown', reason: null };

/** Reasons for which a dial was left out that say nothing about the address. */
const circumstances: ReadonlySet<string> = new Set([
  'time',
  'aborted',
  'stopped',
  'ctrl-c',
  'closed',
  'login',
]);

/** Whether a dial was withheld by rule: the address itself was the reason. */
export function isWithheld({ outcome, reason }: Attempt): boolean {
  return outcome === 'not-tried' && reason !== null && !circumstances.has(reason);
}

/** Whether a dial was made and came to nothing. */
export function isFailedDial({ outcome }: Attempt): boolean {
  return ['refused', 'timed-out', 'unreachable', 'reset'].includes(outcome);
}

/** Whether something at the other end took the TCP connection. */
export function isAnswered({ outcome }: Attempt): boolean {
  return outcome === 'connected' || outcome === 'tls-failed';
}

/** The attempts at exactly what the server named; a dial of the control peer counts where both are one address. */
export function attemptsAsAdvertised(
  channel: Pick<ChannelFacts, 'attempts' | 'advertised'>,
): readonly Attempt[] {
  const { attempts, advertised } = channel;
  const isAsAdvertised = ({ as, address }: Attempt): boolean =>
    as === 'advertised' ||
    (as === 'control-peer' && advertised !== null && sameAddress(address, advertised.address));
  return attempts.every(isAsAdvertised) ? attempts : attempts.filter(isAsAdvertised);
}

function judgeTransfer(channel: UnjudgedChannel): Judgement {
  if (channel.transfer === null) return { outcome: 'reached', reason: null };
  const { outcome } = channel.transfer;
  switch (outcome) {
    case 'ok':
      return { outcome: 'ok', reason: null };
    case 'rejected':
      return { outcome: 'unknown', reason: 'rejected' };
    case 'failed':
    case 'stalled':
      return { outcome: 'transfer-failed', reason: outcome };
    case 'unknown':
      return unknown;
  }
}

function judgePassive(channel: UnjudgedChannel, peer: string | null): Judgement {
  const { advertised, transfer, carrier } = channel;
  const tried = attemptsAsAdvertised(channel);
  const failed = tried.find(isFailedDial) ?? tried.find(isWithheld);
  if (transfer?.outcome === 'ok') {
    if (carrier !== null && tried.includes(carrier)) return { outcome: 'ok', reason: null };
    if (failed !== undefined) return { outcome: 'dial-failed', reason: failed.reason ?? failed.outcome };
    if (tried.some(isAnswered)) return { outcome: 'transfer-failed', reason: 'stalled' };
    const onlyWay = channel.mode === 'EPSV' || sameAddress(advertised?.address, peer);
    return carrier === null && onlyWay ? { outcome: 'ok', reason: null } : unknown;
  }
  if (tried.some(({ outcome }) => outcome === 'connected')) return judgeTransfer(channel);
  if (tried.some(isAnswered)) return { outcome: 'transfer-failed', reason: 'tls-failed' };
  if (failed !== undefined) return { outcome: 'dial-failed', reason: failed.reason ?? failed.outcome };
  return advertised === null && channel.deviations.length > 0 && channel.attempts.length === 0
    ? { outcome: 'refused', reason: 'malformed' }
    : unknown;
}

function judgeActive(channel: UnjudgedChannel): Judgement {
  const inbound = channel.attempts.filter(({ as }) => as === 'inbound');
  if (channel.transfer?.outcome === 'ok') return { outcome: 'ok', reason: null };
  if (inbound.some(({ outcome, reason }) => outcome === 'connected' && reason !== 'foreign')) {
    return judgeTransfer(channel);
  }
  if (inbound.some(({ reason }) => reason === 'foreign'))
    return { outcome: 'dial-failed', reason: 'foreign' };
  if (channel.transfer?.outcome === 'rejected') return { outcome: 'unknown', reason: 'rejected' };
  if (inbound.some(({ outcome }) => outcome === 'timed-out'))
    return { outcome: 'dial-failed', reason: 'timed-out' };
  return channel.transfer?.outcome === 'failed' ? { outcome: 'transfer-failed', reason: 'failed' } : unknown;
}

/**
 * How one channel went. A passive channel is `ok` only by a listing through the address as advertised; it has failed
 * only when that address was dialled, or withheld by rule, and no listing came through it; a transfer that the server
 * refused before it began says nothing about the channel.
 */
export function judgeChannel(channel: UnjudgedChannel, peer: string | null): Judgement {
  if (channel.accepted === false) return { outcome: 'refused', reason: 'refused' };
  return isPassive(channel.mode) ? judgePassive(channel, peer) : judgeActive(channel);
}
