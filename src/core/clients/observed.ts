import { attemptsAsAdvertised, isAnswered, isFailedDial } from '../diagnosis/channelOutcome.ts';
import type { ChannelFacts, Facts, ModeFacts } from '../diagnosis/facts.ts';
import { reuseRefusal } from '../diagnosis/reuseRefusal.ts';
import { oldTlsVersion } from '../diagnosis/oldTls.ts';
import { sameAddress, scopeOf, isUnusableScope } from '../ftp/address.ts';
import type { Attempt } from '../report/report.ts';
import type { DialOutcome } from '../trace/event.ts';
import type { Mode } from '../trace/trace.ts';

/** What dials of passive ports at one address came to. */
export interface Dialled {
  /** `mixed`: some ports answer, some do not; `unusable`: no client can dial that address; null: not seen. */
  readonly outcome: DialOutcome | 'mixed' | 'unusable' | null;
  /** Name of the system's error of the first failed dial; null where it has none. */
  readonly errno: string | null;
  /** How many dials were answered, of how many. */
  readonly answered: number;
  /** Dials that were made, answered or not. */
  readonly tried: number;
}

/** What PASV or EPSV led to. */
export interface ObservedPassive {
  /** Blanks in the 227, which not every client reads; null for none. */
  readonly blanks: 'before-comma' | 'behind-commas' | null;
  /** What the first reply that could be read names. */
  readonly advertised: { readonly address: string; readonly port: number } | null;
  /** What dials of the advertised address came to. */
  readonly atAdvertised: Dialled;
  /** What dials of the control peer came to. */
  readonly atPeer: Dialled;
}

/** What one mode showed, whoever the client is; null is not seen. */
export interface ObservedMode {
  /** Whether the server said yes to the command. */
  readonly accepted: boolean | null;
  /** The reply to the command. */
  readonly reply: string | null;
  readonly passive: ObservedPassive;
  /** Whose connection came in active mode. */
  readonly arrival: 'peer' | 'foreign' | 'none' | null;
  /** What became of LIST: `broken` after it had begun; `ok` too where only a resumed TLS session was wanting. */
  readonly listing: 'ok' | 'refused' | 'broken' | null;
  /** The reply that ended LIST. */
  readonly listingReply: string | null;
}

/** What predictions rest on. */
export interface Observed {
  /** The address of the control peer. */
  readonly peer: string;
  /** The control port, null where the evidence does not show it. */
  readonly port: number | null;
  /** The IPv4 modes that were tried. */
  readonly modes: ReadonlyMap<Mode, ObservedMode>;
  /** How long the greeting took, in ms. */
  readonly greetingMs: number | null;
  /** Whether the run was under TLS. */
  readonly tls: boolean;
  /** The name of the TLS version that is the server's best, where current libraries refuse it; else null. */
  readonly oldTls: string | null;
  /** The run was in clear, and the server offers AUTH TLS. */
  readonly offersTls: boolean;
  /** Whether data connections must resume the TLS session; null in clear and where it was not tried. */
  readonly needsResumption: boolean | null;
}

const notSeen: Dialled = { outcome: null, errno: null, answered: 0, tried: 0 };

function weigh(attempts: readonly Attempt[]): Dialled {
  const answered = attempts.filter(isAnswered).length;
  const failed = attempts.filter(isFailedDial);
  const tried = answered + failed.length;
  if (tried === 0) return notSeen;
  const [first] = failed;
  const outcome = first === undefined ? 'connected' : answered > 0 ? 'mixed' : first.outcome;
  return { outcome, errno: first?.errno ?? null, answered, tried };
}

function dialledAsAdvertised(channels: readonly ChannelFacts[]): Dialled {
  const dialled = weigh(channels.flatMap((channel) => attemptsAsAdvertised(channel)));
  const named = channels.find(({ advertised }) => advertised !== null)?.advertised;
  return dialled.outcome === null && named != null && isUnusableScope(scopeOf(named.address))
    ? { ...notSeen, outcome: 'unusable' }
    : dialled;
}

function dialledAtPeer(channels: readonly ChannelFacts[], peer: string): Dialled {
  return weigh(
    channels.flatMap(({ attempts }) => attempts.filter(({ address }) => sameAddress(address, peer))),
  );
}

function readArrival(channels: readonly ChannelFacts[]): ObservedMode['arrival'] {
  const inbound = channels.flatMap(({ attempts }) => attempts.filter(({ as }) => as === 'inbound'));
  if (inbound.some(({ outcome, reason }) => outcome === 'connected' && reason !== 'foreign')) return 'peer';
  if (inbound.some(({ reason }) => reason === 'foreign')) return 'foreign';
  return inbound.some(({ outcome }) => outcome === 'timed-out') ? 'none' : null;
}

function readListing(
  channels: readonly ChannelFacts[],
  facts: Facts,
): Pick<ObservedMode, 'listing' | 'listingReply'> {
  const channel =
    channels.find(({ transfer }) => transfer?.outcome === 'ok') ??
    channels.find(({ transfer }) => transfer !== null);
  if (channel?.transfer == null) return { listing: null, listingReply: null };
  const { transfer } = channel;
  const listingReply = transfer.reply;
  // `needsResumption` tells who would be refused as well.
  if (channel.tls && reuseRefusal(channel, facts) !== undefined) return { listing: 'ok', listingReply };
  switch (transfer.outcome) {
    case 'ok':
      return { listing: 'ok', listingReply };
    case 'rejected':
      return { listing: 'refused', listingReply };
    case 'failed':
    case 'stalled':
      return {
        listing: listingReply === null || /^[12]/.test(listingReply) ? 'broken' : 'refused',
        listingReply,
      };
    case 'unknown':
      return { listing: null, listingReply };
  }
}

function readBlanks(channels: readonly ChannelFacts[]): ObservedPassive['blanks'] {
  const found = channels.flatMap(({ deviations }) => deviations);
  if (found.includes('blank-before-comma')) return 'before-comma';
  return found.includes('blanks') ? 'behind-commas' : null;
}

function readMode({ channels }: ModeFacts, peer: string, facts: Facts): ObservedMode | null {
  const [first] = channels;
  if (first === undefined) return null;
  const accepted = channels.find((channel) => channel.accepted !== null) ?? first;
  return {
    accepted: accepted.accepted,
    reply: accepted.reply?.text ?? null,
    passive: {
      blanks: readBlanks(channels),
      advertised: channels.find(({ advertised }) => advertised !== null)?.advertised ?? null,
      atAdvertised: dialledAsAdvertised(channels),
      atPeer: dialledAtPeer(channels, peer),
    },
    arrival: readArrival(channels),
    ...readListing(channels, facts),
  };
}

/** Whether data connections must resume the TLS session: shown by a refusal, or by a deliberately fresh handshake. */
function readResumption(facts: Facts): boolean | null {
  const all = [...facts.channels, ...facts.testChannels];
  if (all.some((channel) => reuseRefusal(channel, facts) !== undefined)) return true;
  const fresh = all.find(({ dataTls }) => dataTls.some((handshake) => handshake.fresh === true));
  if (fresh?.transfer?.outcome === 'ok') return false;
  const failed =
    fresh?.transfer?.outcome === 'failed' ||
    fresh?.dataTls.some(({ outcome }) => outcome === 'failed') === true;
  return failed ? true : null;
}

/** Whether AUTH TLS was accepted; where nobody asked, whether FEAT lists it. */
function offersTls({ sessions }: Facts): boolean {
  const answers = sessions.flatMap(({ exchanges }) =>
    exchanges.filter(({ verb }) => verb === 'AUTH').flatMap(({ replies }) => replies),
  );
  if (answers.length > 0) return answers.some(({ code }) => code === 234);
  return sessions.some(({ features }) => features?.some((line) => /^AUTH\b.*TLS/.test(line)) === true);
}

/** Reads what predictions rest on: IPv4, under the TLS state of the run; null where no session got that far. */
export function observe(facts: Facts): Observed | null {
  const { peer, control } = facts;
  if (peer === null || peer.includes(':')) return null;
  const tls = control.tls === 'explicit' || control.tls === 'implicit';
  const modes = new Map<Mode, ObservedMode>();
  for (const mode of facts.modes) {
    const read = mode.tls === tls && mode.family !== 6 ? readMode(mode, peer, facts) : null;
    if (read !== null) modes.set(mode.mode, read);
  }
  if (modes.size === 0) return null;
  return {
    peer,
    port: control.port,
    modes,
    greetingMs: facts.sessions[0]?.greeting?.ms ?? null,
    tls,
    oldTls: tls ? oldTlsVersion(facts) : null,
    offersTls: !tls && offersTls(facts),
    needsResumption: tls ? readResumption(facts) : null,
  };
}
