import { argumentOf, maskCommand, maskSecret, maskUrls, verbOf } from '../../ftp/command.ts';
import { codeOf, ReplyAssembler, type Reply } from '../../ftp/reply.ts';
import type { DialOutcome, EventDraft, TraceEvent } from '../../trace/event.ts';
import { ControlDial } from './controlDial.ts';
import { DataSide } from './dataSide.ts';
import { closeDraft, control, noteDraft, stalledDraft, unresolvedDraft } from './drafts.ts';
import { isFailure, outcomeOfErrno } from './errnoText.ts';
import type { LogFormat, LogItem } from './logItem.ts';

/** Most events of one session. */
const mostEvents = 20_000;
/** Most lines outside replies that are kept, before the first reply. */
const mostStrayLines = 20;

/** Makes the events of one session from what its lines say. What the log does not show stays out. */
export class SessionBuilder {
  readonly events: TraceEvent[] = [];
  omitted = 0;
  readonly #most: number;
  readonly #replies = new ReplyAssembler();
  readonly #secrets = new Set<string>();
  readonly #control = new ControlDial();
  readonly #data: DataSide;
  #line = 0;
  #at: number | null = null;
  #start: number | null = null;
  #commands = 0;
  #spoken = 0;
  #strays = 0;
  #lastVerb = '';
  #lastReply = '';
  #tls: 'none' | 'agreed' | 'on' = 'none';
  /** The first instant of the log's clock, null where it has none. */
  startedMs: number | null = null;

  /** `mostEvents` bounds what is kept; what is beyond it is counted in `omitted`. */
  constructor(format: LogFormat, most = mostEvents) {
    this.#most = most;
    this.#data = new DataSide({
      format,
      peer: () => this.#control.peer,
      lastVerb: () => this.#lastVerb,
      push: (draft) => this.#push(draft),
    });
  }

  /** The address or name that was dialled, null where the log names none. */
  get host(): string | null {
    return this.#control.host;
  }

  get port(): number | null {
    return this.#control.port;
  }

  /** Whether an item can only belong to another session than this one. */
  endsBefore(item: LogItem): boolean {
    if (item.kind === 'connecting' && this.#data.isDialledAt(item.port)) return false;
    if (item.kind === 'connected' || item.kind === 'connecting')
      return this.#commands > 0 || this.#spoken > 0 || this.#strays > 0;
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
      case 'connecting':
        this.#connecting(item);
        return;
      case 'connected':
        this.#control.dial(item, { line: this.#line, at: this.#at });
        this.#reached();
        return;
      case 'unreached':
        this.#unreached(item);
        return;
      case 'unresolved':
        this.#unresolved(item);
        return;
      case 'dialling':
        this.#data.dialling({ address: item.address, port: item.port });
        return;
      case 'dialled':
        this.#dialled(item);
        return;
      case 'moved':
        this.#moved(item.bytes);
        return;
      case 'torn':
        this.#data.torn(item.errno);
        return;
      case 'replaced':
        this.#data.replaced();
        this.#note('address-replaced', {}, 'the client does not dial the advertised address');
        return;
      case 'refused-by-client':
        this.#data.refusedByClient();
        return;
      case 'tls':
        this.#secured(item.protocol ?? null);
        return;
      case 'tls-failed':
        this.#tlsFailed(item.text, item.errno ?? null);
        return;
      case 'login-refused':
        this.#reached();
        this.#note('login-refused', {}, item.text);
        return;
      case 'remark':
        this.#remark(item.note, item.text);
        return;
      case 'closed':
        if (this.events.at(-1)?.kind !== 'close') this.#push(closeDraft(item.by));
        return;
    }
  }

  /** The log has ended. */
  end(): void {
    this.#flushReply();
    this.#data.end();
  }

  #push(draft: EventDraft, line = this.#line, at = this.#at): void {
    if (this.events.length >= this.#most) {
      this.omitted += 1;
      return;
    }
    let text = maskUrls(draft.text);
    for (const secret of this.#secrets) text = maskSecret(text, secret);
    this.events.push({ ...draft, text, id: this.events.length, at, source: { id: 0, line } });
  }

  #note(note: string, data: Record<string, string | number>, text: string): void {
    this.#push(noteDraft(note, data, text));
  }

  #remark(note: string, text: string): void {
    if (note === 'client-seen-as') this.#note('host-fact', { fact: 'client-seen-as', address: text }, text);
    else this.#note(note, {}, text);
  }

  /** Whoever answers was reached: the dial of the control port, if the log speaks of one, has connected. */
  #reached(): void {
    const dial = this.#control.reached();
    if (dial === null) return;
    const { remote, host, line, at } = dial;
    const text = host ?? remote.address;
    this.#push({ ...control, kind: 'connect', from: 'client', outcome: 'connected', text, remote }, line, at);
  }

  /** FluentFTP speaks of its data connections in the words that it has for the control connection. */
  #connecting(item: Extract<LogItem, { kind: 'connecting' }>): void {
    if (!this.#data.isDialledAt(item.port)) {
      this.#control.dial(item, { line: this.#line, at: this.#at });
    } else if (item.address !== null && item.port !== null) {
      this.#data.dialling({ address: item.address, port: item.port });
    }
  }

  #unreached({ address, port, errno }: Extract<LogItem, { kind: 'unreached' }>): void {
    const remote = this.#control.failed(address, port);
    const known = outcomeOfErrno(errno);
    const outcome: DialOutcome = known === 'unknown' ? 'unreachable' : known;
    const text = remote?.address ?? this.#control.host ?? '';
    this.#push({ ...control, kind: 'connect', from: 'client', outcome, errno, text, remote });
  }

  #unresolved({ host, errno }: Extract<LogItem, { kind: 'unresolved' }>): void {
    this.#control.name(host);
    this.#push(unresolvedDraft(host, errno));
  }

  #command(text: string): void {
    this.#flushReply();
    this.#reached();
    const verb = verbOf(text);
    if (verb === 'PASS' || verb === 'ACCT') this.#secrets.add(argumentOf(text).trim());
    this.#commands += 1;
    this.#lastVerb = verb;
    this.#data.command(verb);
    this.#push({ ...control, kind: 'command', from: 'client', text: maskCommand(text.trimEnd()) });
  }

  #replyLine(text: string): void {
    const code = codeOf(text);
    // A log that was cut inside a group must not swallow the replies behind it.
    if (this.#replies.isOpen && code !== null && code !== this.#replies.openCode) this.#flushReply();
    const item = this.#replies.push(text);
    if (item?.kind === 'reply') this.#reply(item.reply);
    else if (item?.kind === 'stray') this.#stray(item.line);
  }

  /** What is no reply tells something only before the first one: then it is another protocol's greeting. */
  #stray(line: string): void {
    if (this.#spoken > 0 || this.#strays >= mostStrayLines || line.trim() === '') return;
    this.#reached();
    this.#strays += 1;
    this.#push({ ...control, kind: 'note', from: 'server', note: 'stray-line', data: {}, text: line });
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
    this.#spoken += 1;
    this.#reached();
    // Whatever can be read after the server agreed to TLS came through it.
    if (this.#tls === 'agreed') this.#secured(null);
    if (this.#lastVerb === 'AUTH' && (code === 234 || code === 334)) this.#tls = 'agreed';
    this.#data.beforeReply(code);
    this.#push({ ...control, kind: 'reply', from: 'server', code, text });
    this.#data.afterReply(code, text);
  }

  /** A handshake is noted once; on data connections only its failure is. */
  #secured(protocol: string | null): void {
    this.#reached();
    if (this.#tls === 'on') return;
    this.#tls = 'on';
    this.#push({ ...control, kind: 'tls', from: 'local', outcome: 'ok', protocol, text: protocol ?? 'TLS' });
  }

  #tlsFailed(text: string, errno: string | null): void {
    this.#reached();
    const last = this.events.at(-1);
    // Clients say it several times.
    if (last?.kind === 'tls' && last.outcome === 'failed') return;
    if (this.#tls === 'on' && this.#data.tlsFailed(text, errno)) return;
    this.#tls = 'none';
    this.#push({ ...control, kind: 'tls', from: 'local', outcome: 'failed', errno, text });
  }

  /** The silence that was just taken for a dial in vain came in the middle of a transfer. */
  #moved(bytes: number): void {
    const last = this.events.at(-1);
    if (last?.kind !== 'dial' || last.outcome !== 'timed-out' || bytes === 0) return;
    const { errno, ...dial } = last;
    this.events[last.id] = { ...dial, outcome: 'connected' };
    this.#push({ ...stalledDraft(last.connection, this.#lastVerb, errno ?? null), bytes });
  }

  /** What the client says of a dial: before anybody has answered it speaks of the control port. */
  #dialled({ outcome, errno, isData }: Extract<LogItem, { kind: 'dialled' }>): void {
    const isSilent = this.#spoken === 0 && this.#commands === 0 && this.#strays === 0;
    if (!isSilent) this.#data.dialled(outcome, errno);
    else if (!isFailure(outcome)) return;
    else if (isData === true) this.#data.failedUnseen(outcome, errno);
    else this.#unreached({ kind: 'unreached', address: null, port: null, errno: errno ?? 'ETIMEDOUT' });
  }
}
