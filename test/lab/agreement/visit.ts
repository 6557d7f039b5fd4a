import { connect, createServer, type Socket } from 'node:net';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { bench } from './case.ts';

/** What a client got out of a server, null where it did not get that far. */
export interface Visit {
  readonly greeting: string | null;
  readonly login: string | null;
  readonly pasv: string | null;
  readonly list: string | null;
}

/** Milliseconds without a reply after which a client gives up. */
const patience = 3000;

/** A client that knows one thing: send a line, await the last line of the reply. */
class Client {
  readonly #socket: Socket;
  #received = '';
  #closed = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => (this.#received += String(chunk)));
    socket.on('close', () => (this.#closed = true));
    socket.on('error', () => (this.#closed = true));
  }

  /** The next whole reply, or what came before the connection was closed; null when nothing came. */
  async reply(): Promise<string | null> {
    for (let waited = 0; waited < patience; waited += 5) {
      const line = /^\d{3} [^\n]*\n/m.exec(this.#received);
      if (line !== null) {
        this.#received = this.#received.slice(line.index + line[0].length);
        return line[0].replace(/\r?\n$/, '');
      }
      if (this.#closed) return this.#received === '' ? null : this.#received;
      await sleep(5);
    }
    return null;
  }

  async ask(command: string): Promise<string | null> {
    if (this.#closed) return null;
    this.#socket.write(`${command}\r\n`);
    return this.reply();
  }

  close(): void {
    this.#socket.destroy();
  }
}

async function login(client: Client, user: string, password: string): Promise<string | null> {
  const first = await client.ask(`USER ${user}`);
  return first?.startsWith('331') === true ? client.ask(`PASS ${password}`) : first;
}

/** LIST by PORT to a port of our own; the reply that ends it. */
async function list(client: Client): Promise<string | null> {
  const server = createServer((socket) => socket.resume());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const accepted = await client.ask(`PORT 127,0,0,1,${port >> 8},${port & 255}`);
  let reply = await client.ask('LIST');
  if (reply?.startsWith('150') === true) reply = await client.reply();
  server.close();
  return accepted?.startsWith('200') === true || reply !== null ? reply : accepted;
}

async function dial(port: number): Promise<Client | null> {
  for (const host of ['127.0.0.1', '::1']) {
    const socket = connect({ host, port });
    const connected = await Promise.race([
      once(socket, 'connect').then(
        () => true,
        () => false,
      ),
      sleep(patience, false),
    ]);
    if (connected) return new Client(socket);
    socket.destroy();
  }
  return null;
}

/** Goes to a server as the bench's user (and as anonymous, where that user may not log in) and tries PASV and PORT. */
export async function visit(port: number): Promise<Visit> {
  const nothing = { greeting: null, login: null, pasv: null, list: null };
  const client = await dial(port);
  if (client === null) return nothing;
  const greeting = await client.reply();
  if (greeting?.startsWith('220') !== true) {
    client.close();
    return { ...nothing, greeting };
  }
  let reply = await login(client, bench.user, bench.password);
  if (reply === '530 This FTP server is anonymous only.') reply = await login(client, 'anonymous', 'a@b');
  const inside = reply?.startsWith('230') === true;
  // PORT first: a bad pasv_address ends the session.
  const listed = inside ? await list(client) : null;
  const pasv = inside ? await client.ask('PASV') : null;
  client.close();
  return { greeting, login: reply, pasv, list: listed };
}
