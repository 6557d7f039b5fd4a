import { connect, createServer, isIPv6, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { DialOutcome } from '../../../src/core/trace/event.ts';
import type { Mode } from '../../../src/core/trace/trace.ts';

/**
 * The lab's own eyes: a bare FTP client that shares no code with the product and says what the wire shows, so that
 * a scenario's truth does not rest on the program that it judges. Usage: `node wire.ts URL`, password in FTP_PASSWORD.
 */

/** How long this client waits for anything, in milliseconds. */
const patience = 2500;

export interface ModeOnTheWire {
  reply: string | null;
  advertised?: DialOutcome;
  peer?: DialOutcome;
  from?: string | null;
  listing?: string | null;
}

export interface Wire {
  /** What the first session met; later ones may meet a limit. */
  control: DialOutcome | null;
  greeting: string | null;
  login: string | null;
  seenAs: string | null;
  modes: Partial<Record<Mode, ModeOnTheWire>>;
}

const outcomes: Readonly<Record<string, DialOutcome>> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timed-out',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ECONNRESET: 'reset',
};

function dial(host: string, port: number): Promise<Socket | DialOutcome> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const timer = setTimeout(() => {
      socket.destroy();
      resolve('timed-out');
    }, patience);
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve(outcomes[error.code ?? ''] ?? 'unknown');
    });
  });
}

/** One control connection; a reply that does not come within `patience` is null. */
class Session {
  #socket: Socket;
  #text = '';
  #secure: TLSSocket | null = null;
  #ticket: Buffer | null = null;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#listen();
  }

  get peer(): string {
    return this.#socket.remoteAddress ?? '';
  }

  get local(): string {
    return this.#socket.localAddress ?? '';
  }

  get isSecure(): boolean {
    return this.#secure !== null;
  }

  #listen(): void {
    this.#socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('utf8');
    });
    this.#socket.on('error', () => undefined);
  }

  async reply(wait = patience): Promise<string | null> {
    for (const end = Date.now() + wait; Date.now() < end;) {
      const match = /^(\d{3}) .*\r?\n/m.exec(this.#text);
      if (match !== null) {
        const until = match.index + match[0].length;
        const text = this.#text.slice(0, until).trimEnd();
        this.#text = this.#text.slice(until);
        return text;
      }
      await sleep(5);
    }
    return null;
  }

  async command(line: string): Promise<string | null> {
    this.send(line);
    return this.reply();
  }

  send(line: string): void {
    this.#socket.write(`${line}\r\n`);
  }

  async secure(): Promise<boolean> {
    const socket = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    socket.on('session', (ticket) => {
      this.#ticket = ticket;
    });
    this.#socket = socket;
    this.#secure = socket;
    this.#listen();
    return handshake(socket);
  }

  async secureData(socket: Socket): Promise<Socket | null> {
    const session = this.#ticket === null ? {} : { session: this.#ticket };
    const secure = connectTls({ socket, rejectUnauthorized: false, ...session });
    secure.on('error', () => undefined);
    return (await handshake(secure)) ? secure : null;
  }

  end(): void {
    this.send('QUIT');
    this.#socket.end();
    setTimeout(() => this.#socket.destroy(), 100);
  }
}

function handshake(socket: TLSSocket): Promise<boolean> {
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(true));
    socket.once('error', () => resolve(false));
    setTimeout(() => resolve(false), patience).unref();
  });
}

async function login(url: URL, wire: Wire): Promise<Session | null> {
  const dialled = await dial(url.hostname.replace(/[[\]]/g, ''), Number(url.port || 21));
  wire.control ??= outcomeOf(dialled);
  if (typeof dialled === 'string') return null;
  const session = new Session(dialled);
  if (url.protocol === 'ftps:') await session.secure();
  const greeting = await session.reply();
  wire.greeting ??= greeting;
  if (url.protocol === 'ftpes:' && (await session.command('AUTH TLS'))?.startsWith('234') === true) {
    await session.secure();
  }
  const user = await session.command(`USER ${decodeURIComponent(url.username)}`);
  session.send(`PASS ${process.env['FTP_PASSWORD'] ?? ''}`);
  // A refused password costs seconds: PAM waits on purpose.
  const reply = user?.startsWith('331') === true ? await session.reply(patience * 3) : user;
  wire.login ??= reply;
  if (reply?.startsWith('230') !== true) return null;
  if (session.isSecure) {
    await session.command('PBSZ 0');
    await session.command('PROT P');
  }
  const stat = await session.command('STAT');
  wire.seenAs ??= /Connected (?:to|from \S+) \(?(?:::ffff:)?([^\s)]+)/.exec(stat ?? '')?.[1] ?? null;
  return session;
}

/** LIST over an open data connection; gives the last reply. */
async function list(session: Session, data: Socket | null): Promise<string | null> {
  session.send('LIST');
  const mark = await session.reply();
  if (mark?.startsWith('1') !== true) return mark;
  const socket = data !== null && session.isSecure ? await session.secureData(data) : data;
  socket?.on('error', () => undefined).resume();
  return session.reply();
}

async function passive(session: Session, mode: 'PASV' | 'EPSV'): Promise<ModeOnTheWire> {
  const reply = await session.command(mode);
  const numbers = reply?.slice(4).match(/\d+/g)?.map(Number) ?? [];
  if (reply?.startsWith('22') !== true) return { reply };
  const [port = 0] = mode === 'EPSV' ? numbers : [(numbers[4] ?? 0) * 256 + (numbers[5] ?? 0)];
  const advertised = mode === 'EPSV' ? session.peer : numbers.slice(0, 4).join('.');
  let socket = await dial(advertised, port);
  const result: ModeOnTheWire = { reply, advertised: outcomeOf(socket) };
  if (typeof socket === 'string' && advertised !== session.peer) {
    socket = await dial(session.peer, port);
    result.peer = outcomeOf(socket);
  }
  if (typeof socket !== 'string') {
    result.listing = await list(session, socket);
    socket.destroy();
  }
  return result;
}

function outcomeOf(dialled: Socket | DialOutcome): DialOutcome {
  return typeof dialled === 'string' ? dialled : 'connected';
}

async function active(session: Session, mode: 'PORT' | 'EPRT'): Promise<ModeOnTheWire> {
  const { server, port, arrival } = await listen(session.local);
  const family = isIPv6(session.local) ? 2 : 1;
  const reply = await session.command(
    mode === 'EPRT'
      ? `EPRT |${family}|${session.local}|${port}|`
      : `PORT ${session.local.replaceAll('.', ',')},${port >> 8},${port & 255}`,
  );
  const result: ModeOnTheWire = { reply };
  if (reply?.startsWith('2') === true) {
    session.send('LIST');
    const socket = await Promise.race([arrival, sleep(patience, null)]);
    result.from = socket?.remoteAddress ?? null;
    let listing = await session.reply();
    if (socket !== null && listing?.startsWith('1') === true) {
      const data = session.isSecure ? await session.secureData(socket) : socket;
      data?.on('error', () => undefined).resume();
      listing = await session.reply();
    }
    result.listing = listing;
    socket?.destroy();
  }
  server.close();
  return result;
}

function listen(host: string): Promise<{ server: Server; port: number; arrival: Promise<Socket> }> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    const arrival = new Promise<Socket>((arrived) => server.once('connection', arrived));
    server.listen({ host, port: 0 }, () => {
      const bound = server.address();
      resolve({ server, port: typeof bound === 'object' ? (bound?.port ?? 0) : 0, arrival });
    });
  });
}

/** Looks at a server in all four modes, one session a mode. */
export async function look(url: URL): Promise<Wire> {
  const wire: Wire = { control: null, greeting: null, login: null, seenAs: null, modes: {} };
  for (const mode of ['PASV', 'EPSV', 'PORT', 'EPRT'] as const) {
    const session = await login(url, wire);
    if (session === null) break;
    const isPassive = mode === 'PASV' || mode === 'EPSV';
    const seen = isPassive ? await passive(session, mode) : await active(session, mode);
    wire.modes[mode] = seen;
    wire.seenAs ??= /\(only to ([^)]+)\)/.exec(seen.reply ?? '')?.[1] ?? null;
    session.end();
    await sleep(150);
  }
  return wire;
}

if (import.meta.main) {
  const url = process.argv[2] ?? '';
  process.stdout.write(JSON.stringify(await look(new URL(url)), null, 2) + '\n', () => process.exit(0));
}
