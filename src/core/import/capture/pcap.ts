import type { CaptureFault, PacketSink } from './packet.ts';
import type { Window } from './window.ts';

/** Longest frame believed; libpcap's own limit is 262144 bytes, some writers go further. */
export const longestFrame = 1024 * 1024;

const headerLength = 24;
const recordLength = 16;

interface Variant {
  readonly littleEndian: boolean;
  /** Fractions of a second: 1e6 or 1e9 a second. */
  readonly fractions: number;
}

/** Tells the four classic pcap formats by their magic number; null for anything else. */
export function pcapVariant(magic: Uint8Array): Variant | null {
  const word = new DataView(magic.buffer, magic.byteOffset, 4).getUint32(0);
  switch (word) {
    case 0xa1b2c3d4:
      return { littleEndian: false, fractions: 1e6 };
    case 0xd4c3b2a1:
      return { littleEndian: true, fractions: 1e6 };
    case 0xa1b23c4d:
      return { littleEndian: false, fractions: 1e9 };
    case 0x4d3cb2a1:
      return { littleEndian: true, fractions: 1e9 };
    default:
      return null;
  }
}

/** Reads a classic pcap file; null when it ends where a record ends, else what went wrong and where. */
export async function readPcap(
  window: Window,
  variant: Variant,
  sink: PacketSink,
): Promise<CaptureFault | null> {
  if (!(await window.fill(headerLength))) return { fault: 'truncated', at: window.offset };
  const header = window.take(headerLength);
  const { littleEndian, fractions } = variant;
  const linkType = new DataView(header.buffer, header.byteOffset).getUint32(20, littleEndian) & 0xffff;
  let frame = 0;
  for (;;) {
    if (!(await window.fill(recordLength))) return window.available === 0 ? null : truncated(window);
    // Everything that has arrived is parsed without waiting.
    while (window.available >= recordLength) {
      const record = window.peek(recordLength);
      const view = new DataView(record.buffer, record.byteOffset, recordLength);
      const captured = view.getUint32(8, littleEndian);
      if (captured > longestFrame) return { fault: 'damaged', at: window.offset };
      if (window.available < recordLength + captured) break;
      const seconds = view.getUint32(0, littleEndian);
      const fraction = view.getUint32(4, littleEndian);
      window.take(recordLength);
      frame += 1;
      sink({
        frame,
        time: seconds * 1000 + (fraction / fractions) * 1000,
        linkType,
        data: window.take(captured),
        wireLength: view.getUint32(12, littleEndian),
      });
    }
    if (window.available >= recordLength && !(await fillRecord(window, littleEndian)))
      return truncated(window);
  }
}

function fillRecord(window: Window, littleEndian: boolean): Promise<boolean> {
  const record = window.peek(recordLength);
  const captured = new DataView(record.buffer, record.byteOffset, recordLength).getUint32(8, littleEndian);
  return window.fill(recordLength + captured);
}

function truncated(window: Window): CaptureFault {
  return { fault: 'truncated', at: window.offset };
}
