import { mask, verbOf } from '../../ftp/command.ts';
import { ReplyAssembler } from '../../ftp/reply.ts';
import type { Budget } from './budget.ts';
import type { Mark } from './flow.ts';
import { Lines } from './lines.ts';
import { anyVerb } from './impression.ts';
import { Stream, type StreamPiece } from './stream.ts';
import { isTls, TlsRecords, type TlsSight } from './tlsRecords.ts';

/** Most lines kept of one dialogue. */
const mostItems = 5000;
/** Longest reply kept, in characters. */
const longestReply = 32 * 1024;
/** What an item takes beside its text, in bytes. */
const itemSize = 200;

/** One thing said on a control connection; `text` is latin1, one character a byte. */
export type Said =
  | { readonly kind: 'command'; readonly text: string; readonly mark: Mark }
  | { readonly kind: 'stray'; readonly from: Speaker; readonly text: string; readonly mark: Mark }
  | { readonly kind: 'reply'; readonly code: number; readonly text: string; readonly mark: Mark }
  | { readonly kind: 'gap'; readonly from: Speaker; readonly length: number; readonly mark: Mark }
  | { readonly kind: 'tls'; readonly client: TlsSight; readonly server: TlsSight; readonly mark: Mark };

/** Who said something. */
export type Speaker = 'client' | 'server';

/** The stocks that all dialogues of a capture share, in bytes: of what was said, and of what came out of order. */
export interface Stocks {
  readonly text: Budget;
  readonly held: Budget;
}

/** What one end says. */
class Voice {
  /** Whether the next line may be the rest of one whose beginning is missing. */
  torn = false;
  readonly stream: Stream;
  readonly lines = new Lines();
  readonly records = new TlsRecords();

  constructor(held: Budget) {
    this.stream = new Stream(held);
  }
}

/** What both ends of a control connection said, put in order from their segments. */
export class Dialogue {
  readonly said: Said[] = [];
  readonly #voices: Readonly<Record<Speaker, Voice>>;
  readonly #replies = new ReplyAssembler(longestReply);
  readonly #text: Budget;
  readonly #onSaid: (said: Said) => void;
  /** True from the first TLS record on: only what is sent in clear between records can be read. */
  encrypted = false;
  /** Lines that were not kept because a limit was hit. */
  omitted = 0;

  /** `onSaid` hears of each line as soon as it is in order, kept or not. */
  constructor({ text, held }: Stocks, onSaid: (said: Said) => void) {
    this.#voices = { client: new Voice(held), server: new Voice(held) };
    this.#text = text;
    this.#onSaid = onSaid;
  }

  /** The bytes of one end in order. */
  stream(from: Speaker): Stream {
    return this.#voices[from].stream;
  }

  /** Takes pieces of one direction. */
  take(from: Speaker, pieces: readonly StreamPiece[]): void {
    for (const piece of pieces) {
      const mark: Mark = { frame: piece.frame, time: piece.kind === 'bytes' ? piece.time : null };
      if (piece.kind === 'gap') this.#gap(from, piece.length, mark);
      else this.#bytes(from, piece.bytes, mark);
    }
  }

  /** The capture has ended: what is unfinished is given. */
  end(mark: Mark): void {
    for (const from of ['client', 'server'] as const) {
      this.take(from, this.stream(from).flush());
      // vsftpd's last word inside TLS is cut off by its own reset: "500 OOPS: ".
      for (const line of this.#voices[from].lines.gap()) this.#line(from, line, mark);
    }
    const open = this.#replies.end();
    if (open !== null) this.#say({ kind: 'stray', from: 'server', text: open.lines.join('\n'), mark });
  }

  #bytes(from: Speaker, bytes: Uint8Array, mark: Mark): void {
    if (!this.encrypted && isTls(bytes)) {
      this.encrypted = true;
      const { client, server } = this.#voices;
      this.#say({ kind: 'tls', client: client.records.sight, server: server.records.sight, mark });
    }
    const { lines, records } = this.#voices[from];
    const clear = this.encrypted ? records.push(bytes) : bytes;
    for (const line of lines.push(clear)) this.#line(from, line, mark);
  }

  #gap(from: Speaker, length: number, mark: Mark): void {
    const { lines, records } = this.#voices[from];
    if (this.encrypted) {
      records.gap();
      return;
    }
    for (const line of lines.gap()) this.#tornLine(from, line, mark);
    this.#voices[from].torn = true;
    // A group whose end may lie in the hole would swallow every reply behind it.
    const open = from === 'server' ? this.#replies.end() : null;
    if (open !== null) this.#say({ kind: 'reply', code: open.code, text: open.lines.join('\n'), mark });
    this.#say({ kind: 'gap', from, length, mark });
  }

  /** A line whose end is missing: the address that a 227 or 229 would name is not in it, which is no fault of the server. */
  #tornLine(from: Speaker, line: string, mark: Mark): void {
    const namesNothing = from === 'server' && /^22[79][ -]/.test(line) && !line.includes(')');
    if (namesNothing) this.#say({ kind: 'stray', from, text: line, mark });
    else this.#line(from, line, mark);
  }

  #line(from: Speaker, line: string, mark: Mark): void {
    if (from === 'client') {
      // Telnet's interrupt and synch before ABOR (RFC 959 §4.1.3) are no part of the command.
      const text = line.replace(/^[\xf2\xf4\xff]+/, '');
      const { client } = this.#voices;
      // What follows a gap may be the end of a password.
      const isRest = client.torn && !anyVerb.test(text);
      client.torn = false;
      if (isRest) this.#say({ kind: 'stray', from, text: mask, mark });
      else if (verbOf(text) === '') this.#say({ kind: 'stray', from, text, mark });
      else this.#say({ kind: 'command', text, mark });
      return;
    }
    const item = this.#replies.push(line);
    if (item === null) return;
    if (item.kind === 'stray') this.#say({ kind: 'stray', from, text: item.line, mark });
    else this.#say({ kind: 'reply', code: item.reply.code, text: item.reply.lines.join('\n'), mark });
  }

  #say(said: Said): void {
    const size = itemSize + ('text' in said ? said.text.length : 0);
    if (this.said.length < mostItems && this.#text.take(size)) this.said.push(said);
    else this.omitted += 1;
    this.#onSaid(said);
  }
}
