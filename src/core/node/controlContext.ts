import { FTPContext } from 'basic-ftp';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { ReplyAssembler } from '../ftp/reply.ts';
import type { Answer, ControlWatcher, Ending } from '../probe/network.ts';
import { receivedText } from './receivedText.ts';
import type { TapSocket } from './tapSocket.ts';

/** Longest control line in bytes (RFC 959 names none; servers stay far below). */
const longestLine = 8 * 1024;
/** Longest reply in bytes; basic-ftp's own limit is 64 KiB. */
const longestReply = 60 * 1024;
/** Most replies that are kept for a later question; 21 commands in one write are answered in one packet. */
const mostUnread = 64;
/** Most bytes that one control connection may receive. */
const mostBytes = 512 * 1024;

/**
 * basic-ftp's context with a reader that a diagnosis can trust. basic-ftp 6.2 parses each chunk as it comes: a reply cut
 * in two counts as whole, a code cut in two is lost, unknown lines vanish (tried on 6.2.3 and 6.2.6). Here the bytes are
 * recorded first, only whole replies are passed on, and each step has its own time limit, since basic-ftp's timeout is
 * an idle timer that a dripping server never trips.
 */
export class ControlContext extends FTPContext {
  readonly #assembler = new ReplyAssembler(longestReply);
  #watcher: ControlWatcher | null = null;
  #backlog: ((watcher: ControlWatcher) => void)[] = [];
  /** Replies that came while nobody waited, such as a 226 in one packet with its 150. */
  #unread: Answer[] = [];
  #pending = '';
  #skipping = false;
  #received = 0;
  #ending: Ending | null = null;
  #tap: TapSocket | null = null;
  #released: Socket | null = null;
  #error: NodeJS.ErrnoException | null = null;

  constructor(socket: Socket) {
    super(0, 'latin1');
    this.socket = socket;
  }

  /** Gives `watcher` everything from the first byte on. */
  watch(watcher: ControlWatcher): void {
    this.#watcher = watcher;
    for (const tell of this.#backlog.splice(0)) tell(watcher);
  }

  /** How the connection ended, null while it is open. */
  get ending(): Ending | null {
    return this.#ending;
  }

  /**
   * Puts the secured socket in place of the one below it. basic-ftp tells an upgrade from a new connection by the local
   * port, which a TLS socket over a tap does not have.
   */
  secure(socket: TLSSocket, tap: TapSocket, session: Buffer | null): void {
    const { localPort } = this._socket;
    Object.defineProperty(socket, 'localPort', { value: localPort, configurable: true });
    this.#tap = tap;
    this.#pending = '';
    this.socket = socket;
    // The base class forgets the session of a handshake that ended before it was given the socket.
    if (session !== null) this.tlsSessionStore = session;
  }

  /** Stops basic-ftp from reading the socket, for the time of a TLS handshake. */
  release(): Socket {
    const { _socket: raw } = this;
    this._removeSocketListeners(raw);
    this.#released = raw;
    return raw;
  }

  /** Sends a command, or nothing, and waits for one reply by our own clock; see `ControlConnection.request`. */
  ask(command: string | null, timeoutMs: number): Promise<Answer> {
    const unread = command === null ? this.#unread.shift() : undefined;
    if (unread !== undefined) return Promise.resolve(unread);
    this.#unread = [];
    if (this.#ending !== null) return Promise.resolve({ kind: 'ended', ending: this.#ending });
    let timer: NodeJS.Timeout | undefined;
    const line = command === null ? undefined : Buffer.from(command, 'utf8').toString('latin1');
    const answered = this.handle(line, (response, task) => {
      if ('code' in response && 'message' in response && typeof response.code === 'number') {
        const { text } = receivedText(response.code, response.message);
        task.resolve({ kind: 'reply', code: response.code, text } satisfies Answer);
      } else {
        task.resolve({ kind: 'ended', ending: this.#end() } satisfies Answer);
      }
    }) as Promise<Answer>;
    const { _task: task } = this;
    const silent = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => {
        task?.resolver.resolve({ kind: 'silence' } satisfies Answer);
        resolve({ kind: 'silence' });
      }, timeoutMs);
    });
    return Promise.race([answered, silent])
      .catch((): Answer => ({ kind: 'ended', ending: this.#end() }))
      .finally(() => clearTimeout(timer));
  }

  override closeWithError(error: NodeJS.ErrnoException): void {
    this.#error ??= error;
    this.#flush();
    this.#end();
    super.closeWithError(error);
  }

  protected override _onControlSocketData(chunk: string): void {
    this.#received += chunk.length;
    if (this.#received > mostBytes) {
      this.#tell((watcher) => watcher.limit('reply-too-long'));
      this.closeWithError(new Error('control connection sent more than the limit'));
      return;
    }
    let rest = this.#pending + chunk;
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      if (this.#skipping) this.#skipping = false;
      else this.#line(line);
    }
    if (this.#skipping) rest = '';
    if (rest.length > longestLine) {
      this.#tell((watcher) => watcher.limit('line-too-long'));
      this.#skipping = true;
      this.#line(rest.slice(0, longestLine));
      rest = '';
    }
    this.#pending = rest;
  }

  protected override _removeSocketListeners(socket: Socket): void {
    // The listeners on a released socket are the tap's.
    if (socket !== this.#released) super._removeSocketListeners(socket);
  }

  protected override _closeControlSocket(): void {
    // basic-ftp writes QUIT here; whether to log out is decided by the plan.
    this._closeSocket(this._socket);
  }

  #line(line: string): void {
    const item = this.#assembler.push(line.slice(0, longestLine));
    if (item === null) return;
    if (item.kind === 'stray') {
      this.#tell((watcher) => watcher.stray(receivedText(0, item.line)));
      return;
    }
    const { code, lines } = item.reply;
    const text = lines.join('\n');
    const received = receivedText(code, text);
    this.#tell((watcher) => watcher.reply(received));
    if (this._task === undefined) this.#keep({ kind: 'reply', code, text: received.text });
    super._onControlSocketData(`${text}\r\n`);
  }

  #keep(answer: Answer): void {
    if (this.#unread.length < mostUnread) this.#unread.push(answer);
  }

  /** Hands over what was received and never finished, so that no byte is lost. */
  #flush(): void {
    const open = this.#assembler.end();
    const lines = [...(open?.lines ?? []), ...(this.#pending === '' ? [] : [this.#pending])];
    this.#pending = '';
    if (lines.length === 0) return;
    this.#tell((watcher) =>
      watcher.stray(receivedText(open?.code ?? 0, lines.join('\n').slice(0, longestReply))),
    );
  }

  #end(): Ending {
    if (this.#ending !== null) return this.#ending;
    const errno = this.#error?.code ?? null;
    const message = this.#error?.message ?? '';
    const server = /FIN packet|closed connection/.test(message);
    const client = message.startsWith('User closed client');
    const how =
      errno === 'ECONNRESET' || errno === 'EPIPE'
        ? 'reset'
        : server
          ? 'server'
          : client
            ? 'client'
            : 'failed';
    const ending: Ending = {
      how,
      errno,
      clearText: how === 'server' ? null : (this.#tap?.clearText() ?? null),
    };
    this.#ending = ending;
    this.#tell((watcher) => watcher.ended(ending));
    return ending;
  }

  #tell(tell: (watcher: ControlWatcher) => void): void {
    if (this.#watcher === null) this.#backlog.push(tell);
    else tell(this.#watcher);
  }
}
