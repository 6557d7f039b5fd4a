import ipaddr from 'ipaddr.js';
import { isIPv4, isIPv6, metadataAddresses, scopeOf } from '../../ftp/address.ts';

/** Hands out numbers from 1, the same one for the same key. */
export class Numbering {
  readonly #numbers = new Map<string, number>();

  of(key: string): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#numbers.size + 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/** Documentation networks (RFC 5737): the first one holds every stand-in of an ordinary report. */
const documentation = ['203.0.113', '198.51.100', '192.0.2'];

/** The first 48 bits of stand-ins for IPv6. */
const network6 = { '2001:db8': '2001:db8:0', fd00: 'fd00:0:0', fe80: 'fe80:0:0' } as const;

/**
 * Stable stand-ins for addresses. A public address becomes one of 203.0.113.0/24 or 2001:db8::/32; a private one stays
 * in its class, and neighbours in a /24 or /64 stay neighbours. What says nothing about anybody (loopback, 0.0.0.0,
 * multicast, reserved) stays as it is.
 */
export class AddressStandIns {
  readonly #public = new Numbering();
  readonly #networks = new Map<string, Numbering>();
  readonly #hosts = new Map<string, Numbering>();

  /** The stand-in for a literal address without brackets; text that is none comes back as it is. */
  of(address: string): string {
    const [bare = '', zone] = address.split('%', 2);
    if (isIPv4(bare)) return this.#of4(bare);
    if (!isIPv6(bare)) return address;
    const parsed = ipaddr.IPv6.parse(bare);
    if (parsed.isIPv4MappedAddress()) return `::ffff:${this.#of4(parsed.toIPv4Address().toString())}`;
    return `${this.#of6(parsed.toNormalizedString())}${zone === undefined ? '' : `%${zone}`}`;
  }

  /** The number of a network among those of its class, from 0. */
  #network(prefix: string, network: string): number {
    const networks = this.#networks.get(prefix) ?? new Numbering();
    this.#networks.set(prefix, networks);
    return networks.of(network) - 1;
  }

  #host(network: string, host: string): number {
    const hosts = this.#hosts.get(network) ?? new Numbering();
    this.#hosts.set(network, hosts);
    return hosts.of(host);
  }

  #of4(address: string): string {
    // They name nobody, and the diagnosis treats them in a way of their own.
    if (metadataAddresses.has(address)) return address;
    const scope = scopeOf(address);
    const network = address.replace(/\.\d+$/, '');
    switch (scope) {
      case 'public':
      case 'documentation':
      case 'benchmarking': {
        const index = this.#public.of(address) - 1;
        const block = documentation[Math.min(Math.floor(index / 254), documentation.length - 1)];
        return `${block ?? ''}.${(index % 254) + 1}`;
      }
      case 'private':
      case 'cgnat': {
        const [first = ''] = address.split('.');
        const prefix =
          first === '10' ? '10.0' : first === '172' ? '172.16' : first === '192' ? '192.168' : '100.64';
        const third = this.#network(prefix, network) % 256;
        return `${prefix}.${third}.${((this.#host(network, address) - 1) % 254) + 1}`;
      }
      case 'loopback':
      case 'link-local':
      case 'unspecified':
      case 'multicast':
      case 'broadcast':
      case 'unique-local':
      case 'reserved':
        return address;
    }
  }

  #of6(address: string): string {
    const network = address.split(':').slice(0, 4).join(':');
    const build = (prefix: keyof typeof network6): string => {
      const subnet = prefix === 'fe80' ? 0 : this.#network(prefix, network) % 65536;
      const host = this.#host(network, address) % 65536;
      return ipaddr.IPv6.parse(`${network6[prefix]}:${subnet.toString(16)}::${host.toString(16)}`).toString();
    };
    switch (scopeOf(address)) {
      case 'public':
      case 'documentation':
      case 'benchmarking':
        return build('2001:db8');
      case 'private':
      case 'cgnat':
      case 'unique-local':
        return build('fd00');
      case 'link-local':
        return build('fe80');
      case 'loopback':
      case 'unspecified':
      case 'multicast':
      case 'broadcast':
      case 'reserved':
        return address === '0:0:0:0:0:0:0:0' ? '::' : ipaddr.IPv6.parse(address).toString();
    }
  }
}
