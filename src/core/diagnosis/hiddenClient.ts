import { isInsideScope, sameAddress, scopeOf } from '../ftp/address.ts';
import type { Facts, SessionFacts } from './facts.ts';
import { isPublicAddress } from './wording.ts';

/**
 * The session in which the server sees an inner address although the client came to its public one: something in front
 * of the server replaces client addresses. The client's own address does not count: then no NAT is in between.
 */
export function hiddenClient(facts: Facts): SessionFacts | null {
  const hidden = facts.sessions.find(({ peer, local, seenAs }) => {
    if (seenAs === null || !isPublicAddress(peer) || sameAddress(seenAs.address, local)) return false;
    const scope = scopeOf(seenAs.address);
    return isInsideScope(scope) || scope === 'loopback' || scope === 'link-local';
  });
  return hidden ?? null;
}

/** Whether the server is kept from seeing client addresses. */
export function isClientHidden(facts: Facts): boolean {
  return hiddenClient(facts) !== null;
}
