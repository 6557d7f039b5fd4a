import type { Socket } from 'node:net';
import { isIPv4, sameAddress } from '../core/ftp/address.ts';
import type { SocketAddress } from '../core/trace/event.ts';
import type { PortRange } from '../core/trace/trace.ts';
import { dialLoopback, listenOnLoopback } from './loopback.ts';
import type { Fate, PassiveCommand, PracticeNetwork } from './scenario.ts';

/** Where a dial leads: what becomes of it and, for an open way, the loopback port behind it. */
export interface Route {
  readonly fate: Fate;
  readonly loopbackPort: number | null;
}

/** A passive port of the practice server. */
export interface PassivePort {
  readonly port: number;
  close(): void;
}

/** vsftpd tries nine ports of its range before it gives up (3.0.3, privops.c). */
const portTries = 9;
/** Prime, so that it walks through ranges of nearly every size without repeating. */
const portStride = 7919;
/** Where the client's listeners go when no range is asked for. */
const ephemeralPorts: PortRange = { from: 40001, to: 65535 };

/** The scenario's addresses on one side, loopback sockets on the other, and the rules of the way between. */
export class PracticeWorld {
  readonly network: PracticeNetwork;
  readonly #passive = new Map<number, { loopbackPort: number; openedBy: PassiveCommand }>();
  readonly #clientListeners = new Map<number, number | null>();
  readonly #firstPort: number;
  #controlPort: number | null = null;
  #opened = 0;

  constructor(network: PracticeNetwork, firstPort: number) {
    this.network = network;
    this.#firstPort = firstPort;
  }

  /** Says behind which loopback port the server's control port lies; null takes it away. */
  setControlPort(loopbackPort: number | null): void {
    this.#controlPort = loopbackPort;
  }

  /** Where a dial by the client leads. */
  towards({ address, port }: SocketAddress): Route {
    const { network } = this;
    if (!network.reachableAt.some((own) => sameAddress(own, address))) {
      const fate = network.elsewhere[address] ?? (isIPv4(address) ? 'dropped' : 'unreachable');
      return { fate: fate === 'open' ? 'refused' : fate, loopbackPort: null };
    }
    if (port === network.controlPort) return this.#judge(network.control, this.#controlPort);
    const passive = this.#passive.get(port);
    return this.#judge(network.ports(port, passive?.openedBy ?? null), passive?.loopbackPort ?? null);
  }

  #judge(fate: Fate, loopbackPort: number | null): Route {
    return fate === 'open' && loopbackPort === null
      ? { fate: 'refused', loopbackPort: null }
      : { fate, loopbackPort };
  }

  /** Opens a port of the server's range; null when nine tries met only busy ones. */
  async openPassivePort(
    range: PortRange,
    openedBy: PassiveCommand,
    onConnection: (socket: Socket) => void,
  ): Promise<PassivePort | null> {
    const port = this.#freePort(range);
    if (port === null) return null;
    const entry = { loopbackPort: 0, openedBy };
    this.#passive.set(port, entry);
    const listener = await listenOnLoopback(onConnection);
    entry.loopbackPort = listener.port;
    return {
      port,
      close: () => {
        if (this.#passive.get(port) === entry) this.#passive.delete(port);
        listener.close();
      },
    };
  }

  #freePort({ from, to }: PortRange): number | null {
    const size = to - from + 1;
    const first = Math.min(Math.max(this.#firstPort, from), to) - from;
    for (let tries = 0; tries < portTries; tries += 1) {
      const port = from + ((first + this.#opened * portStride) % size);
      this.#opened += 1;
      if (!this.#passive.has(port)) return port;
    }
    return null;
  }

  /** Takes a free port of the client's for a listener; null when all of `ports` are taken. */
  claimClientPort(ports: PortRange | null): number | null {
    const { from, to } = ports ?? ephemeralPorts;
    for (let port = from; port <= to; port += 1) {
      if (this.#clientListeners.has(port)) continue;
      this.#clientListeners.set(port, null);
      return port;
    }
    return null;
  }

  /** Says behind which loopback port a claimed port of the client's lies. */
  setClientPort(port: number, loopbackPort: number): void {
    this.#clientListeners.set(port, loopbackPort);
  }

  releaseClientPort(port: number): void {
    this.#clientListeners.delete(port);
  }

  /** Dials the client as the server does for active mode: a socket, or what became of the attempt. */
  async dialClient(port: number, signal: AbortSignal): Promise<Socket | Exclude<Fate, 'open'>> {
    const { inbound } = this.network.client;
    if (inbound !== 'open') return inbound;
    const loopbackPort = this.#clientListeners.get(port);
    if (loopbackPort === undefined || loopbackPort === null) return 'refused';
    return (await dialLoopback(loopbackPort, signal)) ?? 'refused';
  }
}
