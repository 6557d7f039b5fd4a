import type { IpPayload } from './ipPayload.ts';

/** Most datagrams that wait for further fragments; the oldest give way. */
const mostWaiting = 64;
/** Longest datagram put together (RFC 791: 65535 bytes). */
const longestDatagram = 65_535;
/** Most bytes kept of one datagram: fragments that overlap without end are a trick. */
const mostBytes = 2 * longestDatagram;

interface Waiting {
  readonly parts: Map<number, Uint8Array>;
  size: number;
  total: number | null;
}

/** Puts IP fragments together; of overlapping ones the first to come counts. */
export class Fragments {
  readonly #waiting = new Map<string, Waiting>();

  /** Takes one fragment; gives the whole datagram once nothing is missing. `offset` is in bytes. */
  add(part: IpPayload, id: number, offset: number, more: boolean): IpPayload | null {
    if (offset + part.payload.length > longestDatagram) return null;
    const key = `${part.source.join()} ${part.destination.join()} ${part.protocol} ${id}`;
    let waiting = this.#waiting.get(key);
    if (waiting === undefined) {
      waiting = { parts: new Map(), size: 0, total: null };
      this.#waiting.set(key, waiting);
      this.#evict();
    }
    if (!waiting.parts.has(offset)) {
      waiting.parts.set(offset, part.payload.slice());
      waiting.size += part.payload.length;
    }
    if (waiting.size > mostBytes) this.#waiting.delete(key);
    if (!more) waiting.total = offset + part.payload.length;
    const { total, size } = waiting;
    const whole = total === null || size < total ? null : join(waiting.parts, total);
    if (whole === null) return null;
    this.#waiting.delete(key);
    return { ...part, payload: whole, wireLength: whole.length };
  }

  #evict(): void {
    const [oldest] = this.#waiting.keys();
    if (this.#waiting.size > mostWaiting && oldest !== undefined) this.#waiting.delete(oldest);
  }
}

/** The datagram, or null while something is missing. */
function join(parts: ReadonlyMap<number, Uint8Array>, total: number): Uint8Array | null {
  const whole = new Uint8Array(total);
  let end = 0;
  for (const [offset, bytes] of [...parts].sort(([a], [b]) => a - b)) {
    if (offset > end) return null;
    whole.set(bytes.subarray(0, Math.max(0, total - offset)), offset);
    end = Math.max(end, offset + bytes.length);
  }
  return end >= total ? whole : null;
}
