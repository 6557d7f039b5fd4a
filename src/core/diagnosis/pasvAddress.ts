import { isInsideScope, isPublicScope, isUnusableScope, sameAddress, scopeOf } from '../ftp/address.ts';
import type { Advertised, Attempt } from '../report/report.ts';
import type { ReplyEvent } from '../trace/event.ts';
import { isFailedDial, isWithheld } from './channelOutcome.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { isListed, pasvChannels } from './passiveMode.ts';
import { remembered } from './remembered.ts';

/** Which of the address findings applies (DESIGN §5, first match wins). */
export type AddressVerdict =
  | 'pasv-unusable-address'
  | 'pasv-separate-data-host'
  | 'pasv-private-address'
  | 'pasv-hairpin'
  | 'pasv-wrong-address';

/** A 227 whose address is not the control peer's, and what became of it. */
export interface AddressFault {
  readonly id: AddressVerdict;
  readonly channel: ChannelFacts;
  /** Null where the log shows only where the dial went. */
  readonly reply: ReplyEvent | null;
  readonly advertised: Advertised;
  /** Null when the evidence does not say where the control connection went. */
  readonly peer: string | null;
  /** Whether a listing came through the advertised address. */
  readonly works: boolean;
  /** Whether a listing came and nothing shows by which address. */
  readonly unclear: boolean;
  /** Whether the server sees the client come from a public address, so that it is reached from outside its own network; null when it is not known. */
  readonly fromOutside: boolean | null;
  /** The dial of the advertised address. */
  readonly dial: Attempt | null;
  /** The dial of the same port at the control peer. */
  readonly rescue: Attempt | null;
}

type Observed = Omit<AddressFault, 'id'>;

/** Whether the dial of the advertised address connected and the evidence ends before anything was asked for over it. */
function isOpenEnded({ outcome, transfer }: ChannelFacts): boolean {
  return outcome === 'reached' && transfer === null;
}

/** The addresses by whose replies a transfer came, so that the address by itself is not what fails. */
function listedAddresses({ channels }: Facts): ReadonlySet<string> {
  const listed = channels.filter(isListed).map(({ advertised }) => advertised?.address);
  return new Set(listed.filter((address) => address !== undefined));
}

function observe(channel: ChannelFacts, peer: string | null, seenAs: string | null): Observed | null {
  const { advertised, reply, attempts } = channel;
  if (advertised === null || sameAddress(advertised.address, peer)) return null;
  const dials = attempts.filter(({ as }) => as === 'advertised');
  return {
    channel,
    reply,
    advertised,
    peer,
    works: channel.outcome === 'ok',
    unclear: isListed(channel) && channel.outcome === 'unknown',
    fromOutside: seenAs === null ? null : isPublicScope(scopeOf(seenAs)),
    dial: dials.find(isFailedDial) ?? dials.find(isWithheld) ?? dials[0] ?? null,
    rescue: attempts.find(({ as }) => as === 'control-peer') ?? null,
  };
}

/** Loopback is where a server on this very machine is reached; then an advertised loopback address is none of our business. */
function isUnusable({ advertised, peer }: Observed): boolean {
  if (!isUnusableScope(advertised.scope)) return false;
  return advertised.scope !== 'loopback' || (peer !== null && scopeOf(peer) !== 'loopback');
}

function judge(seen: Observed): AddressVerdict | null {
  const { advertised, peer, works, unclear, fromOutside } = seen;
  const inside = isInsideScope(advertised.scope);
  if (isUnusable(seen)) return 'pasv-unusable-address';
  // A log of the server's does not show its public address; that a public client was sent inside does.
  if (peer === null) {
    return inside && (fromOutside ?? (!works && !unclear)) ? 'pasv-private-address' : null;
  }
  const peerScope = scopeOf(peer);
  if (works) return inside && isPublicScope(peerScope) ? 'pasv-private-address' : 'pasv-separate-data-host';
  if (inside) return 'pasv-private-address';
  if (isOpenEnded(seen.channel)) return null;
  if (unclear) return 'pasv-separate-data-host';
  // Whoever reaches the server by loopback stands on its own network as well.
  const within = isInsideScope(peerScope) || peerScope === 'loopback';
  return within && isPublicScope(advertised.scope) ? 'pasv-hairpin' : 'pasv-wrong-address';
}

/** Whether all evidence is captures taken at the server: they show its inner address, not the one that clients dial. */
function isTakenAtServer({ trace }: Facts): boolean {
  return trace.source.kind === 'capture' && trace.sources.every(({ point }) => point === 'server');
}

/** What a capture at the server shows: the 227 was no good where a public client was sent inside and did not come. */
function observeAtServer(channel: ChannelFacts, facts: Facts): Observed | null {
  const client = facts.sessions.find(({ id }) => id === channel.session)?.local ?? null;
  const isOutside = client !== null && isPublicScope(scopeOf(client));
  return isOutside && !isListed(channel) ? observe(channel, null, client) : null;
}

function find(facts: Facts): AddressFault | null {
  const peers = new Map(facts.sessions.map(({ id, peer }) => [id, peer]));
  const seen = new Map(facts.sessions.map(({ id, seenAs }) => [id, seenAs?.address ?? null]));
  const faults: AddressFault[] = [];
  const listed = listedAddresses(facts);
  const fromServer = isTakenAtServer(facts);
  for (const channel of pasvChannels(facts)) {
    const found = fromServer
      ? observeAtServer(channel, facts)
      : observe(channel, peers.get(channel.session) ?? facts.peer, seen.get(channel.session) ?? null);
    if (found === null) continue;
    const isUnclear = found.unclear || (found.peer === null && listed.has(found.advertised.address));
    const id = judge({ ...found, unclear: isUnclear });
    if (id !== null) faults.push({ ...found, id });
  }
  // A first sample tells most; later ones of a run are not dialled at a foreign address and prove nothing new.
  const working = faults.find(({ works }) => works);
  return working ?? faults.find(({ dial }) => dial !== null && isFailedDial(dial)) ?? faults[0] ?? null;
}

const remember = remembered((facts, _key: null) => find(facts));

/** The one address fault of the case; null when every readable 227 names the control peer. */
export function readAddressFault(facts: Facts): AddressFault | null {
  return remember(facts, null);
}
