import { readUint16, readUint32 } from './bytes.ts';

/** A TCP segment's header (RFC 9293 §3.1); `payload` is valid until the next packet. */
export interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Sequence number of the first byte, modulo 2^32. */
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
  /** What the capture holds of it; valid until the next packet. */
  readonly payload: Uint8Array;
  /** Payload length on the wire. */
  readonly length: number;
}

/** Reads a TCP header; `wireLength` is that of the whole IP payload. Null when it is cut or impossible. */
export function readSegment(data: Uint8Array, wireLength: number): Segment | null {
  if (data.length < 20) return null;
  const headerLength = ((data[12] ?? 0) >> 4) * 4;
  if (headerLength < 20 || headerLength > wireLength) return null;
  const flags = data[13] ?? 0;
  return {
    sourcePort: readUint16(data, 0),
    destinationPort: readUint16(data, 2),
    sequence: readUint32(data, 4),
    acknowledgement: readUint32(data, 8),
    fin: (flags & 1) !== 0,
    syn: (flags & 2) !== 0,
    rst: (flags & 4) !== 0,
    ack: (flags & 16) !== 0,
    payload: data.subarray(Math.min(headerLength, data.length)),
    length: wireLength - headerLength,
  };
}

/** The signed distance from sequence number `a` to `b`, modulo 2^32. */
export function sequenceDistance(a: number, b: number): number {
  return (b - a) | 0;
}

/** What an ICMP message says of a packet, with the beginning of that packet. */
export interface Complaint {
  /** `unreachable`, or `too-big`: fragmentation needed (RFC 1191), packet too big (RFC 4443 §3.2). */
  readonly what: 'unreachable' | 'too-big';
  readonly code: number;
  /** The beginning of the packet, IP header first. */
  readonly quoted: Uint8Array;
}

/** Reads ICMP (1) and ICMPv6 (58) messages that say that a packet did not get through; null for any other. */
export function readComplaint(protocol: number, data: Uint8Array): Complaint | null {
  const [type, code = 0] = data;
  const quoted = data.subarray(8);
  if (quoted.length === 0) return null;
  if (protocol === 1 && type === 3) return { what: code === 4 ? 'too-big' : 'unreachable', code, quoted };
  if (protocol !== 58 || (type !== 1 && type !== 2)) return null;
  return { what: type === 2 ? 'too-big' : 'unreachable', code, quoted };
}
