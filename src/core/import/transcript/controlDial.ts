import { sameAddress } from '../../ftp/address.ts';
import type { SocketAddress } from '../../trace/event.ts';

/** Where in the log a dial stands. */
interface Place {
  readonly line: number;
  readonly at: number | null;
}

/** A dial of the control port that came through. */
export interface ReachedDial extends Place {
  readonly remote: SocketAddress;
  readonly host: string | null;
}

/** What the log says of where the control connection goes; a port that it does not show is 0. */
export class ControlDial {
  /** The other end, once somebody there has answered. */
  peer: SocketAddress | null = null;
  #pending: (Place & { address: string; port: number; host: string | null }) | null = null;
  #name: string | null = null;
  #failed: SocketAddress | null = null;

  get host(): string | null {
    return this.peer?.address ?? this.#pending?.address ?? this.#failed?.address ?? this.#name;
  }

  get port(): number | null {
    const port = this.peer?.port ?? this.#pending?.port ?? this.#failed?.port ?? 0;
    return port === 0 ? null : port;
  }

  /** A name that was looked up. */
  name(host: string): void {
    this.#name = host;
  }

  /** The control port is being dialled; a line without an address adds nothing to one that named it. */
  dial(
    { address, port, host }: { address: string | null; port: number | null; host?: string },
    place: Place,
  ): void {
    if (host !== undefined) this.#name ??= host;
    if (address === null) return;
    const known = this.peer ?? this.#pending;
    if (known !== null && sameAddress(known.address, address) && (known.port !== 0 || !port)) return;
    this.#pending = { address, port: port ?? 0, host: host ?? null, ...place };
  }

  /** Somebody has answered: gives the dial that is thereby known to have connected, once. */
  reached(): ReachedDial | null {
    const pending = this.#pending;
    this.#pending = null;
    if (pending === null || this.peer !== null) return null;
    const { address, port, host, line, at } = pending;
    this.peer = { address, port };
    return { remote: this.peer, host, line, at };
  }

  /** The dial came to nothing: gives where it went. */
  failed(address: string | null, port: number | null): SocketAddress | null {
    const pending = this.#pending;
    this.#pending = null;
    if (address !== null) this.#failed = { address, port: port ?? 0 };
    else if (pending !== null) this.#failed = { address: pending.address, port: pending.port };
    return this.#failed;
  }
}
