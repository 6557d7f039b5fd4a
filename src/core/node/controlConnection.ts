import type { SocketAddress } from '../trace/event.ts';
import type { Answer, ControlConnection, ControlWatcher, TlsOptions, TlsResult } from '../probe/network.ts';
import { ControlContext } from './controlContext.ts';
import { shakeHands } from './tlsHandshake.ts';
import type { Connected } from './transport.ts';

/** The command, which must be one line. @throws RangeError for one that the server would read as several */
function oneLine(command: string): string {
  if (/[\r\n\0]/.test(command)) throw new RangeError('A command must be one line');
  return command;
}

/** A control connection over basic-ftp's context; the addresses are the transport's. */
export class NodeControlConnection implements ControlConnection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  readonly #context: ControlContext;

  constructor(connected: Connected) {
    this.local = connected.local;
    this.remote = connected.remote;
    connected.socket.setNoDelay(true);
    this.#context = new ControlContext(connected.socket);
  }

  get secure(): boolean {
    return this.#context.hasTLS;
  }

  /** The newest TLS session of this connection, for its own data connections (RFC 4217 §10.2); from 'session' events. */
  get tlsSession(): Buffer | undefined {
    return this.#context.tlsSessionStore;
  }

  watch(watcher: ControlWatcher): void {
    this.#context.watch(watcher);
  }

  request(command: string | null, timeoutMs: number): Promise<Answer> {
    if (command !== null) oneLine(command);
    return this.#context.ask(command, timeoutMs);
  }

  send(commands: readonly string[]): void {
    if (this.#context.ending !== null) return;
    this.#context.socket.write(commands.map((command) => `${oneLine(command)}\r\n`).join(''), 'utf8');
  }

  async startTls(options: TlsOptions): Promise<TlsResult> {
    const raw = this.#context.release();
    const { result, socket, tap, session } = await shakeHands(raw, options, undefined);
    if (result.outcome === 'ok') {
      this.#context.secure(socket, tap, session());
    } else {
      socket.on('error', () => undefined);
      socket.destroy();
      this.#context.closeWithError(new Error(result.message ?? 'TLS handshake failed'));
    }
    return result;
  }

  destroy(): void {
    this.#context.close();
  }
}
