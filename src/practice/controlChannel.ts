import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

/** Longest command line that vsftpd reads (VSFTP_MAX_COMMAND_LINE, 3.0.3). */
const longestLine = 4096;

/** The server's end of a control connection: whole command lines in, reply lines out, TLS when asked for. */
export class ControlChannel {
  #socket: Socket;
  #rest = '';
  #lines: string[] = [];
  #wake: (() => void) | null = null;
  #open = true;
  readonly #closed = new AbortController();

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#attach(socket);
  }

  /** Aborted when the connection has ended. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  /** Whether the connection is under TLS. */
  get secure(): boolean {
    return this.#socket instanceof TLSSocket;
  }

  /** The next command line without its line end; null when the connection has ended. */
  async nextLine(): Promise<string | null> {
    while (this.#lines.length === 0 && this.#open) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#lines.shift() ?? null;
  }

  /** Sends lines, each with CRLF. */
  send(...lines: readonly string[]): void {
    if (this.#open && this.#socket.writable) this.#socket.write(`${lines.join('\r\n')}\r\n`);
  }

  /** Goes on under TLS; what the client sent in clear behind its AUTH is dropped. False when the handshake fails. */
  async startTls(secureContext: SecureContext): Promise<boolean> {
    const plain = this.#socket;
    plain.removeAllListeners('data');
    this.#lines = [];
    this.#rest = '';
    const secured = new TLSSocket(plain, { isServer: true, secureContext });
    secured.on('error', () => undefined);
    const done = await new Promise<boolean>((resolve) => {
      secured.once('secure', () => resolve(true));
      secured.once('close', () => resolve(false));
    });
    this.#socket = secured;
    this.#attach(secured);
    if (!done) this.#end();
    return done;
  }

  /** Ends the connection after what was sent. */
  close(): void {
    this.#socket.end();
  }

  /** Ends the connection at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  #attach(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.once('end', () => this.#end());
    socket.once('close', () => this.#end());
  }

  #take(chunk: Buffer): void {
    const parts = (this.#rest + chunk.toString('latin1')).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) this.#lines.push(Buffer.from(part.replace(/\r$/, ''), 'latin1').toString());
    if (this.#rest.length > longestLine) {
      this.send('500 Input line too long.');
      this.#end();
      this.close();
    }
    this.#wake?.();
  }

  #end(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#closed.abort();
    this.#wake?.();
  }
}
