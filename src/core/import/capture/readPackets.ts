import type { BadPackets, CaptureFault, PacketSink } from './packet.ts';
import { pcapVariant, readPcap } from './pcap.ts';
import { PcapngReader } from './pcapng.ts';
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
  readonly badPackets: BadPackets;
  /** How many bytes were read. */
  readonly offset: number;
}

/**
 * Reads a capture (pcap in both byte orders with µs or ns, pcapng) and gives each frame to `sink`. Memory stays bounded
 * whatever the file's size; what could be read before a fault has been given.
 */
export async function readPackets(source: AsyncIterable<Uint8Array>, sink: PacketSink): Promise<PacketsRead> {
  const window = new Window(source);
  const none = { count: 0, at: 0 };
  const isEmpty = !(await window.fill(4));
  const variant = isEmpty ? null : pcapVariant(window.peek(4));
  if (variant !== null) {
    const fault = await readPcap(window, variant, sink);
    return { fault, badPackets: none, offset: window.offset };
  }
  if (isEmpty || magicOf(window.peek(4)) !== pcapngMagic) {
    return { fault: { fault: 'not-a-capture', at: 0 }, badPackets: none, offset: 0 };
  }
  const reader = new PcapngReader(window, sink);
  const fault = await reader.read();
  return { fault, badPackets: reader.badPackets, offset: window.offset };
}
