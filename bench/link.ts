import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { formatPort, readEpsvReply, readPasvReply } from '../src/core/ftp/passive.ts';

/** A loopback link with a chosen round trip time in front of a loopback FTP server. */
export interface Link {
  /** The control port at the client's end. */
  readonly port: number;
  close(): void;
}

/** What one end of a relayed connection sends, changed or not. */
type Rewrite = (chunk: Buffer) => Promise<Buffer>;

/**
 * Relays connections with half a round trip each way. A TCP handshake costs a round trip too: a relay cannot make the
 * client wait for it, so it holds back what belongs to a new connection for that long. The ports that the server names
 * in 227 and 229 are relayed in the same way.
 */
class DelayingLink implements Link {
  readonly #roundTripMs: number;
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Set<Server>();
  port = 0;

  constructor(roundTripMs: number) {
    this.#roundTripMs = roundTripMs;
  }

  async open(serverPort: number): Promise<this> {
    this.port = await this.#relay(serverPort, (chunk) => this.#renamePorts(chunk));
    return this;
  }

  close(): void {
    for (const listener of this.#listeners) listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #relay(serverPort: number, rewrite: Rewrite): Promise<number> {
    const listener = createServer({ noDelay: true, allowHalfOpen: true }, (client) => {
      const ready = performance.now() + this.#roundTripMs;
      const server = connect({ port: serverPort, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
      for (const socket of [client, server]) {
        this.#sockets.add(socket);
        socket.on('error', () => undefined);
        socket.once('close', () => this.#sockets.delete(socket));
      }
      this.#pump(client, server, ready, (chunk) => Promise.resolve(chunk));
      this.#pump(server, client, ready, rewrite);
    });
    this.#listeners.add(listener);
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    return (listener.address() as AddressInfo).port;
  }

  /** Passes everything from one socket on to the other, each piece half a round trip after it came. */
  #pump(from: Socket, to: Socket, ready: number, rewrite: Rewrite): void {
    let order = Promise.resolve();
    const later = (work: () => Promise<void> | void): void => {
      const due = Math.max(performance.now(), ready - this.#roundTripMs / 2) + this.#roundTripMs / 2;
      order = order
        .then(() => new Promise<void>((resolve) => setTimeout(resolve, Math.max(0, due - performance.now()))))
        .then(work);
    };
    from.on('data', (chunk: Buffer) =>
      later(async () => {
        to.write(await rewrite(chunk));
      }),
    );
    from.once('end', () =>
      later(() => {
        to.end();
      }),
    );
    from.once('close', () => later(() => to.destroySoon()));
  }

  async #renamePorts(chunk: Buffer): Promise<Buffer> {
    const text = chunk.toString('latin1');
    const lines: string[] = [];
    for (const line of text.split('\r\n')) lines.push(await this.#renamePort(line));
    return Buffer.from(lines.join('\r\n'), 'latin1');
  }

  async #renamePort(line: string): Promise<string> {
    const named = line.startsWith('227 ')
      ? readPasvReply(line).target
      : line.startsWith('229 ')
        ? readEpsvReply(line).target
        : null;
    if (named === null) return line;
    const port = await this.#relay(named.port, (chunk) => Promise.resolve(chunk));
    return line.startsWith('229 ')
      ? `229 Entering Extended Passive Mode (|||${port}|)`
      : `227 Entering Passive Mode (${formatPort({ address: '127.0.0.1', port })}).`;
  }
}

/** Opens a link of `roundTripMs` to a loopback FTP server. */
export async function openLink(serverPort: number, roundTripMs: number): Promise<Link> {
  return new DelayingLink(roundTripMs).open(serverPort);
}
