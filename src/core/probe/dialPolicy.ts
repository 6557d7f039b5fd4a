import {
  isUnusableScope,
  metadataAddresses,
  normalizeAddress,
  sameAddress,
  scopeOf,
} from '../ftp/address.ts';
import type { SocketAddress, WithheldReason } from '../trace/event.ts';
import type { Network } from './network.ts';

/**
 * Guards the dials whose target a server chose (DESIGN §2). At the control peer's own address everything goes; elsewhere
 * one address and one port a run, no privileged port, never an address where something sensitive may listen.
 */
export class DialPolicy {
  readonly #network: Network;
  #foreign: SocketAddress | null = null;

  constructor(network: Network) {
    this.#network = network;
  }

  /** Null when `target` may be dialled from a session with `peer`; that permission is used up at once. */
  withhold(target: SocketAddress, peer: string): WithheldReason | null {
    if (sameAddress(target.address, peer)) return null;
    const address = normalizeAddress(target.address);
    const scope = scopeOf(address);
    if (isUnusableScope(scope) || metadataAddresses.has(address)) return 'forbidden-address';
    if (this.#network.broadcastAddresses().some((own) => sameAddress(own, address)))
      return 'forbidden-address';
    const own = this.#network.ownAddresses();
    const isOwn = (candidate: string): boolean => own.some((entry) => sameAddress(entry, candidate));
    if (isOwn(address) && !isOwn(peer)) return 'own-address';
    if (target.port < 1024) return 'privileged-port';
    if (this.#foreign !== null) return 'second-address';
    this.#foreign = target;
    return null;
  }
}
