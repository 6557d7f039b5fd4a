import { sameAddress } from '../ftp/address.ts';
import type { Severity } from '../report/report.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { channelsOf, familiesOf, passiveTried, passiveWorks } from './passiveMode.ts';
import { isSwitchedOff, readRefusal } from './refusal.ts';

/** Channels of PORT and EPRT over one family. */
export function activeChannels(facts: Facts, family: 4 | 6 | null): readonly ChannelFacts[] {
  return [...channelsOf(facts, 'PORT', family), ...channelsOf(facts, 'EPRT', family)];
}

/** Whether the server refuses every passive command of the family as switched off. */
export function isPassiveDisabled(facts: Facts, family: 4 | 6 | null): boolean {
  const isOff = (mode: 'PASV' | 'EPSV'): boolean | null => {
    const channels = channelsOf(facts, mode, family);
    return channels.length === 0 ? null : channels.every(isSwitchedOff);
  };
  const [pasv, epsv] = [isOff('PASV'), isOff('EPSV')];
  if (family === 6) return epsv === true;
  return pasv === true && epsv !== false;
}

/**
 * How bad it is that active mode does not work: no alarm where passive mode does, a warning where passive mode can be
 * mended or was not tried, an error where the server has nothing else.
 */
export function severityOfActive(facts: Facts, family: 4 | 6 | null): Severity {
  if (passiveTried(facts, family) && isPassiveDisabled(facts, family)) return 'error';
  return passiveWorks(facts, family) ? 'info' : 'warning';
}

/** The first channel of active mode, over any family, for which `test` holds. */
export function findActive(facts: Facts, test: (channel: ChannelFacts) => boolean): ChannelFacts | null {
  for (const family of familiesOf(facts)) {
    const found = activeChannels(facts, family).find(test);
    if (found !== undefined) return found;
  }
  return null;
}

/** The client's own address and the one that the server sees, as far as a session shows them. */
export interface ClientAddresses {
  readonly local: string | null;
  readonly seenAs: string | null;
  /** Event that shows `seenAs`. */
  readonly event: number | null;
  /** True when the server sees another address than the client's own; null when one of them is unknown. */
  readonly differ: boolean | null;
}

/** Both sides' view of the client in the session of a channel; what a PORT names stands for an unknown local address. */
export function clientAddresses(facts: Facts, channel: ChannelFacts): ClientAddresses {
  const session = facts.sessions.find(({ id }) => id === channel.session);
  const local = channel.sent?.address ?? session?.local ?? null;
  const seen = session?.seenAs ?? facts.seenAs;
  const differ = local === null || seen === null ? null : !sameAddress(local, seen.address);
  return { local, seenAs: seen?.address ?? null, event: seen?.event ?? null, differ };
}

/** pyftpdlib answers PORT only when its own connection stands or has failed, after 30 s at most (tried on 1.5.7). */
function isDialling({ command, reply }: ChannelFacts, { server, trace }: Facts): boolean {
  return server.product === 'pyftpdlib' && command !== null && reply === null && trace.stopped === null;
}

/** The server said yes, a transfer was asked for, and no connection came; or it tried at once and could not. */
export function isActiveBlocked(channel: ChannelFacts, facts: Facts): boolean {
  const { accepted, arrivals, attempts, transfer, transferReplies } = channel;
  if (readRefusal(channel) === 'unreached' || isDialling(channel, facts)) return true;
  if (accepted !== true || arrivals.length > 0 || transfer?.outcome === 'ok') return false;
  if (transfer?.outcome === 'rejected') return false;
  const waited = attempts.some(({ as, outcome }) => as === 'inbound' && outcome === 'timed-out');
  return waited || transferReplies.some(({ code, text }) => code === 425 && !/ first\b/.test(text));
}
