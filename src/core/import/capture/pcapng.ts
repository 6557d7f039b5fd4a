import type { CaptureFault, PacketSink } from './packet.ts';
import { longestFrame } from './pcap.ts';
import type { Window } from './window.ts';

/** Block types (draft-ietf-opsawg-pcapng). */
const sectionHeader = 0x0a0d0d0a;
const interfaceDescription = 1;
const obsoletePacket = 2;
const simplePacket = 3;
const enhancedPacket = 6;

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

/** One section's state: byte order and interfaces start anew with each. */
class Section {
  littleEndian = true;
  interfaces: Interface[] = [];
}

/** Reads a pcapng file of any number of sections; null when it ends where a block ends, else what went wrong and where. */
export async function readPcapng(
  window: Window,
  sink: PacketSink,
  pause: () => Promise<boolean>,
): Promise<CaptureFault | null> {
  const section = new Section();
  let frame = 0;
  for (;;) {
    if (!(await window.fill(12)))
      return window.available === 0 ? null : { fault: 'truncated', at: window.offset };
    if (!(await pause())) return null;
    while (window.available >= 12) {
      const head = window.peek(12);
      const view = new DataView(head.buffer, head.byteOffset, 12);
      if (view.getUint32(0) === sectionHeader) section.littleEndian = view.getUint32(8) === 0x4d3c2b1a;
      const length = view.getUint32(4, section.littleEndian);
      const type = view.getUint32(0, section.littleEndian);
      if (length < 12 || length % 4 !== 0) return { fault: 'damaged', at: window.offset };
      if (length > longestBlock) {
        if (!(await window.skip(length))) return { fault: 'truncated', at: window.offset };
        continue;
      }
      if (window.available < length) break;
      const block = window.take(length);
      if (handleBlock(section, type, block, frame + 1, sink)) frame += 1;
    }
    if (window.available >= 12) {
      const head = window.peek(8);
      const length = new DataView(head.buffer, head.byteOffset, 8).getUint32(4, section.littleEndian);
      if (!(await window.fill(Math.min(length, longestBlock))))
        return { fault: 'truncated', at: window.offset };
    }
  }
}

/** Handles one whole block; true when it held a packet. */
function handleBlock(
  section: Section,
  type: number,
  block: Uint8Array,
  frame: number,
  sink: PacketSink,
): boolean {
  const view = new DataView(block.buffer, block.byteOffset, block.length);
  const { littleEndian } = section;
  const end = block.length - 4;
  switch (type) {
    case sectionHeader:
      section.interfaces = [];
      return false;
    case interfaceDescription:
      if (block.length >= 20) section.interfaces.push(readInterface(view, end, littleEndian));
      return false;
    case simplePacket: {
      const [found] = section.interfaces;
      if (found === undefined || block.length < 16) return false;
      const wireLength = view.getUint32(8, littleEndian);
      const captured = Math.min(wireLength, found.snapLength === 0 ? wireLength : found.snapLength, end - 12);
      sink({
        frame,
        time: null,
        linkType: found.linkType,
        data: block.subarray(12, 12 + captured),
        wireLength,
      });
      return true;
    }
    case enhancedPacket:
    case obsoletePacket:
      return handlePacket(section, type, block, view, frame, sink);
    default:
      return false;
  }
}

function handlePacket(
  section: Section,
  type: number,
  block: Uint8Array,
  view: DataView,
  frame: number,
  sink: PacketSink,
): boolean {
  const { littleEndian } = section;
  if (block.length < 32) return false;
  const index = type === enhancedPacket ? view.getUint32(8, littleEndian) : view.getUint16(8, littleEndian);
  const found = section.interfaces[index];
  if (found === undefined) return false;
  const units = view.getUint32(12, littleEndian) * 2 ** 32 + view.getUint32(16, littleEndian);
  const captured = view.getUint32(20, littleEndian);
  if (captured > longestFrame || 28 + captured > block.length - 4) return false;
  sink({
    frame,
    time: units / found.unitsPerMs + found.offsetMs,
    linkType: found.linkType,
    data: block.subarray(28, 28 + captured),
    wireLength: view.getUint32(24, littleEndian),
  });
  return true;
}
