import { isInsideScope, isPublicScope, sameAddress, scopeOf } from '../../core/ftp/address.ts';
import type { Translate } from '../../core/l10n.ts';
import type { Lane, LaneId } from '../timelineView.ts';

/** What the evidence says of the places between a client and a server; null is unknown. */
export interface PathFacts {
  readonly local: string | null;
  /** The client's address as the server sees it. */
  readonly seenAs: string | null;
  readonly peer: string | null;
  /** The server's own address. */
  readonly serverAddress: string | null;
  /** The first address that answered a data dial and is none of the above. */
  readonly other: string | null;
  /** True when the client was another machine than the reader's, as in a log or a capture. */
  readonly elsewhere?: boolean;
}

/**
 * The places of one session, from the client to the server. A place needs evidence: a NAT in front of the client shows
 * when the server sees another address than the client's own, one in front of the server when the server's own address
 * is not the one that was reached, and a relay when the server sees a private address although it was reached at a
 * public one.
 */
export function lanesOf(facts: PathFacts, t: Translate): Lane[] {
  const { local, seenAs, peer, serverAddress, other, elsewhere = false } = facts;
  const translated = local !== null && seenAs !== null && !sameAddress(local, seenAs);
  const relayed =
    translated && peer !== null && isPublicScope(scopeOf(peer)) && isInsideScope(scopeOf(seenAs));
  const behind = peer !== null && serverAddress !== null && !sameAddress(peer, serverAddress);
  const lane = (id: LaneId, title: string, address: string | null, zone: Lane['zone']): Lane => ({
    id,
    title,
    address,
    zone,
  });
  const lanes = [lane('client', elsewhere ? t('Client') : t('This machine'), local, 'client')];
  const nat = elsewhere ? t('NAT of the client') : t('Your NAT');
  if (translated && !relayed) lanes.push(lane('nat', nat, seenAs, 'client'));
  if (other !== null) lanes.push(lane('other', t('Another host'), other, 'between'));
  if (behind) lanes.push(lane('eip', t('NAT of the server (EIP)'), peer, 'server'));
  if (relayed) lanes.push(lane('front', t('Relay before the server'), seenAs, 'server'));
  lanes.push(lane('server', t('Server'), behind ? serverAddress : peer, 'server'));
  return lanes;
}
