import type { TimedFrame } from './packets.ts';

/** Other layers around, inside or in place of Ethernet and IPv4, for frames that carry IPv4 in Ethernet. */

/** The IP packet of an Ethernet frame. */
function ipOf({ frame }: TimedFrame): Buffer {
  return frame.subarray(14);
}

/** Replaces the Ethernet header of every frame. */
export function withHeader(frames: readonly TimedFrame[], header: readonly number[]): TimedFrame[] {
  return frames.map((frame) => ({ ...frame, frame: Buffer.concat([Buffer.from(header), ipOf(frame)]) }));
}

/** Ethernet with a PPPoE session and PPP inside (RFC 2516). */
export function inPppoe(frames: readonly TimedFrame[]): TimedFrame[] {
  return frames.map((frame) => {
    const ip = ipOf(frame);
    const head = Buffer.alloc(22);
    head.writeUInt16BE(0x8864, 12);
    head[14] = 0x11;
    head.writeUInt16BE(1, 16);
    head.writeUInt16BE(ip.length + 2, 18);
    head.writeUInt16BE(0x21, 20);
    return { ...frame, frame: Buffer.concat([head, ip]) };
  });
}

function ipv4(protocol: number, payload: Buffer, { id = 0, fragment = 0, hops = 64 } = {}): Buffer {
  const head = Buffer.alloc(20);
  head[0] = 0x45;
  head.writeUInt16BE(20 + payload.length, 2);
  head.writeUInt16BE(id, 4);
  head.writeUInt16BE(fragment, 6);
  head[8] = hops;
  head[9] = protocol;
  head.set([10, 0, 0, 1, 10, 0, 0, 2], 12);
  return Buffer.concat([head, payload]);
}

const ethernetHead = Buffer.concat([Buffer.alloc(12), Buffer.from([8, 0])]);

/** A GRE tunnel with checksum and key around every packet (RFC 2784, RFC 2890). */
export function inGre(frames: readonly TimedFrame[]): TimedFrame[] {
  const gre = Buffer.from([0xa0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
  return frames.map((frame) => ({
    ...frame,
    frame: Buffer.concat([ethernetHead, ipv4(47, Buffer.concat([gre, ipOf(frame)]))]),
  }));
}

/** Every packet with payload in two IPv4 fragments, the second before the first. */
export function inFragments(frames: readonly TimedFrame[]): TimedFrame[] {
  return frames.flatMap((frame, index): TimedFrame[] => {
    const ip = ipOf(frame);
    if (ip.length <= 56) return [frame];
    const part = (from: number, to: number, more: boolean): TimedFrame => {
      const head = Buffer.from(ip.subarray(0, 20));
      const payload = ip.subarray(20 + from, 20 + to);
      head.writeUInt16BE(20 + payload.length, 2);
      head.writeUInt16BE(index + 1, 4);
      head.writeUInt16BE((more ? 0x2000 : 0) | (from >> 3), 6);
      return { ...frame, frame: Buffer.concat([ethernetHead, head, payload]) };
    };
    return [part(24, ip.length - 20, false), part(0, 24, true)];
  });
}

/** The same segments over IPv6, the addresses mapped into 2001:db8::/32, behind hop-by-hop and destination options. */
export function overIpv6(frames: readonly TimedFrame[]): TimedFrame[] {
  const options = (next: number): Buffer => Buffer.from([next, 0, 1, 4, 0, 0, 0, 0]);
  return frames.map((frame) => {
    const ip = ipOf(frame);
    const segment = Buffer.concat([options(60), options(6), ip.subarray(20)]);
    const head = Buffer.alloc(40);
    head[0] = 0x60;
    head.writeUInt16BE(segment.length, 4);
    head[6] = 0;
    head[7] = ip[8] ?? 64;
    const address = (at: number): Buffer =>
      Buffer.concat([Buffer.from([0x20, 1, 0xd, 0xb8]), Buffer.alloc(8), ip.subarray(at, at + 4)]);
    head.set(address(12), 8);
    head.set(address(16), 24);
    const ethernet = Buffer.concat([Buffer.alloc(12), Buffer.from([0x86, 0xdd])]);
    return { ...frame, frame: Buffer.concat([ethernet, head, segment]) };
  });
}

/** Every IPv6 packet behind the options of `overIpv6` in two fragments (RFC 8200 §4.5), the second before the first. */
export function inIpv6Fragments(frames: readonly TimedFrame[]): TimedFrame[] {
  const fixed = 14 + 40;
  return overIpv6(frames).flatMap((frame, index): TimedFrame[] => {
    const ahead = frame.frame.subarray(0, fixed + 8);
    const rest = frame.frame.subarray(fixed + 8);
    if (rest.length <= 40) return [frame];
    const part = (from: number, to: number, more: boolean): TimedFrame => {
      const head = Buffer.from(ahead);
      const header = Buffer.alloc(8);
      // The hop-by-hop options announce the fragment header, which announces what they did.
      header[0] = head[fixed] ?? 0;
      head[fixed] = 44;
      header.writeUInt16BE(from | (more ? 1 : 0), 2);
      header.writeUInt32BE(0x10000 * (index + 1), 4);
      const payload = rest.subarray(from, to);
      head.writeUInt16BE(8 + header.length + payload.length, 14 + 4);
      return { ...frame, frame: Buffer.concat([head, header, payload]) };
    };
    return [part(32, rest.length, false), part(0, 32, true)];
  });
}

/** What a capture with a snap length of `bytes` keeps. */
export function snapped(frames: readonly TimedFrame[], bytes: number): TimedFrame[] {
  return frames.map(({ ms, frame }) => ({ ms, frame: frame.subarray(0, bytes), wire: frame.length }));
}
