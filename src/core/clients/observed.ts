import { attemptsAsAdvertised, isAnswered, isFailedDial } from '../diagnosis/channelOutcome.ts';
import type { ChannelFacts, Facts, ModeFacts } from '../diagnosis/facts.ts';
import { sameAddress, scopeOf, isUnusableScope } from '../ftp/address.ts';
import type { Attempt } from '../report/report.ts';
import type { DialOutcome } from '../trace/event.ts';
import type { Mode } from '../trace/trace.ts';

/** What dials of passive ports at one address came to. */
export interface Dialled {
  /** `mixed`: some ports answer, some do not; `unusable`: no client can dial that address; null: not seen. */
  readonly outcome: DialOutcome | 'mixed' | 'unusable' | null;
  readonly errno: string | null;
  /** How many dials were answered, of how many. */
  readonly answered: number;
  readonly tried: number;
}

/** What PASV or EPSV led to. */
export interface ObservedPassive {
  readonly advertised: { readonly address: string; readonly port: number } | null;
  readonly atAdvertised: Dialled;
  readonly atPeer: Dialled;
}

/** What one mode showed, whoever the client is; null is not seen. */
export interface ObservedMode {
  readonly accepted: boolean | null;
  /** The reply to the command. */
  readonly reply: string | null;
  readonly passive: ObservedPassive;
  readonly arrival: 'peer' | 'foreign' | 'none' | null;
  readonly listing: 'ok' | 'refused' | 'broken' | null;
  readonly listingReply: string | null;
}

/** What predictions rest on. */
export interface Observed {
  readonly peer: string;
  readonly port: number | null;
  readonly modes: ReadonlyMap<Mode, ObservedMode>;
  /** How long the greeting took, in ms. */
  readonly greetingMs: number | null;
  /** Whether the run was under TLS. */
  readonly tls: boolean;
  /** The run was in clear, and the server offers AUTH TLS. */
  readonly offersTls: boolean;
  /** A data connection whose TLS session was not resumed has been refused. */
  readonly needsResumption: boolean;
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

function readListing(channels: readonly ChannelFacts[]): Pick<ObservedMode, 'listing' | 'listingReply'> {
  const transfer =
    channels.find(({ transfer: found }) => found?.outcome === 'ok')?.transfer ??
    channels.find(({ transfer: found }) => found !== null)?.transfer;
  if (transfer == null) return { listing: null, listingReply: null };
  const listingReply = transfer.reply;
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

function readMode({ channels }: ModeFacts, peer: string): ObservedMode | null {
  const [first] = channels;
  if (first === undefined) return null;
  const accepted = channels.find((channel) => channel.accepted !== null) ?? first;
  return {
    accepted: accepted.accepted,
    reply: accepted.reply?.text ?? null,
    passive: {
      advertised: channels.find(({ advertised }) => advertised !== null)?.advertised ?? null,
      atAdvertised: dialledAsAdvertised(channels),
      atPeer: dialledAtPeer(channels, peer),
    },
    arrival: readArrival(channels),
    ...readListing(channels),
  };
}

/** 522, or a deliberately fresh handshake that the server breaks off. */
function refusesFreshSession({ dataTls, transferReplies }: ChannelFacts): boolean {
  return (
    dataTls.some(({ fresh, outcome }) => fresh === true && outcome === 'failed') ||
    transferReplies.some(({ code, text }) => code === 522 && /reus|resum/i.test(text))
  );
}

/** Reads what predictions rest on: IPv4, under the TLS state of the run; null where no session got that far. */
export function observe(facts: Facts): Observed | null {
  const { peer, control } = facts;
  if (peer === null || peer.includes(':')) return null;
  const tls = control.tls === 'explicit' || control.tls === 'implicit';
  const modes = new Map<Mode, ObservedMode>();
  for (const mode of facts.modes) {
    const read = mode.tls === tls && mode.family !== 6 ? readMode(mode, peer) : null;
    if (read !== null) modes.set(mode.mode, read);
  }
  if (modes.size === 0) return null;
  return {
    peer,
    port: control.port,
    modes,
    greetingMs: facts.sessions[0]?.greeting?.ms ?? null,
    tls,
    offersTls:
      !tls && facts.sessions.some(({ features }) => features?.some((f) => /^AUTH\b.*TLS/.test(f)) === true),
    needsResumption: tls && facts.channels.some(refusesFreshSession),
  };
}
