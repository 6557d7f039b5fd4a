import type { CaptureFault, PacketSink } from './packet.ts';
import { pcapVariant, readPcap } from './pcap.ts';
import { readPcapng } from './pcapng.ts';
import { Window } from './window.ts';

const pcapngMagic = 0x0a0d0d0a;

function magicOf(head: Uint8Array): number {
  return new DataView(head.buffer, head.byteOffset, 4).getUint32(0);
}

/** Whether a file that begins with these four bytes is a capture. */
export function isCapture(head: Uint8Array): boolean {
  return head.length >= 4 && (magicOf(head) === pcapngMagic || pcapVariant(head) !== null);
}

/** How reading a capture ended. */
export interface PacketsRead {
  /** What could not be read, null when everything was. */
  readonly fault: CaptureFault | null;
  /** How many bytes were read. */
  readonly offset: number;
}

/**
 * Reads a capture (pcap in both byte orders with µs or ns, pcapng) and gives each frame to `sink`. `pause` is called
 * between chunks: it may wait, to keep a user interface alive, and ends the reading with false. Memory stays bounded
 * whatever the file's size; what could be read before a fault has been given.
 */
export async function readPackets(
  source: AsyncIterable<Uint8Array>,
  sink: PacketSink,
  pause: () => Promise<boolean>,
): Promise<PacketsRead> {
  const window = new Window(source);
  if (!(await window.fill(4))) return { fault: { fault: 'not-a-capture', at: 0 }, offset: 0 };
  const variant = pcapVariant(window.peek(4));
  const isPcapng = magicOf(window.peek(4)) === pcapngMagic;
  const fault =
    variant !== null
      ? await readPcap(window, variant, sink, pause)
      : isPcapng
        ? await readPcapng(window, sink, pause)
        : ({ fault: 'not-a-capture', at: 0 } as const);
  return { fault, offset: window.offset };
}
