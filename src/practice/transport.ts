import type { Socket } from 'node:net';
import { familyOf } from '../core/ftp/address.ts';
import type { Arrival, DialResult, Listening, Resolved, Transport } from '../core/node/transport.ts';
import type { SocketAddress } from '../core/trace/event.ts';
import type { PortRange } from '../core/trace/trace.ts';
import { delay } from './delay.ts';
import { dialLoopback, listenOnLoopback } from './loopback.ts';
import type { Fate } from './scenario.ts';
import type { PracticeWorld } from './world.ts';

/** Source port of an active data connection when vsftpd has connect_from_port_20=YES. */
const ftpDataPort = 20;

/**
 * The practice network as the probe sees it: every address it takes and gives is the scenario's, every socket is a
 * loopback one. What the scenario drops is never dialled at all and ends with the time limit.
 */
export class PracticeTransport implements Transport {
  readonly #world: PracticeWorld;
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Set<Listening>();

  constructor(world: PracticeWorld) {
    this.#world = world;
  }

  /** Knows literal addresses only: the practice network has no name service. */
  resolve(host: string, family: 0 | 4 | 6): Promise<Resolved> {
    const found = familyOf(host);
    const fits = found !== null && (family === 0 || family === found);
    const errno = fits ? null : found === null ? 'ENOTFOUND' : 'EADDRFAMILY';
    return Promise.resolve({ addresses: fits ? [host] : [], errno, ms: 0 });
  }

  async dial(
    remote: SocketAddress,
    { timeoutMs, signal }: { readonly timeoutMs: number; readonly signal?: AbortSignal },
  ): Promise<DialResult> {
    const started = performance.now();
    const failed = (
      outcome: Exclude<DialResult['outcome'], 'connected'>,
      errno: string | null,
    ): DialResult => ({
      outcome,
      remote,
      local: null,
      errno,
      ms: performance.now() - started,
    });
    const { fate, loopbackPort } = this.#world.towards(remote);
    const roundTrip = this.#world.network.roundTripMs;
    const wait = fate === 'dropped' ? timeoutMs : Math.min(roundTrip, timeoutMs);
    if (!(await delay(wait, signal))) return failed('not-tried', null);
    if (fate === 'dropped' || roundTrip > timeoutMs) return failed('timed-out', null);
    if (fate !== 'open' || loopbackPort === null) return failed(...refusal(fate));
    const socket = await dialLoopback(loopbackPort, signal);
    if (socket === null) {
      return signal?.aborted === true ? failed('not-tried', null) : failed('refused', 'ECONNREFUSED');
    }
    this.#keep(socket);
    const local = { address: this.#world.network.client.address, port: socket.localPort ?? 0 };
    return { outcome: 'connected', socket, local, remote, ms: performance.now() - started };
  }

  async listen(address: string, ports: PortRange | null): Promise<Listening | { readonly errno: string }> {
    if (address !== this.#world.network.client.address) return { errno: 'EADDRNOTAVAIL' };
    const port = this.#world.claimClientPort(ports);
    if (port === null) return { errno: 'EADDRINUSE' };
    const local = { address, port };
    const remote = { address: this.#world.network.serverSeenAs, port: ftpDataPort };
    const early: Arrival[] = [];
    let take: ((arrival: Arrival) => void) | null = null;
    const listener = await listenOnLoopback((socket) => {
      this.#keep(socket);
      const arrival = { socket, local, remote };
      if (take === null) early.push(arrival);
      else take(arrival);
    });
    this.#world.setClientPort(port, listener.port);
    const listening: Listening = {
      local,
      onArrival: (handler) => {
        take = handler;
        for (const arrival of early.splice(0)) handler(arrival);
      },
      close: () => {
        this.#world.releaseClientPort(port);
        this.#listeners.delete(listening);
        for (const { socket } of early.splice(0)) socket.destroy();
        listener.close();
      },
    };
    this.#listeners.add(listening);
    return listening;
  }

  ownAddresses(): readonly string[] {
    return ['127.0.0.1', this.#world.network.client.address];
  }

  broadcastAddresses(): readonly string[] {
    return [this.#world.network.client.broadcast];
  }

  interfaceTo(address: string): string | null {
    return familyOf(address) === null ? null : this.#world.network.client.interfaceName;
  }

  /** Ends every socket and listener that is still open. */
  close(): void {
    for (const listening of [...this.#listeners]) listening.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

/** How a refused or unreachable way shows at the client. */
function refusal(fate: Fate): ['refused' | 'unreachable', string] {
  return fate === 'unreachable' ? ['unreachable', 'EHOSTUNREACH'] : ['refused', 'ECONNREFUSED'];
}
