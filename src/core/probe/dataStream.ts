import type { DataConnection, Ending } from './network.ts';

/** A listing that is still flowing at this many bytes is long enough. */
const enough = 256 * 1024;
/** How much of a listing's head is kept, in bytes. */
const headLength = 4096;

/** What came over a data connection. */
export interface StreamState {
  /** How many came, those beyond `head` included. */
  readonly bytes: number;
  /** The first 4096 bytes at most. */
  readonly head: Uint8Array;
  /** When the last bytes came, by the run's clock; null when none came. */
  readonly lastAt: number | null;
  /** How the connection ended; null while it is open. */
  readonly ending: Ending | null;
  /** True when reading stopped at 256 KiB. */
  readonly truncated: boolean;
}

/** Reads a data connection to its end, counting the bytes and keeping the first ones. */
export class DataStream {
  readonly done: Promise<void>;
  #bytes = 0;
  #head = new Uint8Array(0);
  #lastAt: number | null = null;
  #ending: Ending | null = null;
  #truncated = false;
  #resolve: () => void = () => undefined;

  constructor(connection: DataConnection, now: () => number) {
    this.done = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    connection.read({
      data: (chunk) => {
        if (this.#truncated) return;
        if (this.#head.length < headLength) this.#keep(chunk.subarray(0, headLength - this.#head.length));
        this.#bytes += chunk.length;
        this.#lastAt = now();
        if (this.#bytes >= enough) {
          this.#truncated = true;
          this.#resolve();
          connection.destroy();
        }
      },
      ended: (ending) => {
        this.#ending ??= ending;
        this.#resolve();
      },
    });
  }

  get state(): StreamState {
    return {
      bytes: this.#bytes,
      head: this.#head,
      lastAt: this.#lastAt,
      ending: this.#ending,
      truncated: this.#truncated,
    };
  }

  #keep(chunk: Uint8Array): void {
    const head = new Uint8Array(this.#head.length + chunk.length);
    head.set(this.#head);
    head.set(chunk, this.#head.length);
    this.#head = head;
  }
}

/** Bytes as base64, without Node's Buffer. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
