import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** How many of the last received bytes are kept. */
const tailLength = 2048;

/**
 * Stands between TLS and its TCP socket and keeps the last bytes that came. vsftpd writes `500 OOPS: …` in clear into
 * a TLS stream (tried on 3.0.3); the TLS library only reports a broken record, the tap still has the text.
 */
export class TapSocket extends Duplex {
  readonly #socket: Socket;
  #tail = Buffer.alloc(0);

  constructor(socket: Socket) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    socket.on('data', (data: Buffer | string) => {
      // A socket that basic-ftp has read once gives latin1 strings for good; the bytes are the same.
      const chunk = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
      this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-tailLength);
      if (!this.push(chunk)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', (error) => this.destroy(error));
    socket.on('close', () => this.destroy());
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
    this.#socket.destroy();
    done(error);
  }
}
