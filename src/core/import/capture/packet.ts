/** One captured frame, its bytes in place: they are valid until the next frame is asked for. */
export interface Packet {
  /** Counts from 1 over the whole file, as Wireshark does. */
  readonly frame: number;
  /** Milliseconds since 1970; null where the file carries no time (simple packet blocks). */
  readonly time: number | null;
  /** LINKTYPE_ number (tcpdump.org/linktypes.html). */
  readonly linkType: number;
  /** As much of the frame as was captured. */
  readonly data: Uint8Array;
  /** Length on the wire in bytes; more than `data.length` where the capture cut the frame. */
  readonly wireLength: number;
}

/** Takes packets one by one. */
export type PacketSink = (packet: Packet) => void;

/** What a capture file's reader could not read; `at` is a byte offset in the unpacked file. */
export interface CaptureFault {
  readonly fault: 'not-a-capture' | 'truncated' | 'damaged' | 'bad-gzip';
  readonly at: number;
}

/** Packets that could not be read inside a file that otherwise holds together; `at` is the first one's byte offset. */
export interface BadPackets {
  readonly count: number;
  readonly at: number;
}
