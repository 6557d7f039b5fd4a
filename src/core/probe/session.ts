import { maskCommand, verbOf } from '../ftp/command.ts';
import type { CloseEvent, SocketAddress, TraceEvent } from '../trace/event.ts';
import type { Answer, ControlConnection, Ending, ReceivedText, TlsResult } from './network.ts';
import { recordTls } from './recordTls.ts';
import type { Run } from './run.ts';

/** How an own or foreign end of a connection is recorded. */
function closeOutcome(ending: Ending): CloseEvent['outcome'] {
  return ending.how === 'failed' ? 'unknown' : ending.how;
}

/** One control connection of a run: it sends commands, records everything both sides say, and knows when it is lost. */
export class ProbeSession {
  readonly id: number;
  readonly run: Run;
  readonly connection: ControlConnection;
  /** The code and text of the reply that closed the door, for telling limits. */
  lastReply: { code: number; text: string } | null = null;
  /** How long the greeting took, in ms. */
  greetingMs = 0;
  /** Whether data connections are to be under TLS (PROT P accepted). */
  protectsData = false;
  /** A transfer was left pending: the server will not take QUIT for a while (active mode on vsftpd). */
  pendingTransfer = false;
  /** A command got no answer in its time. */
  fellSilent = false;
  #dataConnections = 0;
  #sentAt: number;
  #lost = false;
  #closed = false;

  constructor(run: Run, id: number, connection: ControlConnection) {
    this.run = run;
    this.id = id;
    this.connection = connection;
    this.#sentAt = run.network.now();
    run.signal.addEventListener('abort', () => this.destroy(), { once: true });
    connection.watch({
      reply: (reply) => this.#onReply(reply),
      stray: (line) => this.#onStray(line),
      limit: (what) => void run.recorder.note(id, what, {}),
      ended: (ending) => this.#onEnd(ending),
    });
  }

  get peer(): SocketAddress {
    return this.connection.remote;
  }

  get family(): 4 | 6 {
    return this.peer.address.includes(':') ? 6 : 4;
  }

  /** Whether commands still make sense here. */
  get usable(): boolean {
    return !this.#lost && !this.pendingTransfer && !this.run.signal.aborted;
  }

  /** Whether data may be moved: not in clear text where TLS was asked for and the server refused to protect data (PROT P). */
  get mayTransfer(): boolean {
    return this.run.tls === 'none' || this.protectsData;
  }

  /** Whether the connection still stands. */
  get alive(): boolean {
    return !this.#closed;
  }

  /** The number of the next data connection. */
  nextDataConnection(): number {
    this.#dataConnections += 1;
    return this.#dataConnections;
  }

  /** Records a command that is sent by other means. */
  recordCommand(command: string): TraceEvent {
    this.#sentAt = this.run.network.now();
    return this.run.recorder.record({
      session: this.id,
      connection: 0,
      channel: 'control',
      from: 'client',
      kind: 'command',
      text: maskCommand(command),
    });
  }

  /** Sends a command and waits for its reply, `timeoutMs` at most. Silence makes the session unusable. */
  async exchange(command: string, timeoutMs = this.run.timeoutMs): Promise<Answer> {
    if (!this.usable) return { kind: 'silence' };
    this.recordCommand(command);
    return this.#await(command, verbOf(command), timeoutMs);
  }

  /** Waits for one more reply, such as the 226 behind a 150. */
  async nextReply(waitedFor: string, timeoutMs: number): Promise<Answer> {
    return this.#await(null, waitedFor, timeoutMs);
  }

  async #await(command: string | null, waitedFor: string, timeoutMs: number): Promise<Answer> {
    const started = this.run.network.now();
    const answer = await this.connection.request(command, this.run.within(timeoutMs));
    if (answer.kind === 'silence') {
      this.#lost = true;
      this.fellSilent = true;
      const ms = Math.round(this.run.network.now() - started);
      this.run.recorder.note(this.id, 'silence', { waitedFor }, { ms });
    } else if (answer.kind === 'reply' && command !== null) {
      const ms = this.run.network.now() - started;
      this.run.roundTripMs = Math.min(this.run.roundTripMs ?? ms, ms);
    }
    return answer;
  }

  /** Secures the control connection and records how that went. */
  async startTls(): Promise<TlsResult> {
    const result = await this.connection.startTls(this.run.tlsOptions(this.run.timeoutMs));
    // A handshake that Ctrl-C cut off shows nothing.
    if (!this.run.signal.aborted) recordTls(this.run, result, { session: this.id, connection: 0 });
    if (result.outcome === 'failed') this.#lost = true;
    return result;
  }

  /** Logs out: QUIT is sent and awaited 1 s; with a pending transfer the connection is only closed. */
  async quit(): Promise<void> {
    if (this.#closed) return;
    if (this.usable) await this.exchange('QUIT', 1000);
    this.destroy();
  }

  destroy(): void {
    if (this.#closed) return;
    this.#recordClose('client', null);
    this.connection.destroy();
  }

  #onReply({ code, text, raw }: ReceivedText): void {
    this.lastReply = { code, text };
    this.run.recorder.record({
      session: this.id,
      connection: 0,
      channel: 'control',
      from: 'server',
      kind: 'reply',
      code,
      text,
      ms: Math.round((this.run.network.now() - this.#sentAt) * 10) / 10,
      ...(raw === null ? {} : { raw }),
    });
  }

  #onStray({ text, raw }: ReceivedText): void {
    this.run.recorder.record({
      session: this.id,
      connection: 0,
      channel: 'control',
      from: 'server',
      kind: 'note',
      note: 'stray-line',
      data: {},
      text,
      ...(raw === null ? {} : { raw }),
    });
  }

  #onEnd(ending: Ending): void {
    if (ending.clearText !== null) {
      this.run.recorder.record({
        session: this.id,
        connection: 0,
        channel: 'control',
        from: 'server',
        kind: 'tls',
        outcome: 'failed',
        text: ending.clearText,
        clearText: ending.clearText,
        errno: ending.errno,
      });
    }
    this.#lost = true;
    this.#recordClose(closeOutcome(ending), ending.errno);
  }

  #recordClose(outcome: CloseEvent['outcome'], errno: string | null): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lost = true;
    this.run.recorder.record({
      session: this.id,
      connection: 0,
      channel: 'control',
      from: outcome === 'client' ? 'client' : 'server',
      kind: 'close',
      outcome,
      text: outcome,
      errno,
    });
  }
}
