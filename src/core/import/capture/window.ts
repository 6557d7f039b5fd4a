/**
 * A growing window over a stream of chunks: fixed-size reads without copying as long as they stay inside one chunk.
 * Parsing is synchronous within what has arrived; only refilling waits.
 */
export class Window {
  readonly #source: AsyncIterator<Uint8Array>;
  #buffer: Uint8Array = new Uint8Array(0);
  #at = 0;
  #offset = 0;
  #ended = false;

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  /** The unread bytes that have arrived. */
  get available(): number {
    return this.#buffer.length - this.#at;
  }

  /** How many bytes have been taken since the start. */
  get offset(): number {
    return this.#offset;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** Waits until `count` bytes are there; false when the stream ends before. */
  async fill(count: number): Promise<boolean> {
    if (this.available >= count) return true;
    const parts: Uint8Array[] = [this.#buffer.subarray(this.#at)];
    let size = this.available;
    while (size < count && !this.#ended) {
      const next = await this.#source.next();
      if (next.done === true) this.#ended = true;
      else {
        parts.push(next.value);
        size += next.value.length;
      }
    }
    if (parts.length === 2 && parts[0]?.length === 0 && parts[1] !== undefined) {
      this.#buffer = parts[1];
    } else {
      const joined = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        joined.set(part, at);
        at += part.length;
      }
      this.#buffer = joined;
    }
    this.#at = 0;
    return size >= count;
  }

  /** The next `count` bytes, which must have arrived, without taking them. */
  peek(count: number): Uint8Array {
    return this.#buffer.subarray(this.#at, this.#at + count);
  }

  /** A view on everything that has arrived and not been taken. */
  rest(): Uint8Array {
    return this.#buffer.subarray(this.#at);
  }

  /** Takes `count` bytes, which must have arrived. */
  take(count: number): Uint8Array {
    const bytes = this.peek(count);
    this.#at += bytes.length;
    this.#offset += bytes.length;
    return bytes;
  }

  /** Skips `count` bytes, waiting for them without keeping them; false when the stream ends before. */
  async skip(count: number): Promise<boolean> {
    let left = count;
    while (left > 0) {
      if (this.available === 0 && !(await this.fill(1))) return false;
      left -= this.take(Math.min(left, this.available)).length;
    }
    return true;
  }
}
