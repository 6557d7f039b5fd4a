import { sameAddress } from '../../ftp/address.ts';
import { argumentOf, maskCommand, maskSecret, verbOf } from '../../ftp/command.ts';
import { readEpsvReply, readPasvReply } from '../../ftp/passive.ts';
import { codeOf, ReplyAssembler, type Reply } from '../../ftp/reply.ts';
import type { DialOutcome, EventDraft, SocketAddress, TraceEvent } from '../../trace/event.ts';
import type { LogFormat, LogItem } from './logItem.ts';

/** Most events of one session. */
const mostEvents = 20_000;

const transferVerbs = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);
const control = { session: 0, connection: 0, channel: 'control' } as const;

/** The data channel that the log is speaking of. */
interface OpenChannel {
  readonly mode: 'PASV' | 'EPSV';
  readonly target: SocketAddress | null;
  /** Where the client says it dials, until its fate is known. */
  dialling: SocketAddress | null;
  settled: boolean;
  transferred: boolean;
}

/** Makes the events of one session from what its lines say. What the log does not show stays out. */
export class SessionBuilder {
  readonly events: TraceEvent[] = [];
  omitted = 0;
  readonly #format: LogFormat;
  readonly #replies = new ReplyAssembler();
  readonly #secrets: string[] = [];
  #channel: OpenChannel | null = null;
  #peer: SocketAddress | null = null;
  #connections = 0;
  #line = 0;
  #at: number | null = null;
  #start: number | null = null;
  #commands = 0;
  #lastReply = '';
  /** The first instant of the log's clock, null where it has none. */
  startedMs: number | null = null;

  constructor(format: LogFormat) {
    this.#format = format;
  }

  get host(): string | null {
    return this.#peer?.address ?? null;
  }

  get port(): number | null {
    return this.#peer === null || this.#peer.port === 0 ? null : this.#peer.port;
  }

  /** Whether an item can only belong to another session than this one. */
  endsBefore(item: LogItem): boolean {
    if (item.kind === 'connected')
      return this.#commands > 0 || this.events.some(({ kind }) => kind === 'reply');
    return item.kind === 'reply' && /^220[ -]/.test(item.text) && this.#commands > 0 && !this.#replies.isOpen;
  }

  take(item: LogItem, line: number, time: number | null): void {
    this.#line = line;
    if (time !== null) {
      this.#start ??= time;
      this.startedMs ??= time;
      this.#at = Math.max(0, time - this.#start);
    }
    switch (item.kind) {
      case 'command':
        this.#command(item.text);
        return;
      case 'reply':
        this.#replyLine(item.text);
        return;
      case 'connected':
        this.#connect(item);
        return;
      case 'unreached':
        this.#unreached(item);
        return;
      case 'dialling':
        this.#dialling({ address: item.address, port: item.port });
        return;
      case 'dialled':
        this.#settle(item.outcome, item.errno);
        return;
      case 'replaced':
        this.#note('address-replaced', {}, 'the client does not dial the advertised address');
        return;
      case 'refused-by-client':
        this.#refusedByClient();
        return;
      case 'tls':
        this.#push({ ...control, kind: 'tls', from: 'local', outcome: 'unknown', text: 'TLS' });
        return;
      case 'remark':
        this.#remark(item.note, item.text);
        return;
      case 'closed':
        this.#push({ ...control, kind: 'close', from: 'client', outcome: 'unknown', text: 'closed' });
        return;
    }
  }

  /** The log has ended. */
  end(): void {
    this.#flushReply();
    this.#settle('unknown', null);
  }

  #push(draft: EventDraft): void {
    if (this.events.length >= mostEvents) {
      this.omitted += 1;
      return;
    }
    const text = this.#secrets.reduce((words, secret) => maskSecret(words, secret), draft.text);
    const source = { id: 0, line: this.#line };
    this.events.push({ ...draft, text, id: this.events.length, at: this.#at, source });
  }

  #note(note: string, data: Record<string, string | number>, text: string): void {
    this.#push({ ...control, channel: 'host', kind: 'note', from: 'local', note, data, text });
  }

  #remark(note: string, text: string): void {
    if (note === 'client-seen-as') this.#note('host-fact', { fact: 'client-seen-as', address: text }, text);
    else this.#note(note, {}, text);
  }

  #connect({ address, port, host }: Extract<LogItem, { kind: 'connected' }>): void {
    const known = this.#peer !== null && (address === null || sameAddress(this.#peer.address, address));
    if (known) return;
    if (address === null) return;
    this.#peer = { address, port: port ?? 0 };
    this.#push({
      ...control,
      kind: 'connect',
      from: 'client',
      outcome: 'connected',
      text: host ?? address,
      remote: this.#peer,
    });
  }

  #unreached({ address, port, errno }: Extract<LogItem, { kind: 'unreached' }>): void {
    const outcome: DialOutcome =
      errno === 'ECONNREFUSED'
        ? 'refused'
        : errno === 'ETIMEDOUT'
          ? 'timed-out'
          : errno === 'ECONNRESET'
            ? 'reset'
            : 'unreachable';
    const remote = address === null ? null : { address, port: port ?? 0 };
    this.#push({ ...control, kind: 'connect', from: 'client', outcome, errno, text: address ?? '', remote });
  }

  #command(text: string): void {
    this.#flushReply();
    const verb = verbOf(text);
    if (verb === 'PASS' || verb === 'ACCT') this.#secrets.push(argumentOf(text).trim());
    this.#commands += 1;
    if (['PASV', 'EPSV', 'PORT', 'EPRT', 'QUIT'].includes(verb)) this.#settle('unknown', null);
    this.#push({ ...control, kind: 'command', from: 'client', text: maskCommand(text.trimEnd()) });
    if (transferVerbs.has(verb) && this.#channel !== null) this.#channel.transferred = true;
  }

  #replyLine(text: string): void {
    const code = codeOf(text);
    // A log that was cut inside a group must not swallow the replies behind it.
    if (this.#replies.isOpen && code !== null && code !== this.#replies.openCode) this.#flushReply();
    const item = this.#replies.push(text);
    if (item?.kind === 'reply') this.#reply(item.reply);
  }

  #flushReply(): void {
    const open = this.#replies.end();
    if (open !== null) this.#reply(open);
  }

  #reply({ code, lines }: Reply): void {
    const text = lines.join('\n');
    // tnftp -d prints the answers to EPSV and EPRT twice.
    if (text === this.#lastReply && (code === 229 || code === 200) && this.events.at(-1)?.kind === 'reply')
      return;
    this.#lastReply = text;
    if (code === 227 || code === 229) this.#settle('unknown', null);
    if (code === 150 || code === 125) this.#begun();
    this.#push({ ...control, kind: 'reply', from: 'server', code, text });
    if (code === 227) this.#open('PASV', readPasvReply(text).target);
    if (code === 229) {
      const port = readEpsvReply(text).target?.port;
      this.#open(
        'EPSV',
        port === undefined || this.#peer === null ? null : { address: this.#peer.address, port },
      );
    }
  }

  #open(mode: 'PASV' | 'EPSV', target: SocketAddress | null): void {
    this.#channel = { mode, target, dialling: null, settled: false, transferred: false };
  }

  #ensureChannel(): OpenChannel {
    this.#channel ??= { mode: 'PASV', target: null, dialling: null, settled: false, transferred: false };
    return this.#channel;
  }

  /** The transfer has begun: the dial that the log speaks of, or that this client always makes, has connected. */
  #begun(): void {
    if (this.#channel?.dialling != null || this.#format.dialsAsAdvertised) this.#settle('connected', null);
  }

  /** Records what became of the open channel's dial, once. */
  #settle(outcome: DialOutcome, errno: string | null): void {
    const channel = this.#channel;
    if (channel === null || channel.settled) return;
    const remote = channel.dialling ?? (this.#format.dialsAsAdvertised ? channel.target : null);
    if (remote === null || (outcome === 'unknown' && channel.dialling === null)) return;
    // An error may be followed by a dial elsewhere; success is final.
    channel.settled = outcome === 'connected' || channel.dialling === null;
    channel.dialling = null;
    this.#recordDial(channel, remote, outcome, errno, null);
  }

  #dialling(to: SocketAddress): void {
    const pending = this.#channel?.dialling;
    if (pending?.address === to.address && pending.port === to.port) return;
    this.#settle('unknown', null);
    this.#ensureChannel().dialling = to;
  }

  #refusedByClient(): void {
    const channel = this.#channel;
    if (channel?.target == null || channel.settled) return;
    channel.settled = true;
    this.#recordDial(channel, channel.target, 'not-tried', null, 'refused-by-client');
  }

  #recordDial(
    channel: OpenChannel,
    remote: SocketAddress,
    outcome: DialOutcome,
    errno: string | null,
    reason: string | null,
  ): void {
    this.#connections += 1;
    // A dial to another host than the peer can only follow a 227, even where the log does not show it.
    const elsewhere = this.#peer !== null && !sameAddress(remote.address, this.#peer.address);
    const isAdvertised =
      channel.mode === 'PASV' && (sameAddress(remote.address, channel.target?.address) || elsewhere);
    this.#push({
      session: 0,
      connection: this.#connections,
      channel: 'data',
      kind: 'dial',
      from: 'client',
      as: isAdvertised ? 'advertised' : 'control-peer',
      outcome,
      errno,
      reason,
      text: `${remote.address}:${remote.port}`,
      remote,
    });
  }
}
