import { argumentOf, transferVerbs, verbOf } from '../ftp/command.ts';
import type { CommandEvent, NoteEvent, ReplyEvent, TraceEvent } from '../trace/event.ts';
import { modes, type Mode } from '../trace/trace.ts';
import { finalReply } from './exchanges.ts';
import type { Exchange, SessionFacts } from './facts.ts';

/** The raw material of one data channel: which events belong to it, unread. */
export interface CollectedChannel {
  readonly mode: Mode;
  /** Whether the control connection was under TLS when the channel was asked for. */
  readonly tls: boolean;
  readonly command: CommandEvent | null;
  readonly reply: ReplyEvent | null;
  /** The transfer commands that used the channel. */
  readonly transfers: readonly CommandEvent[];
  readonly transferReplies: readonly ReplyEvent[];
  readonly events: readonly TraceEvent[];
}

interface OpenChannel extends CollectedChannel {
  reply: ReplyEvent | null;
  readonly transfers: CommandEvent[];
  readonly transferReplies: ReplyEvent[];
  readonly events: TraceEvent[];
}

/** The mode that a command asks for; `EPSV ALL` opens nothing (RFC 2428 §4). */
function modeOf(command: CommandEvent, verb = verbOf(command.text)): Mode | null {
  if (verb === 'EPSV') return argumentOf(command.text).trim().toUpperCase() === 'ALL' ? null : 'EPSV';
  return verb === 'PASV' || verb === 'PORT' || verb === 'EPRT' ? verb : null;
}

/** What a reply without a visible command answers, by its code or by the words of the servers of knowledge. */
function modeOfReply({ code, text }: ReplyEvent): Mode | null {
  if (code === 227) return 'PASV';
  if (code === 229) return 'EPSV';
  if (code !== 200 && code < 500) return null;
  const line = text.slice(0, 200);
  if (/\bEPRT command\b/i.test(line)) return 'EPRT';
  return /\bPORT command\b|I won't open a connection to/i.test(line) ? 'PORT' : null;
}

/** Without commands to go by, these replies can only speak of a transfer; 2xx others answer CWD, PWD, TYPE. */
function speaksOfTransfer({ code }: ReplyEvent): boolean {
  return (code >= 100 && code < 200) || code === 226 || code >= 400;
}

/** pyftpdlib judges the peer of a data connection as it comes, before any LIST (tried on 1.5.7). */
function refusesData({ code }: ReplyEvent): boolean {
  return code === 425 || code === 426;
}

function isData(event: TraceEvent): boolean {
  if (event.kind === 'dial' || event.kind === 'accept' || event.kind === 'transfer') return true;
  return (event.kind === 'tls' || event.kind === 'close') && event.connection > 0;
}

/** Whether a reply that came after ABOR speaks of the transfer: its failure, or its end before ABOR got its own answer. */
function endsTransfer(reply: ReplyEvent, { replies }: Exchange): boolean {
  const final = replies.filter(({ code }) => code >= 200);
  return reply.code >= 400 || (final.length > 1 && final[0] === reply);
}

/** The PORT before each note `port-verdict`, unless it is the only one. */
function findVerdictCommands({ notes }: SessionFacts, events: readonly TraceEvent[]): ReadonlySet<number> {
  const found = new Set<number>();
  if (!notes.some(({ note }) => note === 'port-verdict')) return found;
  let ports: CommandEvent[] = [];
  for (const event of events) {
    if (event.kind === 'command' && modeOf(event) !== null) ports = [...ports.slice(-1), event];
    const [before, last] = ports;
    if (event.kind !== 'note' || event.note !== 'port-verdict' || before === undefined) continue;
    if (last !== undefined && modeOf(last) === modeOf(before)) found.add(last.id);
  }
  return found;
}

/** Walks through one session and deals its events out to the channels they belong to (`trace/event.ts`). */
class ChannelCollector {
  readonly channels: OpenChannel[] = [];

  /** The exchange that a reply belongs to, by the reply's id. */
  readonly #owners: Exchange[] = [];

  readonly #byCommand = new Map<number, OpenChannel>();

  /** Exchanges come in the order of their commands: this is the next one to be met. */
  #next = 0;

  readonly #exchanges: readonly Exchange[];

  /** PORT commands that only ask whether the server takes another address; they belong to the PORT before. */
  readonly #verdicts: ReadonlySet<number>;

  #tls = false;

  constructor(session: SessionFacts, events: readonly TraceEvent[]) {
    this.#verdicts = findVerdictCommands(session, events);
    this.#exchanges = session.exchanges.filter(({ command }) => command !== null);
    for (const exchange of session.exchanges) {
      for (const reply of exchange.replies) this.#owners[reply.id] = exchange;
    }
  }

  get #current(): OpenChannel | undefined {
    return this.channels.at(-1);
  }

  #open(mode: Mode, first: CommandEvent | ReplyEvent | NoteEvent): void {
    const command = first.kind === 'command' ? first : null;
    const reply = first.kind === 'reply' ? first : null;
    const lists = { transfers: [], transferReplies: [], events: [first] };
    const channel: OpenChannel = { mode, tls: this.#tls, command, reply, ...lists };
    this.channels.push(channel);
    if (command !== null) this.#byCommand.set(command.id, channel);
  }

  /** The verb of a command, read once for its exchange already. */
  #verbOf(command: CommandEvent): string {
    const exchange = this.#exchanges[this.#next];
    if (exchange?.command !== command) return verbOf(command.text);
    this.#next += 1;
    return exchange.verb;
  }

  #takeCommand(command: CommandEvent): void {
    const verb = this.#verbOf(command);
    const mode = modeOf(command, verb);
    if (this.#verdicts.has(command.id)) {
      this.#current?.events.push(command);
    } else if (mode !== null) {
      this.#open(mode, command);
    } else if (transferVerbs.has(verb)) {
      this.#current?.events.push(command);
      this.#current?.transfers.push(command);
    } else if (verb === 'ABOR') {
      this.#current?.events.push(command);
    }
  }

  #takeUnasked(reply: ReplyEvent): void {
    const mode = modeOfReply(reply);
    if (mode !== null) this.#open(mode, reply);
    else if (speaksOfTransfer(reply)) this.#takeTransferReply(reply);
  }

  #takeTransferReply(reply: ReplyEvent): void {
    this.#current?.events.push(reply);
    this.#current?.transferReplies.push(reply);
  }

  #takeReply(reply: ReplyEvent): void {
    const owner = this.#owners[reply.id];
    const command = owner?.command ?? null;
    if (owner === undefined || command === null) {
      this.#takeUnasked(reply);
      return;
    }
    const channel = this.#byCommand.get(command.id);
    if (channel !== undefined) {
      channel.events.push(reply);
      if (channel.reply !== null && refusesData(reply)) channel.transferReplies.push(reply);
      channel.reply ??= finalReply(owner) === reply ? reply : null;
    } else if (reply.code === 227 || reply.code === 229) {
      this.#takeUnasked(reply);
    } else if (this.#verdicts.has(command.id)) {
      this.#current?.events.push(reply);
    } else if (transferVerbs.has(owner.verb) || (owner.verb === 'ABOR' && endsTransfer(reply, owner))) {
      this.#takeTransferReply(reply);
    }
  }

  #takeNote(note: NoteEvent): void {
    const mode =
      note.note === 'hidden-command' ? modes.find((known) => known === note.data['mode']) : undefined;
    if (mode !== undefined) this.#open(mode, note);
    else if (note.note === 'port-verdict') this.#current?.events.push(note);
  }

  take(event: TraceEvent): void {
    if (event.kind === 'command') this.#takeCommand(event);
    else if (event.kind === 'reply') this.#takeReply(event);
    else if (isData(event)) this.#current?.events.push(event);
    else if (event.kind === 'note') this.#takeNote(event);
    else if (event.kind === 'tls') this.#tls = event.outcome !== 'failed';
  }
}

/** The data channels of a session with the events that belong to each. */
export function collectChannels(
  session: SessionFacts,
  events: readonly TraceEvent[],
): readonly CollectedChannel[] {
  const collector = new ChannelCollector(session, events);
  for (const event of events) collector.take(event);
  return collector.channels;
}
