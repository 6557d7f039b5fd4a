import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** How many of the last received bytes are kept. */
const tailLength = 2048;

/** How long a clear text that has begun waits for its line end before TLS sees it, in ms. */
const patienceMs = 250;

/** A clear text of vsftpd that has begun and has no line end yet. */
const unfinished = /500 OOPS[ -~]{0,400}$/;

/**
 * Stands between TLS and its TCP socket and keeps the last bytes that came. vsftpd writes `500 OOPS: …` in clear into
 * a TLS stream (tried on 3.0.3); the TLS library only reports a broken record, the tap still has the text. vsftpd writes
 * it in pieces, and TLS closes the connection at the first one: the pieces are passed on together.
 */
export class TapSocket extends Duplex {
  readonly #socket: Socket;
  #tail = Buffer.alloc(0);
  #held: Buffer[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(socket: Socket) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (data: Buffer | string) => {
      // A socket that basic-ftp has read once gives latin1 strings for good; the bytes are the same.
      const chunk = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
      this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-tailLength);
      this.#held.push(chunk);
      if (unfinished.test(this.#tail.toString('latin1')))
        this.#timer ??= setTimeout(() => this.#pass(), patienceMs);
      else this.#pass();
    });
    socket.on('end', () => {
      this.#pass();
      this.push(null);
    });
    socket.on('error', (error) => {
      this.#pass();
      this.destroy(error);
    });
    socket.on('close', () => {
      this.#pass();
      this.destroy();
    });
  }

  /** Hands to TLS what was held back. */
  #pass(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const chunks = this.#held.splice(0);
    if (chunks.length > 0 && !this.push(Buffer.concat(chunks))) this.#socket.pause();
  }

  /**
   * The clear text at the end of what came: a reply line of FTP or HTTP, or an SSH banner; null when there is none.
   * The byte before it may be any, also a printable one: it is the last of an encrypted record.
   */
  clearText(): string | null {
    const text = this.#tail.toString('latin1');
    return /(?:[1-5]\d\d[ -]|HTTP\/\d|SSH-\d)[ -~]{3,400}(?=[\r\n])/.exec(text)?.[0] ?? null;
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    clearTimeout(this.#timer);
    this.#socket.destroy();
    done(error);
  }
}
