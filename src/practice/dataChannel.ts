import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';
import { delay } from './delay.ts';
import type { PassiveCommand } from './scenario.ts';
import type { ServerSettings } from './settings.ts';
import type { PassivePort, PracticeWorld } from './world.ts';

/** How the data connection of a transfer came about, or the reply that says why it did not. */
export type DataResult = { readonly socket: Socket } | { readonly refusal: string };

interface Passive {
  readonly kind: 'passive';
  /** Connections in the listener's backlog, in the order in which they came. */
  readonly arrivals: Socket[];
  readonly port: PassivePort;
  /** Aborted at the first arrival. */
  readonly arrived: AbortSignal;
}

interface Active {
  readonly kind: 'active';
  readonly port: number;
}

const notEstablished = '425 Failed to establish connection.';

/** The data side of one session, as vsftpd 3.0.3 has it: a port per PASV, one connection served, then the port is gone. */
export class DataChannel {
  readonly #world: PracticeWorld;
  readonly #settings: ServerSettings;
  #pending: Passive | Active | null = null;

  constructor(world: PracticeWorld, settings: ServerSettings) {
    this.#world = world;
    this.#settings = settings;
  }

  /** Whether a PASV, EPSV, PORT or EPRT waits for its transfer. */
  get isPending(): boolean {
    return this.#pending !== null;
  }

  /** Opens a port of the configured range; null when none was free. */
  async openPassive(command: PassiveCommand): Promise<number | null> {
    this.drop();
    const arrivals: Socket[] = [];
    const arrived = new AbortController();
    const port = await this.#world.openPassivePort(this.#settings.pasvPorts, command, (socket) => {
      arrivals.push(socket);
      arrived.abort();
    });
    if (port === null) return null;
    this.#pending = { kind: 'passive', port, arrivals, arrived: arrived.signal };
    return port.port;
  }

  /** Remembers the client's port; nothing is dialled before the transfer command. */
  setActive(port: number): void {
    this.drop();
    this.#pending = { kind: 'active', port };
  }

  /** Makes the data connection for a transfer command; the pending port is used up whatever happens. */
  async connect(signal: AbortSignal): Promise<DataResult> {
    const pending = this.#pending;
    if (pending === null) return { refusal: '425 Use PORT or PASV first.' };
    const result =
      pending.kind === 'passive' ? await this.#accept(pending, signal) : await this.#dial(pending, signal);
    this.drop();
    return result;
  }

  /** Gives up the pending port; connections that wait at it are reset, as the kernel does with a backlog. */
  drop(): void {
    const pending = this.#pending;
    this.#pending = null;
    if (pending?.kind !== 'passive') return;
    pending.port.close();
    for (const socket of pending.arrivals) socket.resetAndDestroy();
  }

  async #accept(passive: Passive, signal: AbortSignal): Promise<DataResult> {
    await delay(this.#settings.acceptTimeoutMs, AbortSignal.any([signal, passive.arrived]));
    const socket = passive.arrivals.shift();
    if (socket === undefined) return { refusal: notEstablished };
    const { seenAs, dataSeenAs = seenAs } = this.#world.network.client;
    if (dataSeenAs === seenAs || this.#settings.pasvPromiscuous) return { socket };
    socket.destroy();
    return { refusal: '425 Security: Bad IP connecting.' };
  }

  async #dial({ port }: Active, signal: AbortSignal): Promise<DataResult> {
    const outcome = await this.#world.dialClient(port, signal);
    if (typeof outcome !== 'string') return { socket: outcome };
    if (outcome === 'dropped') await delay(this.#settings.connectTimeoutMs, signal);
    return { refusal: notEstablished };
  }
}

/**
 * Puts a data connection under TLS as its server; the text says why vsftpd 3.0.3 refuses it. A failed handshake and a
 * session that was not resumed get the same reply there.
 */
export async function secureData(
  socket: Socket,
  secureContext: SecureContext,
  requireReuse: boolean,
): Promise<DataResult> {
  const secured = new TLSSocket(socket, { isServer: true, secureContext });
  secured.on('error', () => undefined);
  const done = await new Promise<boolean>((resolve) => {
    secured.once('secure', () => resolve(true));
    secured.once('close', () => resolve(false));
  });
  if (done && (!requireReuse || secured.isSessionReused())) return { socket: secured };
  secured.destroy();
  const why = requireReuse ? ': session reuse required' : '';
  return { refusal: `522 SSL connection failed${why}` };
}
