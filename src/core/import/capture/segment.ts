import { readUint16, readUint32 } from './bytes.ts';

/** A TCP segment's header (RFC 9293 §3.1); `payload` is valid until the next packet. */
export interface Segment {
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly syn: boolean;
  readonly ack: boolean;
  readonly fin: boolean;
  readonly rst: boolean;
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

/** Whether an ICMP or ICMPv6 message says that its destination cannot be reached, with the packet that it quotes. */
export function readUnreachable(
  protocol: number,
  data: Uint8Array,
): { readonly code: number; readonly quoted: Uint8Array } | null {
  const type = data[0];
  const isUnreachable = (protocol === 1 && type === 3) || (protocol === 58 && type === 1);
  return isUnreachable && data.length > 8 ? { code: data[1] ?? 0, quoted: data.subarray(8) } : null;
}
