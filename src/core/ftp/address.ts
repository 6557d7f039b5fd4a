import ipaddr from 'ipaddr.js';
import type { SocketAddress } from '../trace/event.ts';

/** What kind of address it is (RFC 1918, 6598, 3927, 4193). */
export type AddressScope =
  | 'public'
  | 'private'
  | 'cgnat'
  | 'loopback'
  | 'link-local'
  | 'unspecified'
  | 'multicast'
  | 'broadcast'
  | 'documentation'
  | 'benchmarking'
  | 'unique-local'
  | 'reserved';

/** Labels that ipaddr.js files under `reserved` (RFC 5737, RFC 3849, RFC 2544, RFC 5180). */
const ownRanges: readonly (readonly [AddressScope, string])[] = [
  ['documentation', '192.0.2.0/24'],
  ['documentation', '198.51.100.0/24'],
  ['documentation', '203.0.113.0/24'],
  ['documentation', '2001:db8::/32'],
  ['benchmarking', '198.18.0.0/15'],
  ['benchmarking', '2001:2::/48'],
];

/** The same, read once: reading a range costs more than comparing with it. */
const ownLabels = ownRanges.map(([label, range]) => ({ label, range: ipaddr.parseCIDR(range) }));

/** ipaddr.js range names in our words; every other name is globally routable or `reserved`. */
const scopes: Readonly<Record<string, AddressScope>> = {
  unicast: 'public',
  private: 'private',
  carrierGradeNat: 'cgnat',
  loopback: 'loopback',
  linkLocal: 'link-local',
  unspecified: 'unspecified',
  multicast: 'multicast',
  broadcast: 'broadcast',
  uniqueLocal: 'unique-local',
  deprecatedSiteLocal: 'unique-local',
  rfc6052: 'public',
  rfc6145: 'public',
  '6to4': 'public',
  teredo: 'public',
  as112: 'public',
  as112v6: 'public',
  amt: 'public',
};

/** ipaddr.js finds out by an exception, which a log of millions of lines would feel. */
const fourOctets = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** Whether `text` is a literal IPv4 address of four decimal octets without leading zeros. */
export function isIPv4(text: string): boolean {
  return fourOctets.test(text);
}

/** Whether `text` is a literal IPv6 address. */
export function isIPv6(text: string): boolean {
  return ipaddr.IPv6.isValid(text);
}

/** 4 or 6 for a literal address (an IPv4-mapped one is 4), null for anything else. */
export function familyOf(address: string): 4 | 6 | null {
  const plain = normalizeAddress(address);
  if (isIPv4(plain)) return 4;
  return isIPv6(plain) ? 6 : null;
}

/** The usual spelling of a literal address: mapped forms become IPv4, a zone is dropped, IPv6 is compressed. */
export function normalizeAddress(address: string): string {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  if (!bare.includes(':') || !isIPv6(bare)) return bare;
  const parsed = ipaddr.IPv6.parse(bare);
  return parsed.isIPv4MappedAddress() ? parsed.toIPv4Address().toString() : parsed.toString();
}

/** Whether two literal addresses are the same one. */
export function sameAddress(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && (a === b || normalizeAddress(a) === normalizeAddress(b));
}

/** Scopes found before; a case asks for the same few addresses thousands of times. */
const knownScopes = new Map<string, AddressScope>();
const mostKnown = 1000;

/** The scope of a literal address (mapped forms by their inner address); `reserved` for what is no address. */
export function scopeOf(address: string): AddressScope {
  const known = knownScopes.get(address);
  if (known !== undefined) return known;
  const scope = readScope(address);
  if (knownScopes.size < mostKnown) knownScopes.set(address, scope);
  return scope;
}

function readScope(address: string): AddressScope {
  const plain = normalizeAddress(address);
  if (!isIPv4(plain) && !isIPv6(plain)) return 'reserved';
  const parsed = ipaddr.parse(plain);
  for (const { label, range } of ownLabels) {
    const [network, bits] = range;
    if (network.kind() === parsed.kind() && parsed.match([network, bits] as never)) return label;
  }
  return scopes[parsed.range() as string] ?? 'reserved';
}

/** Whether a person would call the address public; documentation addresses stand for public ones. */
export function isPublicScope(scope: AddressScope): boolean {
  return scope === 'public' || scope === 'documentation';
}

/** Whether the address belongs to a network of its own behind some NAT: private, unique-local or carrier-grade NAT. */
export function isInsideScope(scope: AddressScope): boolean {
  return scope === 'private' || scope === 'cgnat' || scope === 'unique-local';
}

/** Whether no client could ever dial the address: 0/8, loopback, link-local, multicast, 240/4. */
export function isUnusableScope(scope: AddressScope): boolean {
  return ['unspecified', 'loopback', 'link-local', 'multicast', 'broadcast', 'reserved'].includes(scope);
}

/**
 * Metadata services of clouds that answer on addresses of unremarkable scope (Alibaba Cloud, Azure); that of the others,
 * 169.254.169.254, is link-local.
 */
export const metadataAddresses: ReadonlySet<string> = new Set(['100.100.100.200', '168.63.129.16']);

/** `address:port`, with brackets around IPv6; the address alone without a port. */
export function formatSocketAddress(address: string, port: number | null): string {
  const shown = address.includes(':') ? `[${address}]` : address;
  return port === null ? shown : `${shown}:${port}`;
}

/** One end of a connection in the same form, null when it is not known. */
export function socketText(end: SocketAddress | null | undefined): string | null {
  return end == null ? null : formatSocketAddress(end.address, end.port);
}
