import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { argumentOf, verbOf } from '../../src/core/ftp/command.ts';

/** What the server does at one point of a session: at the greeting, or at a command. */
export type Step = (session: ScriptedSession, argument: string) => void | Promise<void>;

/** Steps by verb in upper case, with `greeting` and `otherwise`. */
export type Script = Readonly<Record<string, Step>>;

/** One control connection of the scripted server. */
export class ScriptedSession {
  readonly #socket: Socket;
  readonly #server: ScriptedServer;
  /** Connections that came to this session's last data listener. */
  #data: Promise<Socket> | null = null;
  #listener: Server | null = null;
  #active: (() => Promise<Socket>) | null = null;

  constructor(socket: Socket, server: ScriptedServer) {
    this.#socket = socket;
    this.#server = server;
  }

  get isOpen(): boolean {
    return this.#socket.writable;
  }

  /** Sends bytes as they are and waits until they fit into the socket; false when the connection has ended. */
  async write(bytes: string | Uint8Array): Promise<boolean> {
    return writeTo(this.#socket, bytes);
  }

  /** Sends one reply line. */
  async reply(line: string): Promise<boolean> {
    return this.write(`${line}\r\n`);
  }

  /** Ends the connection in order. */
  end(): void {
    this.#socket.end();
  }

  /** Ends the connection by RST. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Opens a data listener on the loopback interface and gives its port. */
  async openData(): Promise<number> {
    this.#listener?.close();
    const listener = createServer();
    this.#listener = listener;
    this.#active = null;
    this.#data = new Promise((resolve) => {
      listener.once('connection', (socket) => resolve(this.#server.own(socket)));
    });
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    this.#server.ownListener(listener);
    return (listener.address() as AddressInfo).port;
  }

  /** Lets `data` dial a loopback port of the client's, as active mode does, after `delayMs`. */
  dialData(port: number, delayMs = 0): void {
    this.#listener?.close();
    this.#active = async () => {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      return this.#server.own(connect(port, '127.0.0.1'));
    };
  }

  /** The data connection: dialled in active mode, else awaited. */
  async data(): Promise<Socket> {
    if (this.#active !== null) return this.#active();
    if (this.#data === null) throw new Error('No data listener was opened');
    const socket = await this.#data;
    this.#listener?.close();
    return socket;
  }
}

/** Writes and waits for room; false when the connection has ended. */
export async function writeTo(socket: Socket, bytes: string | Uint8Array): Promise<boolean> {
  if (!socket.writable) return false;
  if (socket.write(bytes)) return true;
  return new Promise((resolve) => {
    const settle = (): void => {
      socket.removeListener('drain', settle);
      socket.removeListener('close', settle);
      resolve(socket.writable);
    };
    socket.once('drain', settle);
    socket.once('close', settle);
  });
}

/** A loopback FTP server that does what its script says and nothing else. */
export class ScriptedServer {
  /** Every command line that came, in order, all sessions. */
  readonly commands: string[] = [];
  /** How many control connections came. */
  sessions = 0;
  port = 0;
  readonly #script: Script;
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Set<Server>();

  constructor(script: Script) {
    this.#script = script;
  }

  /** Opens the control port. */
  async start(): Promise<this> {
    const listener = createServer((socket) => void this.#serve(this.own(socket)));
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    this.ownListener(listener);
    this.port = (listener.address() as AddressInfo).port;
    return this;
  }

  /** Takes a socket into care: quiet errors, ended by `close`. */
  own(socket: Socket): Socket {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => this.#sockets.delete(socket));
    return socket;
  }

  ownListener(listener: Server): void {
    this.#listeners.add(listener);
    listener.once('close', () => this.#listeners.delete(listener));
  }

  /** Ends everything. */
  close(): void {
    for (const listener of this.#listeners) listener.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  async #serve(socket: Socket): Promise<void> {
    this.sessions += 1;
    const session = new ScriptedSession(socket, this);
    let work = Promise.resolve(this.#script['greeting']?.(session, ''));
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines.map((text) => text.replace(/\r$/, ''))) {
        this.commands.push(line);
        const step = this.#script[verbOf(line)] ?? this.#script['otherwise'];
        work = work.then(() => step?.(session, argumentOf(line)));
      }
    });
    await work;
  }
}
