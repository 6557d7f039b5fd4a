/** Longest control line kept, in bytes. */
const longestLine = 8192;

const lineFeed = 10;

/** Bytes as text of one character a byte. */
function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192)
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/**
 * Cuts a stream of bytes into lines, given as latin1 without their line ends. What a line has beyond 8192 bytes is
 * dropped. Each line is a string of its own: none keeps the frame alive that it came in.
 */
export class Lines {
  #pending: Uint8Array[] = [];
  #size = 0;

  *push(bytes: Uint8Array): Generator<string> {
    let start = 0;
    for (let end = bytes.indexOf(lineFeed); end >= 0; end = bytes.indexOf(lineFeed, start)) {
      this.#keep(bytes.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    if (start < bytes.length) this.#keep(bytes.slice(start, start + longestLine));
  }

  /** The stream breaks off: the unfinished line, where there is one. */
  *gap(): Generator<string> {
    if (this.#size > 0) yield this.#take();
  }

  #keep(part: Uint8Array): void {
    const room = longestLine - this.#size;
    if (room <= 0) return;
    this.#pending.push(part.length > room ? part.subarray(0, room) : part);
    this.#size += Math.min(part.length, room);
  }

  #take(): string {
    const text = this.#pending.map(latin1).join('');
    this.#pending = [];
    this.#size = 0;
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}
