import { sameAddress } from '../ftp/address.ts';

/** Where a client dials after a 227: the advertised address, the control peer, nowhere, or first one, then the other. */
export type Destination = 'advertised' | 'peer' | 'nowhere' | 'advertised-then-peer';

/** A client's rule for the address in a 227 reply over IPv4. */
export type AddressRule =
  | 'as-is'
  | 'peer'
  | 'reject-other'
  | 'as-is-then-peer'
  | 'lftp'
  | 'filezilla'
  | 'winscp-before-6.2'
  | 'basic-ftp-5'
  | 'fluentftp'
  | 'commons-net-before-3.9'
  | 'jlaffaye';

function octetsOf(address: string): readonly [number, number] {
  const [first = 0, second = 0] = address.split('.').map(Number);
  return [first, second];
}

/** 10/8, 172.16/12, 192.168/16 (RFC 1918). */
function isRfc1918(address: string): boolean {
  const [a, b] = octetsOf(address);
  return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
}

function isLinkLocal(address: string): boolean {
  const [a, b] = octetsOf(address);
  return a === 169 && b === 254;
}

const isLoopbackNet = (address: string): boolean => octetsOf(address)[0] === 127;
const isZeroNet = (address: string): boolean => octetsOf(address)[0] === 0;
const isMulticast = (address: string): boolean => octetsOf(address)[0] >= 224 && octetsOf(address)[0] < 240;

/** lftp: 0/8, 127/8 but 127.0.0.1, 240/4 and multicast always; else private and loopback must match the peer. */
function lftpReplaces(advertised: string, peer: string): boolean {
  const isLoopback = (address: string): boolean => address === '127.0.0.1';
  const isPrivate = (address: string): boolean => isRfc1918(address) || isLinkLocal(address);
  const reserved =
    isZeroNet(advertised) ||
    (isLoopbackNet(advertised) && !isLoopback(advertised)) ||
    octetsOf(advertised)[0] >= 240 ||
    isMulticast(advertised);
  return reserved || isPrivate(advertised) !== isPrivate(peer) || isLoopback(advertised) !== isLoopback(peer);
}

/** FileZilla and WinSCP compare text prefixes; only the newer ones count 0.x.x.x as an address that leads nowhere. */
function isUnroutableText(address: string, zero: boolean): boolean {
  return isRfc1918(address) || isLoopbackNet(address) || isLinkLocal(address) || (zero && isZeroNet(address));
}

/** Whether the heuristic of a client puts the control peer in place of the advertised address. */
function replaces(rule: AddressRule, advertised: string, peer: string): boolean {
  switch (rule) {
    case 'lftp':
      return lftpReplaces(advertised, peer);
    case 'filezilla':
      return isUnroutableText(advertised, true) && !isUnroutableText(peer, true);
    case 'winscp-before-6.2':
      return isUnroutableText(advertised, false) && !isUnroutableText(peer, false);
    case 'basic-ftp-5': {
      const isPrivate = (address: string): boolean => isRfc1918(address) || address === '127.0.0.1';
      return isPrivate(advertised) && !isPrivate(peer);
    }
    case 'fluentftp':
      return isRfc1918(advertised) || advertised === '127.0.0.1' || advertised === '0.0.0.0';
    case 'commons-net-before-3.9':
      return isZeroNet(advertised) || (isRfc1918(advertised) && !isRfc1918(peer));
    case 'jlaffaye': {
      const isInner = (address: string): boolean => isRfc1918(address) || isLoopbackNet(address);
      return isMulticast(advertised) || isInner(advertised) !== isInner(peer);
    }
    case 'as-is':
    case 'peer':
    case 'reject-other':
    case 'as-is-then-peer':
      return false;
  }
}

/**
 * Where a client with `rule` dials when a 227 names `advertised` on a control connection with `peer`, both IPv4
 * literals. The predicates differ from client to client and are theirs, not ours; none knows 100.64/10.
 */
export function destinationOf(rule: AddressRule, advertised: string, peer: string): Destination {
  if (sameAddress(advertised, peer)) return 'advertised';
  switch (rule) {
    case 'as-is':
      return 'advertised';
    case 'peer':
      return 'peer';
    case 'reject-other':
      return 'nowhere';
    case 'as-is-then-peer':
      return 'advertised-then-peer';
    case 'commons-net-before-3.9':
      // It dials, then refuses a data connection whose far end is not the control peer.
      return replaces(rule, advertised, peer) ? 'peer' : 'nowhere';
    case 'lftp':
    case 'filezilla':
    case 'winscp-before-6.2':
    case 'basic-ftp-5':
    case 'fluentftp':
    case 'jlaffaye':
      return replaces(rule, advertised, peer) ? 'peer' : 'advertised';
  }
}
