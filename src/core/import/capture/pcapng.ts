import type { BadPackets, CaptureFault, PacketSink } from './packet.ts';
import { longestFrame } from './pcap.ts';
import type { Window } from './window.ts';

/** Block types (draft-ietf-opsawg-pcapng). */
const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const obsoletePacket = 2;
const simplePacket = 3;
const enhancedPacket = 6;

/** The byte-order magic of a little-endian section, read as big-endian. */
const littleEndianMagic = 0x4d3c2b1a;

/** Most interfaces of one section. */
const mostInterfaces = 65_536;
/** Longest block of other kinds that is read; a longer one is skipped. */
const longestBlock = 4 * 1024 * 1024;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Time units a millisecond. */
  readonly unitsPerMs: number;
  readonly offsetMs: number;
}

/** Walks the options of a block; lengths that lie end the walk. */
function* options(
  view: DataView,
  start: number,
  end: number,
  littleEndian: boolean,
): Generator<[number, number, number]> {
  let at = start;
  while (at + 4 <= end) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    if (code === 0 || at + 4 + length > end) return;
    yield [code, at + 4, length];
    at += 4 + length + ((4 - (length % 4)) % 4);
  }
}

function readInterface(view: DataView, end: number, littleEndian: boolean): Interface {
  let unitsPerMs = 1000;
  let offsetMs = 0;
  for (const [code, at, length] of options(view, 16, end, littleEndian)) {
    if (code === 9 && length === 1) {
      const resolution = view.getUint8(at);
      const exponent = resolution & 0x7f;
      unitsPerMs = (resolution & 0x80 ? 2 ** exponent : 10 ** exponent) / 1000;
    }
    if (code === 14 && length === 8) offsetMs = Number(view.getBigInt64(at, littleEndian)) * 1000;
  }
  const snapLength = view.getUint32(12, littleEndian);
  return { linkType: view.getUint16(8, littleEndian), snapLength, unitsPerMs, offsetMs };
}

/** Reads a pcapng file of any number of sections; byte order and interfaces start anew with each. */
export class PcapngReader {
  readonly #window: Window;
  readonly #sink: PacketSink;
  #littleEndian = true;
  #interfaces: Interface[] = [];
  #frame = 0;
  #bad: BadPackets = { count: 0, at: 0 };

  constructor(window: Window, sink: PacketSink) {
    this.#window = window;
    this.#sink = sink;
  }

  /** Packets that were passed over. */
  get badPackets(): BadPackets {
    return this.#bad;
  }

  /** Null when the file ends where a block ends, else what went wrong and where. */
  async read(): Promise<CaptureFault | null> {
    const window = this.#window;
    for (;;) {
      if (!(await window.fill(12))) return window.available === 0 ? null : this.#fault('truncated');
      const fault = this.#readArrived();
      if (fault !== null) return fault;
      if (window.available < 12) continue;
      const { length } = this.#peekHead();
      if (length > longestBlock) {
        this.#bad = { count: this.#bad.count + 1, at: this.#bad.count === 0 ? window.offset : this.#bad.at };
        if (!(await window.skip(length))) return this.#fault('truncated');
      } else if (!(await window.fill(length))) return this.#fault('truncated');
    }
  }

  #fault(fault: CaptureFault['fault']): CaptureFault {
    return { fault, at: this.#window.offset };
  }

  /** Type and length of the next block; a section header sets the byte order for both. */
  #peekHead(): { readonly type: number; readonly length: number } {
    const head = this.#window.peek(12);
    const view = new DataView(head.buffer, head.byteOffset, 12);
    if (view.getUint32(0) === sectionHeader) this.#littleEndian = view.getUint32(8) === littleEndianMagic;
    const littleEndian = this.#littleEndian;
    return { type: view.getUint32(0, littleEndian), length: view.getUint32(4, littleEndian) };
  }

  /** Handles every block that has arrived whole, without waiting. */
  #readArrived(): CaptureFault | null {
    const window = this.#window;
    while (window.available >= 12) {
      const { type, length } = this.#peekHead();
      if (length < 12 || length % 4 !== 0) return this.#fault('damaged');
      if (length > longestBlock || window.available < length) return null;
      const block = window.peek(length);
      const view = new DataView(block.buffer, block.byteOffset, block.length);
      // The length stands at both ends; where they differ, nothing behind can be trusted.
      if (view.getUint32(length - 4, this.#littleEndian) !== length) return this.#fault('damaged');
      if (!this.#handle(type, block, view)) {
        this.#bad = { count: this.#bad.count + 1, at: this.#bad.count === 0 ? window.offset : this.#bad.at };
      }
      window.take(length);
    }
    return null;
  }

  /** Handles one whole block; false when it is a packet that cannot be read. */
  #handle(type: number, block: Uint8Array, view: DataView): boolean {
    switch (type) {
      case sectionHeader:
        this.#interfaces = [];
        return true;
      case interfaceDescription:
        if (block.length < 20 || this.#interfaces.length >= mostInterfaces) return false;
        this.#interfaces.push(readInterface(view, block.length - 4, this.#littleEndian));
        return true;
      case simplePacket:
        this.#frame += 1;
        return this.#simple(block, view);
      case enhancedPacket:
      case obsoletePacket:
        this.#frame += 1;
        return this.#packet(type, block, view);
      default:
        return true;
    }
  }

  #simple(block: Uint8Array, view: DataView): boolean {
    const [found] = this.#interfaces;
    if (found === undefined || block.length < 16) return false;
    const wireLength = view.getUint32(8, this.#littleEndian);
    const snapLength = found.snapLength === 0 ? wireLength : found.snapLength;
    const captured = Math.min(wireLength, snapLength, block.length - 16);
    const data = block.subarray(12, 12 + captured);
    this.#sink({ frame: this.#frame, time: null, linkType: found.linkType, data, wireLength });
    return true;
  }

  #packet(type: number, block: Uint8Array, view: DataView): boolean {
    const littleEndian = this.#littleEndian;
    if (block.length < 32) return false;
    const index = type === enhancedPacket ? view.getUint32(8, littleEndian) : view.getUint16(8, littleEndian);
    const found = this.#interfaces[index];
    const captured = view.getUint32(20, littleEndian);
    if (found === undefined || captured > longestFrame || 28 + captured > block.length - 4) return false;
    const units = view.getUint32(12, littleEndian) * 2 ** 32 + view.getUint32(16, littleEndian);
    this.#sink({
      frame: this.#frame,
      time: units / found.unitsPerMs + found.offsetMs,
      linkType: found.linkType,
      data: block.subarray(28, 28 + captured),
      wireLength: view.getUint32(24, littleEndian),
    });
    return true;
  }
}
