import type { Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import type { Connected, DialResult } from '../../src/core/node/transport.ts';
import { ReplyAssembler } from '../../src/core/ftp/reply.ts';
import { startPractice, type Practice } from '../../src/practice/index.ts';

/** The connection of a dial that must succeed. */
export function connected(result: DialResult): Connected {
  if (result.outcome !== 'connected') throw new Error(`The dial ended as ${result.outcome}`);
  return result;
}

/** Everything that comes over a socket until its end. */
export async function readAll(socket: Socket): Promise<string> {
  let all = '';
  socket.setEncoding('utf8');
  for await (const chunk of socket) all += String(chunk);
  return all;
}

/** A control connection that sends a line and waits for the reply; replies are their lines joined by LF. */
export class PracticeClient {
  #socket: Socket;
  readonly #replies: string[] = [];
  #wake: (() => void) | null = null;
  #ended = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    this.#attach(socket);
  }

  /** The next reply; `closed` when the server ends the connection instead. */
  async reply(): Promise<string> {
    while (this.#replies.length === 0 && !this.#ended) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    return this.#replies.shift() ?? 'closed';
  }

  /** Sends one command and gives its reply. */
  async send(line: string): Promise<string> {
    this.#socket.write(`${line}\r\n`);
    return this.reply();
  }

  /** Goes on under TLS and gives the socket, whose session data connections resume. */
  async startTls(): Promise<TLSSocket> {
    this.#socket.removeAllListeners('data');
    const secured = connectTls({ socket: this.#socket, rejectUnauthorized: false });
    await new Promise((resolve, reject) => {
      secured.once('secureConnect', resolve);
      secured.once('error', reject);
    });
    this.#socket = secured;
    this.#attach(secured);
    return secured;
  }

  #attach(socket: Socket): void {
    const assembler = new ReplyAssembler();
    let rest = '';
    socket.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const item = assembler.push(line);
        if (item !== null)
          this.#replies.push(item.kind === 'reply' ? item.reply.lines.join('\n') : item.line);
      }
      this.#wake?.();
    });
    socket.once('close', () => {
      this.#ended = true;
      this.#wake?.();
    });
  }
}

/** Dials the control port of a practice network and reads the greeting. */
export async function greet(practice: Practice): Promise<{ client: PracticeClient; greeting: string }> {
  const { target, transport } = practice;
  const dialled = await transport.dial({ address: target.host, port: target.port }, { timeoutMs: 2000 });
  const client = new PracticeClient(connected(dialled).socket);
  return { client, greeting: await client.reply() };
}

/** Logs in to a running practice network and hands over the session. */
export async function withSession<T>(
  practice: Practice,
  work: (client: PracticeClient) => Promise<T>,
): Promise<T> {
  const { client } = await greet(practice);
  await client.send(`USER ${practice.target.user ?? ''}`);
  await client.send(`PASS ${practice.password}`);
  return work(client);
}

/** Starts a scenario, logs in, and closes everything afterwards. */
export async function withPractice<T>(
  name: string,
  work: (client: PracticeClient, practice: Practice) => Promise<T>,
  edits: Parameters<typeof startPractice>[1] = [],
): Promise<T> {
  const practice = await startPractice(name, edits);
  try {
    return await withSession(practice, (client) => work(client, practice));
  } finally {
    practice.close();
  }
}
