import type { ChannelFacts, Facts } from './facts.ts';
import { remembered } from './remembered.ts';
import { isPassive } from '../trace/trace.ts';

/**
 * Channels of PASV and EPSV over one family, in the state of TLS that the case is about: that of the first one. A
 * session under TLS that is made for comparison has its own rule.
 */
export const passiveChannels = remembered((facts, family: 4 | 6 | null): readonly ChannelFacts[] => {
  const all = facts.channels.filter((channel) => isPassive(channel.mode) && channel.family === family);
  return all.filter(({ tls }) => tls === all[0]?.tls);
});

/** Channels of PASV, which is of IPv4 only. */
export function pasvChannels(facts: Facts): readonly ChannelFacts[] {
  const family = facts.channels.some((channel) => channel.mode === 'PASV' && channel.family === 4) ? 4 : null;
  return passiveChannels(facts, family).filter(({ mode }) => mode === 'PASV');
}

/** Channels of one mode over one family. */
export function channelsOf(
  facts: Facts,
  mode: ChannelFacts['mode'],
  family: 4 | 6 | null,
): readonly ChannelFacts[] {
  return facts.channels.filter((channel) => channel.mode === mode && channel.family === family);
}

/** The families that data channels were asked for in, IPv4 first, unknown last. */
export function familiesOf(facts: Facts): readonly (4 | 6 | null)[] {
  const found = new Set(facts.channels.map(({ family }) => family));
  return ([4, 6, null] as const).filter((family) => found.has(family));
}

/** Whether anything was transferred over the channel. */
export function isListed({ transfer }: ChannelFacts): boolean {
  return transfer?.outcome === 'ok';
}

/** Whether the channel stood as advertised and only the transfer was refused (`dirlist_enable=NO`). */
function stoodUnused({ transfer, attempts }: ChannelFacts): boolean {
  const stood = attempts.some((attempt) => attempt.as === 'advertised' && attempt.outcome === 'connected');
  return stood && transfer?.outcome === 'rejected';
}

/**
 * Whether clients can use passive mode as the server offers it: PASV over IPv4, EPSV over IPv6 and where PASV was not tried. Where the evidence does
 * not show by which address a listing came, the listing counts.
 */
export function passiveWorks(facts: Facts, family: 4 | 6 | null): boolean {
  const mode = family === 6 || channelsOf(facts, 'PASV', family).length === 0 ? 'EPSV' : 'PASV';
  const entries = facts.modes.filter((entry) => entry.mode === mode && entry.family === family);
  return entries.some(
    ({ outcome, channels }) =>
      outcome === 'ok' ||
      (outcome === 'unknown' && channels.some((channel) => isListed(channel) || stoodUnused(channel))),
  );
}

/** Whether passive mode was asked for at all. */
export function passiveTried(facts: Facts, family: 4 | 6 | null): boolean {
  return passiveChannels(facts, family).length > 0;
}
