import { findIp, noIp, unknownLinkType } from './frame.ts';
import { Fragments } from './fragments.ts';
import type { IpPayload } from './ipPayload.ts';
import { readUint16 } from './bytes.ts';
import type { Packet } from './packet.ts';

const greProtocol = 47;
const fragmentHeader = 44;

/** IPv6 extension headers that are skipped: hop-by-hop, routing, destination options, authentication. */
function isExtension(next: number): boolean {
  return next === 0 || next === 43 || next === 60 || next === 51;
}

/** Finds the IP payload of frames, puts IPv4 and IPv6 fragments together and looks into simple GRE tunnels. */
export class IpReader {
  readonly #fragments = new Fragments();

  /** Link types that are not read, with the number of their frames. */
  readonly unreadLinkTypes = new Map<number, number>();

  read({ linkType, data }: Packet): IpPayload | null {
    const at = findIp(linkType, data);
    if (at !== unknownLinkType) return at === noIp ? null : this.#readAt(data, at, 0);
    this.unreadLinkTypes.set(linkType, (this.unreadLinkTypes.get(linkType) ?? 0) + 1);
    return null;
  }

  #readAt(data: Uint8Array, at: number, depth: number): IpPayload | null {
    const version = (data[at] ?? 0) >> 4;
    const found = version === 4 ? this.#readV4(data, at) : version === 6 ? this.#readV6(data, at) : null;
    if (found?.protocol !== greProtocol || depth > 1) return found;
    return this.#readGre(found.payload, depth);
  }

  #readV4(data: Uint8Array, at: number): IpPayload | null {
    if (data.length < at + 20) return null;
    const headerLength = ((data[at] ?? 0) & 15) * 4;
    const total = readUint16(data, at + 2);
    // Segmentation offload leaves a total length of 0 in what is captured on the sender.
    const wire = total === 0 ? data.length - at : total;
    if (headerLength < 20 || wire < headerLength) return null;
    const start = at + headerLength;
    const payload = data.subarray(start, Math.min(data.length, at + wire));
    const source = data.subarray(at + 12, at + 16);
    const destination = data.subarray(at + 16, at + 20);
    const whole = {
      source,
      destination,
      protocol: data[at + 9] ?? 0,
      payload,
      wireLength: wire - headerLength,
      hops: data[at + 8] ?? 0,
    };
    const flags = readUint16(data, at + 6);
    if ((flags & 0x3fff) === 0) return whole;
    return this.#fragments.add(whole, readUint16(data, at + 4), (flags & 0x1fff) * 8, (flags & 0x2000) !== 0);
  }

  #readV6(data: Uint8Array, at: number): IpPayload | null {
    if (data.length < at + 40) return null;
    const length = readUint16(data, at + 4);
    const end = length === 0 ? data.length : at + 40 + length;
    const base = {
      source: data.subarray(at + 8, at + 24),
      destination: data.subarray(at + 24, at + 40),
      hops: data[at + 7] ?? 0,
    };
    let next = data[at + 6] ?? 59;
    let payload = data.subarray(at + 40, Math.min(end, data.length));
    let wireLength = end - at - 40;
    for (let headers = 0; headers < 8; headers += 1) {
      if (next === fragmentHeader) {
        const part = { ...base, protocol: payload[0] ?? 59, payload: payload.subarray(8), wireLength };
        const offset = readUint16(payload, 2);
        const id = readUint16(payload, 4) * 65536 + readUint16(payload, 6);
        const whole = this.#fragments.add(part, id, offset & 0xfff8, (offset & 1) !== 0);
        if (whole === null) return null;
        // Further headers may stand in what was put together (RFC 8200 §4.5).
        ({ protocol: next, payload, wireLength } = whole);
        continue;
      }
      if (!isExtension(next)) break;
      const size = next === 51 ? ((payload[1] ?? 0) + 2) * 4 : ((payload[1] ?? 0) + 1) * 8;
      if (size > payload.length) return null;
      next = payload[0] ?? 59;
      payload = payload.subarray(size);
      wireLength -= size;
    }
    return { ...base, protocol: next, payload, wireLength };
  }

  /** GRE without routing; checksum, key and sequence number are skipped (RFC 2784, RFC 2890). */
  #readGre(payload: Uint8Array, depth: number): IpPayload | null {
    const flags = readUint16(payload, 0);
    const type = readUint16(payload, 2);
    if ((flags & 0x4007) !== 0 || (type !== 0x0800 && type !== 0x86dd)) return null;
    const at = 4 + (flags & 0x8000 ? 4 : 0) + (flags & 0x2000 ? 4 : 0) + (flags & 0x1000 ? 4 : 0);
    return at >= payload.length ? null : this.#readAt(payload, at, depth + 1);
  }
}

/** A literal address from its bytes, IPv6 as RFC 5952 §4 writes it: the longest run of zero groups is left out. */
export function addressText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  const groups = Array.from({ length: 8 }, (_, i) => readUint16(bytes, i * 2).toString(16));
  const text = groups.join(':');
  const runs = text.match(/(?:\b0(?::|$)){2,}/g) ?? [];
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '');
  return longest === '' ? text : text.replace(longest, text.startsWith(longest) ? '::' : ':');
}
