import { readUint16 } from './bytes.ts';

/** Where the IP packet of a frame begins, or one of the two numbers below. */
export type IpOffset = number;

/** The frame carries something else. */
export const noIp: IpOffset = -1;
/** Frames of this link type are not read. */
export const unknownLinkType: IpOffset = -2;

const ipv4 = 0x0800;
const ipv6 = 0x86dd;
const vlanTypes = new Set([0x8100, 0x88a8, 0x9100]);
const pppoeSession = 0x8864;

/** Skips VLAN tags (also stacked) and PPPoE behind an EtherType that stands at `at`. */
function afterEtherType(data: Uint8Array, at: number): IpOffset {
  let next = at;
  for (let tags = 0; tags < 4; tags += 1) {
    const type = readUint16(data, next);
    if (type === ipv4 || type === ipv6) return next + 2;
    if (type === pppoeSession) return afterPppoe(data, next + 2);
    if (!vlanTypes.has(type)) return noIp;
    next += 4;
  }
  return noIp;
}

/** PPPoE: six bytes of header, then the PPP protocol: 0x0021 IPv4, 0x0057 IPv6 (RFC 2516, RFC 1332, RFC 5072). */
function afterPppoe(data: Uint8Array, at: number): IpOffset {
  const protocol = readUint16(data, at + 6);
  return protocol === 0x21 || protocol === 0x57 ? at + 8 : noIp;
}

/**
 * Finds the IP packet in a frame of the common link types: Ethernet with VLAN, QinQ and PPPoE, Linux cooked v1 and v2,
 * raw IP, BSD null and loop, PPP. Numbers are LINKTYPE_ values.
 */
export function findIp(linkType: number, data: Uint8Array): IpOffset {
  switch (linkType) {
    case 1:
      return afterEtherType(data, 12);
    case 113:
      return afterEtherType(data, 14);
    case 276:
      return afterCookedV2(data);
    case 12:
    case 14:
    case 101:
    case 228:
    case 229:
      return 0;
    case 0:
    case 108:
      return 4;
    case 9: {
      const at = data[0] === 0xff ? 2 : 0;
      const protocol = readUint16(data, at);
      return protocol === 0x21 || protocol === 0x57 ? at + 2 : noIp;
    }
    default:
      return unknownLinkType;
  }
}

/** Linux cooked v2 carries its EtherType first; tags, where there are any, follow the 20 bytes of header. */
function afterCookedV2(data: Uint8Array): IpOffset {
  const type = readUint16(data, 0);
  if (type === ipv4 || type === ipv6) return 20;
  return vlanTypes.has(type) ? afterEtherType(data, 22) : noIp;
}
