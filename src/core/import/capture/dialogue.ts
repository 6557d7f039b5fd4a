import { verbOf } from '../../ftp/command.ts';
import { ReplyAssembler } from '../../ftp/reply.ts';
import type { Mark } from './flow.ts';
import { Stream, type StreamPiece } from './stream.ts';

/** Longest control line kept, in bytes. */
const longestLine = 8192;
/** Most lines kept of one dialogue. */
const mostItems = 5000;

/** One thing said on a control connection; `text` is latin1, one character a byte. */
export type Said =
  | { readonly kind: 'command' | 'stray'; readonly text: string; readonly mark: Mark }
  | { readonly kind: 'reply'; readonly code: number; readonly text: string; readonly mark: Mark }
  | { readonly kind: 'gap'; readonly from: 'client' | 'server'; readonly length: number; readonly mark: Mark }
  | { readonly kind: 'tls'; readonly mark: Mark };

/** Cuts a stream of bytes into lines; bytes are given as latin1. */
class Lines {
  #pending = '';
  #skipping = false;

  *push(bytes: Uint8Array): Generator<string> {
    let rest = this.#pending + latin1(bytes);
    for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
      const line = rest.slice(0, end).replace(/\r$/, '');
      rest = rest.slice(end + 1);
      if (this.#skipping) this.#skipping = false;
      else yield line.slice(0, longestLine);
    }
    if (rest.length > longestLine) {
      if (!this.#skipping) yield rest.slice(0, longestLine);
      this.#skipping = true;
      rest = '';
    }
    this.#pending = rest;
  }

  /** A hole in the stream: the unfinished line is worth no more than its beginning. */
  *gap(): Generator<string> {
    if (this.#pending !== '' && !this.#skipping) yield this.#pending;
    this.#pending = '';
    this.#skipping = false;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** Whether bytes begin a TLS record: handshake or alert, version 3.x (RFC 8446 §5.1). */
export function isTls(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x16 || bytes[0] === 0x15) && bytes[1] === 3 && (bytes[2] ?? 9) <= 4;
}

/** What both ends of a control connection said, put in order from their segments. */
export class Dialogue {
  readonly said: Said[] = [];
  readonly fromClient = new Stream();
  readonly fromServer = new Stream();
  readonly #clientLines = new Lines();
  readonly #serverLines = new Lines();
  readonly #replies = new ReplyAssembler();
  /** True from the first TLS record on: nothing readable follows. */
  encrypted = false;
  omitted = 0;
  readonly #onSaid: (said: Said) => void;

  /** `onSaid` hears of each line as soon as it is in order. */
  constructor(onSaid: (said: Said) => void) {
    this.#onSaid = onSaid;
  }

  /** Takes pieces of one direction. */
  take(from: 'client' | 'server', pieces: readonly StreamPiece[]): void {
    for (const piece of pieces) {
      const mark: Mark = { frame: piece.frame, time: piece.kind === 'bytes' ? piece.time : null };
      if (this.encrypted) return;
      if (piece.kind === 'gap') this.#gap(from, piece.length, mark);
      else if (isTls(piece.bytes)) {
        this.encrypted = true;
        this.#say({ kind: 'tls', mark });
      } else this.#read(from, piece.bytes, mark);
    }
  }

  /** The capture has ended: what is unfinished is given. */
  end(mark: Mark): void {
    this.take('client', this.fromClient.flush());
    this.take('server', this.fromServer.flush());
    const open = this.#replies.end();
    if (open !== null) this.#say({ kind: 'stray', text: open.lines.join('\n'), mark });
  }

  #gap(from: 'client' | 'server', length: number, mark: Mark): void {
    const lines = from === 'client' ? this.#clientLines : this.#serverLines;
    for (const line of lines.gap()) this.#line(from, line, mark);
    // A group whose end may lie in the hole would swallow every reply behind it.
    const open = from === 'server' ? this.#replies.end() : null;
    if (open !== null) this.#say({ kind: 'reply', code: open.code, text: open.lines.join('\n'), mark });
    this.#say({ kind: 'gap', from, length, mark });
  }

  #read(from: 'client' | 'server', bytes: Uint8Array, mark: Mark): void {
    const lines = from === 'client' ? this.#clientLines : this.#serverLines;
    for (const line of lines.push(bytes)) this.#line(from, line, mark);
  }

  #line(from: 'client' | 'server', line: string, mark: Mark): void {
    if (from === 'client') {
      // Telnet's interrupt and synch before ABOR (RFC 959 §4.1.3) are no part of the command.
      const text = line.replace(/^[\xf2\xf4\xff]+/, '');
      this.#say({ kind: verbOf(text) === '' ? 'stray' : 'command', text, mark });
      return;
    }
    const item = this.#replies.push(line);
    if (item === null) return;
    if (item.kind === 'stray') this.#say({ kind: 'stray', text: item.line, mark });
    else this.#say({ kind: 'reply', code: item.reply.code, text: item.reply.lines.join('\n'), mark });
  }

  #say(said: Said): void {
    if (this.said.length >= mostItems) {
      this.omitted += 1;
      return;
    }
    this.said.push(said);
    this.#onSaid(said);
  }
}
