import { sameAddress } from '../../ftp/address.ts';
import { argumentOf, maskCommand, maskSecret, maskUrls, verbOf } from '../../ftp/command.ts';
import { readEpsvReply, readPasvReply } from '../../ftp/passive.ts';
import { codeOf, ReplyAssembler, type Reply } from '../../ftp/reply.ts';
import type { DialOutcome, EventDraft, SocketAddress, TraceEvent } from '../../trace/event.ts';
import { ControlDial } from './controlDial.ts';
import { DataChannel } from './dataChannel.ts';
import {
  awaitedInVainDraft,
  closeDraft,
  control,
  failedDataDraft,
  failedTlsDraft,
  noteDraft,
  stalledDraft,
  unresolvedDraft,
} from './drafts.ts';
import { isFailure, outcomeOfErrno } from './errnoText.ts';
import type { LogFormat, LogItem } from './logItem.ts';

/** Most events of one session. */
const mostEvents = 20_000;
/** Most lines outside replies that are kept, before the first reply. */
const mostStrayLines = 20;

const transferVerbs = new Set(['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE']);

/** Makes the events of one session from what its lines say. What the log does not show stays out. */
export class SessionBuilder {
  readonly events: TraceEvent[] = [];
  omitted = 0;
  readonly #format: LogFormat;
  readonly #most: number;
  readonly #replies = new ReplyAssembler();
  readonly #secrets = new Set<string>();
  readonly #control = new ControlDial();
  #channel: DataChannel | null = null;
  /** The server's own connection after PORT or EPRT: agreed on, asked for by a transfer, or neither. */
  #inbound: 'none' | 'agreed' | 'awaited' = 'none';
  #connections = 0;
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
    this.#format = format;
    this.#most = most;
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
    if (item.kind === 'connecting' && this.#channel?.isDialledAt(item.port) === true) return false;
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
        this.#dialling({ address: item.address, port: item.port });
        return;
      case 'dialled':
        this.#dialled(item);
        return;
      case 'replaced':
        // Only a PASV can have been answered so, even where the log shows neither it nor the reply.
        this.#channel ??= new DataChannel('PASV', null);
        this.#channel.replaced = true;
        this.#note('address-replaced', {}, 'the client does not dial the advertised address');
        return;
      case 'refused-by-client':
        this.#refusedByClient();
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
    this.#settle('unknown', null);
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
    if (this.#channel?.isDialledAt(item.port) !== true) {
      this.#control.dial(item, { line: this.#line, at: this.#at });
    } else if (item.address !== null && item.port !== null) {
      this.#dialling({ address: item.address, port: item.port });
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
    if (['PASV', 'EPSV', 'PORT', 'EPRT', 'QUIT'].includes(verb)) {
      this.#settle('unknown', null);
      this.#inbound = 'none';
    }
    this.#push({ ...control, kind: 'command', from: 'client', text: maskCommand(text.trimEnd()) });
    if (!transferVerbs.has(verb)) return;
    if (this.#channel !== null) this.#channel.transferred = true;
    if (this.#inbound === 'agreed') this.#inbound = 'awaited';
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
    if (code === 227 || code === 229) this.#settle('unknown', null);
    if (code === 150 || code === 125) this.#begun();
    if (this.#inbound === 'awaited') this.#inbound = 'none';
    if (this.#isAgreed(code)) {
      this.#inbound = 'agreed';
      this.#channel = null;
    }
    // What was listed came through the one connection that there can have been.
    if ((code === 226 || code === 250) && this.#channel?.transferred === true)
      this.#settle('connected', null);
    if (code >= 200 && this.#channel !== null) this.#channel.begun = null;
    this.#push({ ...control, kind: 'reply', from: 'server', code, text });
    if (code === 227) this.#channel = new DataChannel('PASV', readPasvReply(text).target);
    if (code === 229) {
      const port = readEpsvReply(text).target?.port;
      const peer = this.#control.peer;
      const target = port === undefined || peer === null ? null : { address: peer.address, port };
      this.#channel = new DataChannel('EPSV', target, port);
    }
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
    const channel = this.#channel?.transferred === true && this.#tls === 'on' ? this.#channel : null;
    if (channel === null) {
      this.#tls = 'none';
      this.#push({ ...control, kind: 'tls', from: 'local', outcome: 'failed', errno, text });
      return;
    }
    const remote = this.#targetOf(channel);
    if (remote !== null && !channel.settled) this.#settle('connected', null);
    const connection = Math.max(1, this.#connections);
    this.#push(failedTlsDraft(connection, text, errno, remote));
  }

  /** The transfer has begun: the dial that the log speaks of, or that this client always makes, has connected. */
  #begun(): void {
    if (this.#channel !== null) this.#channel.begun = this.#lastVerb;
    if (this.#channel?.dialling != null || this.#format.dialsAsAdvertised === true)
      this.#settle('connected', null);
  }

  /** Whether a reply lets the server dial the client: then no passive channel is open any more. */
  #isAgreed(code: number): boolean {
    return (this.#lastVerb === 'PORT' || this.#lastVerb === 'EPRT') && code >= 200 && code < 300;
  }

  /** What the client says of a dial: before anybody has answered it speaks of the control port. */
  #dialled({
    outcome,
    errno,
    isData,
  }: Pick<Extract<LogItem, { kind: 'dialled' }>, 'outcome' | 'errno' | 'isData'>): void {
    const isSilent = this.#spoken === 0 && this.#commands === 0 && this.#strays === 0;
    const channel = this.#channel;
    if (isSilent && isData === true && isFailure(outcome)) {
      this.#push(failedDataDraft(outcome, errno, channel?.dialling ?? null));
      this.#channel = null;
    } else if (isSilent) {
      if (isFailure(outcome))
        this.#unreached({ kind: 'unreached', address: null, port: null, errno: errno ?? 'ETIMEDOUT' });
    } else if (outcome === 'timed-out' && this.#inbound === 'awaited') {
      this.#inbound = 'none';
      this.#connections += 1;
      this.#push(awaitedInVainDraft(this.#connections));
    } else if (outcome === 'timed-out' && channel?.isFlowing === true) {
      this.#push(stalledDraft(this.#connections, channel.begun ?? '', errno));
      channel.begun = null;
    } else {
      this.#settle(outcome, errno);
    }
  }

  /** Where a dial that the log does not name must have gone: to the one address that every client would dial. */
  #targetOf({ mode, target, dialling, replaced }: DataChannel): SocketAddress | null {
    if (dialling !== null) return dialling;
    const peer = this.#control.peer;
    const asSaid = this.#format.dialsAsAdvertised;
    if (replaced)
      return target === null || peer === null ? null : { address: peer.address, port: target.port };
    if (asSaid !== false || mode === 'EPSV') return target;
    return target !== null && peer !== null && sameAddress(target.address, peer.address) ? target : null;
  }

  /** Records what became of the open channel's dial, once. */
  #settle(outcome: DialOutcome, errno: string | null): void {
    const channel = this.#channel;
    if (this.#format.server === true) return;
    if (channel === null && transferVerbs.has(this.#lastVerb) && isFailure(outcome)) {
      this.#push(failedDataDraft(outcome, errno, null));
    }
    if (channel === null || channel.settled) return;
    const remote = this.#targetOf(channel);
    if (outcome === 'unknown' && channel.dialling === null) return;
    // An error may be followed by a dial elsewhere; success is final.
    channel.stands = outcome === 'connected';
    channel.settled = channel.stands || channel.dialling === null;
    channel.dialling = null;
    if (remote !== null) this.#recordDial(channel, remote, outcome, errno, null);
    else if (outcome !== 'connected') this.#push(failedDataDraft(outcome, errno, null));
  }

  #dialling(to: SocketAddress): void {
    const pending = this.#channel?.dialling;
    if (pending?.address === to.address && pending.port === to.port) return;
    this.#settle('unknown', null);
    this.#channel ??= new DataChannel('PASV', null);
    this.#channel.dialling = to;
  }

  #refusedByClient(): void {
    const channel = this.#channel;
    if (channel?.target == null || channel.settled) return;
    channel.settled = true;
    this.#recordDial(channel, channel.target, 'not-tried', null, 'refused-by-client');
  }

  #recordDial(
    channel: DataChannel,
    remote: SocketAddress,
    outcome: DialOutcome,
    errno: string | null,
    reason: string | null,
  ): void {
    this.#connections += 1;
    const peer = this.#control.peer;
    // A dial to another host than the peer can only follow a 227, even where the log does not show it.
    const elsewhere = peer !== null && !sameAddress(remote.address, peer.address);
    const named = sameAddress(remote.address, channel.target?.address);
    this.#push({
      session: 0,
      connection: this.#connections,
      channel: 'data',
      kind: 'dial',
      from: 'client',
      as: channel.mode === 'PASV' && (named || elsewhere) ? 'advertised' : 'control-peer',
      outcome,
      errno,
      reason,
      text: `${remote.address}:${remote.port}`,
      remote,
    });
  }
}
