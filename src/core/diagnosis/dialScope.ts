import { isInsideScope, scopeOf } from '../ftp/address.ts';
import type { ConnectEvent } from '../trace/event.ts';

/** Whether every dial went to this very machine, with no network in between. */
export function isLoopback(dials: readonly ConnectEvent[]): boolean {
  return dials.every(({ remote }) => remote != null && scopeOf(remote.address) === 'loopback');
}

/** Whether every dial went to an address of an inner network. */
export function isInside(dials: readonly ConnectEvent[]): boolean {
  return dials.every(({ remote }) => remote != null && isInsideScope(scopeOf(remote.address)));
}
