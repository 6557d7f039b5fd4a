import type { Socket } from 'node:net';
import type { DialOutcome, SocketAddress } from '../trace/event.ts';
import type { PortRange } from '../trace/trace.ts';

/** A connected socket and both its ends. Nothing reads a socket's own addresses: these are the truth. */
export interface Connected {
  readonly outcome: 'connected';
  readonly socket: Socket;
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  /** Milliseconds until it stood. */
  readonly ms: number;
}

/** A dial that did not connect. */
export interface NotConnected {
  readonly outcome: Exclude<DialOutcome, 'connected'>;
  readonly remote: SocketAddress;
  /** Where it left from; null when the system did not say. */
  readonly local: SocketAddress | null;
  /** Node's errno name, kept as it is; null for our own time limit. */
  readonly errno: string | null;
  /** Milliseconds until the outcome was known. */
  readonly ms: number;
}

/** What a dial came to; a failure is a value, never an exception. */
export type DialResult = Connected | NotConnected;

/** A connection that arrived at a listener. */
export interface Arrival {
  readonly socket: Socket;
  readonly local: SocketAddress;
  /** Where it came from, which need not be the server. */
  readonly remote: SocketAddress;
}

/** A listening socket for active mode. */
export interface Listening {
  readonly local: SocketAddress;
  /** Called for each arrival, those before the call included; the receiver owns the socket. */
  onArrival(handler: (arrival: Arrival) => void): void;
  /** Takes no more arrivals; those that came stay open. */
  close(): void;
}

/** What a name came to. */
export interface Resolved {
  /** In the order in which a client would try them. */
  readonly addresses: readonly string[];
  /** `ENOTFOUND`, `EAI_AGAIN`; null when there is at least one address. */
  readonly errno: string | null;
  /** Milliseconds that it took. */
  readonly ms: number;
}

/** The way to the network: the machine's own, or the practice network's. Only implementations touch real addresses. */
export interface Transport {
  /** Looks `host` up; a literal address resolves to itself. `family` 0 means both. */
  resolve(host: string, family: 0 | 4 | 6): Promise<Resolved>;
  /** Dials one literal address; never rejects. Aborting `signal` gives outcome `not-tried` and destroys the socket. */
  dial(
    remote: SocketAddress,
    options: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<DialResult>;
  /** Listens on a local literal address, on a port of `ports` if given; errno on failure. */
  listen(address: string, ports: PortRange | null): Promise<Listening | { readonly errno: string }>;
  /** This machine's own addresses, loopback included. */
  ownAddresses(): readonly string[];
  /** The broadcast addresses of this machine's own networks. */
  broadcastAddresses(): readonly string[];
  /** The local interface whose network contains `address`, else the one of the default route where known, else null. */
  interfaceTo(address: string): string | null;
}
