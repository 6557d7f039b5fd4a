import type { Advertised, Attempt } from '../report/report.ts';
import type { AcceptEvent, DialEvent, SocketAddress, TraceEvent } from '../trace/event.ts';

/** Where a dial went: its own record, else the address that its role names; a port of 0 stands for none. */
function targetOf(
  event: DialEvent,
  advertised: Advertised | null,
  peer: string | null,
): { address: string | null; port: number | null } {
  if (event.remote != null) return { address: event.remote.address, port: event.remote.port };
  const address = event.as === 'advertised' ? (advertised?.address ?? null) : peer;
  return { address, port: advertised?.port ?? null };
}

/** A connection from elsewhere did connect; that it is not the server's stands in `reason`. */
function readInbound(event: AcceptEvent): Attempt {
  return {
    as: 'inbound',
    address: event.remote?.address ?? null,
    port: event.remote?.port ?? null,
    outcome: event.outcome === 'foreign' ? 'connected' : event.outcome,
    ms: event.ms ?? null,
    errno: event.errno ?? null,
    via: null,
    reason: event.outcome === 'foreign' ? 'foreign' : null,
    event: event.id,
  };
}

function readDial(event: DialEvent, advertised: Advertised | null, peer: string | null): Attempt {
  return {
    as: event.as,
    ...targetOf(event, advertised, peer),
    outcome: event.outcome,
    ms: event.ms ?? null,
    errno: event.errno ?? null,
    via: event.via ?? null,
    reason: event.reason ?? null,
    event: event.id,
  };
}

/** The dials of a channel in the order of their events, then what arrived at the client's own listener. */
export function readAttempts(
  events: readonly TraceEvent[],
  advertised: Advertised | null,
  peer: string | null,
): readonly Attempt[] {
  const dials: Attempt[] = [];
  const accepts: Attempt[] = [];
  for (const event of events) {
    if (event.kind === 'dial') dials.push(readDial(event, advertised, peer));
    else if (event.kind === 'accept') accepts.push(readInbound(event));
  }
  return accepts.length === 0 ? dials : [...dials, ...accepts];
}

/** Connections that arrived at the client's own listener, from whomever. */
export function readArrivals(
  events: readonly TraceEvent[],
): readonly (SocketAddress & { readonly ms: number | null })[] {
  const arrivals: (SocketAddress & { readonly ms: number | null })[] = [];
  for (const event of events) {
    if (event.kind !== 'accept' || event.remote == null) continue;
    if (event.outcome !== 'connected' && event.outcome !== 'foreign') continue;
    arrivals.push({ address: event.remote.address, port: event.remote.port, ms: event.ms ?? null });
  }
  return arrivals;
}
