import type { Flow } from './flow.ts';

/** Most connections remembered at a time; the longest unused of those that nobody keeps give way. */
const mostFlows = 50_000;

/** A connection in the table. */
export interface Entry<T> {
  readonly flow: Flow;
  /** The opener's end as a number (IPv4) or text. */
  readonly openerKey: number | string;
  /** What its owner keeps of it; null for a connection that may be forgotten. */
  kept: T | null;
  /** Whether its first payloads have been judged. */
  judged: boolean;
  /** How many of them were looked at. */
  looks: number;
}

/** A number for an IPv4 end, a text for an IPv6 one: equal ends have equal keys. */
export function endKey(address: Uint8Array, port: number): number | string {
  return address.length === 4 ? numberOf(address, port) : `${address.join()} ${port}`;
}

/** A number for 4 address bytes and a port; exact, since it stays below 2^48. */
function numberOf(address: Uint8Array, port: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = address;
  return (a * 0x1000000 + (b << 16) + (c << 8) + d) * 65536 + port;
}

/** Finds connections by their two ends, in either order. `kept` marks those with a dialogue, which are never given up. */
export class FlowTable<T> {
  readonly #v4 = new Map<number, Map<number, Entry<T>>>();
  readonly #v6 = new Map<string, Entry<T>>();
  #size = 0;

  get(
    source: Uint8Array,
    sourcePort: number,
    destination: Uint8Array,
    destinationPort: number,
  ): Entry<T> | undefined {
    if (source.length === 4) {
      const a = numberOf(source, sourcePort);
      const b = numberOf(destination, destinationPort);
      return this.#v4.get(Math.min(a, b))?.get(Math.max(a, b));
    }
    return this.#v6.get(keyOf6(source, sourcePort, destination, destinationPort));
  }

  set(
    source: Uint8Array,
    sourcePort: number,
    destination: Uint8Array,
    destinationPort: number,
    flow: Flow,
    openerKey: number | string,
  ): Entry<T> {
    const entry: Entry<T> = { flow, openerKey, kept: null, judged: false, looks: 0 };
    if (this.#size >= mostFlows) this.#shrink();
    this.#size += 1;
    if (source.length === 4) {
      const a = numberOf(source, sourcePort);
      const b = numberOf(destination, destinationPort);
      const low = Math.min(a, b);
      let inner = this.#v4.get(low);
      if (inner === undefined) {
        inner = new Map();
        this.#v4.set(low, inner);
      }
      inner.set(Math.max(a, b), entry);
    } else {
      this.#v6.set(keyOf6(source, sourcePort, destination, destinationPort), entry);
    }
    return entry;
  }

  /** Forgets the older half of what nobody keeps. */
  #shrink(): void {
    const entries: Entry<T>[] = [...this.#v6.values()];
    for (const inner of this.#v4.values()) entries.push(...inner.values());
    const loose = entries.filter(({ kept }) => kept === null).map(({ flow }) => flow.lastSeen.frame);
    loose.sort((a, b) => a - b);
    const limit = loose[loose.length >> 1] ?? 0;
    const isOld = ({ kept, flow }: Entry<T>): boolean => kept === null && flow.lastSeen.frame <= limit;
    for (const [key, entry] of this.#v6) if (isOld(entry)) this.#v6.delete(key);
    for (const [key, inner] of this.#v4) {
      for (const [innerKey, entry] of inner) if (isOld(entry)) inner.delete(innerKey);
      if (inner.size === 0) this.#v4.delete(key);
    }
    this.#size = this.#v6.size + [...this.#v4.values()].reduce((sum, inner) => sum + inner.size, 0);
  }
}

function keyOf6(
  source: Uint8Array,
  sourcePort: number,
  destination: Uint8Array,
  destinationPort: number,
): string {
  const a = `${source.join()} ${sourcePort}`;
  const b = `${destination.join()} ${destinationPort}`;
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
