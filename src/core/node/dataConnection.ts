import type { Socket } from 'node:net';
import type {
  ControlConnection,
  DataConnection,
  DataReader,
  Ending,
  TlsOptions,
  TlsResult,
} from '../probe/network.ts';
import type { SocketAddress } from '../trace/event.ts';
import { NodeControlConnection } from './controlConnection.ts';
import type { TapSocket } from './tapSocket.ts';
import { shakeHands } from './tlsHandshake.ts';
import type { Arrival } from './transport.ts';

/** A data connection; it reads nothing until told to, so that no byte is taken before it is wanted. */
export class NodeDataConnection implements DataConnection {
  readonly local: SocketAddress;
  readonly remote: SocketAddress;
  #socket: Socket;
  #tap: TapSocket | null = null;
  #error: NodeJS.ErrnoException | null = null;
  #closed = false;

  constructor({ socket, local, remote }: Arrival) {
    this.local = local;
    this.remote = remote;
    this.#socket = socket;
    socket.pause();
    socket.on('error', (error) => {
      this.#error ??= error;
    });
    socket.on('close', () => {
      this.#closed = true;
    });
  }

  async startTls(
    options: TlsOptions & { readonly control: ControlConnection; readonly fresh: boolean },
  ): Promise<TlsResult> {
    const { control, fresh } = options;
    const session = !fresh && control instanceof NodeControlConnection ? control.tlsSession : undefined;
    const { result, socket, tap } = await shakeHands(this.#socket, options, session);
    socket.on('error', (error: Error) => {
      this.#error ??= error;
    });
    this.#socket = socket;
    this.#tap = tap;
    if (result.outcome === 'failed') socket.destroy();
    return result;
  }

  read(reader: DataReader): void {
    const socket = this.#socket;
    let ended = false;
    const end = (how: Ending['how']): void => {
      if (ended) return;
      ended = true;
      const errno = this.#error?.code ?? null;
      reader.ended({ how, errno, clearText: how === 'server' ? null : (this.#tap?.clearText() ?? null) });
      socket.destroy();
    };
    socket.on('data', (chunk: Buffer) => reader.data(chunk));
    socket.on('end', () => end('server'));
    socket.on('close', () =>
      end(this.#error?.code === 'ECONNRESET' ? 'reset' : this.#error === null ? 'server' : 'failed'),
    );
    if (this.#closed) end(this.#error === null ? 'server' : 'reset');
    else socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }
}
