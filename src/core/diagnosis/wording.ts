import {
  formatSocketAddress,
  isInsideScope,
  isPublicScope,
  scopeOf,
  type AddressScope,
} from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import type { Attempt } from '../report/report.ts';

/** Puts the parts of an explanation together, one a line; empty ones are left out. */
export function lines(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter((part) => typeof part === 'string' && part !== '').join('\n');
}

/** Milliseconds as seconds with at most one decimal. */
export function seconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}

/** How a 227 writes a port: `83 × 256 + 237 = 21485` (RFC 959 §4.1.2). */
export function portArithmetic(port: number): string {
  return `${port >> 8} × 256 + ${port & 255} = ${port}`;
}

/** A short list of ports: at most six, then an ellipsis. */
export function portList(ports: readonly number[]): string {
  const shown = [...new Set(ports)].slice(0, 6).join(', ');
  return new Set(ports).size > 6 ? `${shown}, …` : shown;
}

/** What kind of address it is, in words for someone who does not know address ranges. */
export function scopeName(scope: AddressScope, t: Translate): string {
  switch (scope) {
    case 'private':
    case 'unique-local':
      return t('a private address');
    case 'cgnat':
      return t('an address of a provider’s internal network (carrier-grade NAT)');
    case 'loopback':
      return t('a loopback address, which on every machine means that machine itself');
    case 'unspecified':
      return t('the zero address, which names no machine');
    case 'link-local':
      return t('a link-local address, which is only valid on one cable');
    case 'multicast':
      return t('a multicast address, which no connection can be made to');
    case 'broadcast':
    case 'reserved':
      return t('a reserved address, which no machine has');
    case 'documentation':
    case 'benchmarking':
    case 'public':
      return t('a public address');
  }
}

/** Interfaces that containers and virtual machines make: they hold private networks of their own. */
function isVirtualInterface(name: string): boolean {
  return /^(?:docker|br-|virbr|vmnet|vEthernet|veth|cni|podman|lxc|lxdbr|vboxnet)/i.test(name);
}

/** Why a dial was left out, in words. */
function withheldReason(reason: string | null, t: Translate): string {
  switch (reason) {
    case 'forbidden-address':
      return t('connections to such an address are never made on a server’s word');
    case 'own-address':
      return t('it is an address of this very machine');
    case 'privileged-port':
      return t('ports below 1024 are not dialled at an address that a server chose');
    case 'second-address':
      return t('only one address that a server chose is dialled in a run');
    case 'refused-by-client':
      return t('the client itself refuses an address other than the one it is connected to');
    case 'time':
      return t('the time was up');
    case null:
      return t('no reason is known');
    default:
      return reason;
  }
}

function describeUnreachable(attempt: Attempt, target: string, t: Translate): string {
  const { via, address } = attempt;
  const inside = address !== null && isInsideScope(scopeOf(address));
  if (inside && via !== null && isVirtualInterface(via)) {
    return t(
      'Dialling {target}: unreachable. This machine’s own interface {via} (a container or virtual machine network) uses the same private range, so the connection never left this machine.',
      { target, via },
    );
  }
  if (inside && via !== null) {
    return t('Dialling {target}: unreachable; this machine’s route to it goes by the interface {via}.', {
      target,
      via,
    });
  }
  if (inside) return t('Dialling {target}: unreachable; there is no route to that network.', { target });
  return t(
    'Dialling {target}: unreachable. A firewall on the server rejects the connection with an ICMP message (firewalld does this).',
    { target },
  );
}

function describeTimeout(attempt: Attempt, target: string, t: Translate): string {
  const { address, ms, via } = attempt;
  const waited = ms === null ? null : seconds(ms);
  const inside = address !== null && isInsideScope(scopeOf(address));
  if (inside && via !== null && isVirtualInterface(via)) {
    return t(
      'Dialling {target}: no answer. This machine’s own interface {via} (a container or virtual machine network) uses the same private range, so the connection never left this machine.',
      { target, via },
    );
  }
  if (waited === null) {
    return t(
      'Dialling {target}: no answer; the packets are dropped somewhere (a security group or a firewall does this).',
      {
        target,
      },
    );
  }
  if (inside) return t('Dialling {target}: no answer within {waited} s.', { target, waited });
  return t(
    'Dialling {target}: no answer within {waited} s; the packets are dropped (a security group or a firewall does this).',
    { target, waited },
  );
}

/** What became of one dial and what that outcome means, in a sentence. */
export function describeDial(attempt: Attempt, t: Translate): string {
  const target = formatSocketAddress(attempt.address ?? '?', attempt.port);
  switch (attempt.outcome) {
    case 'connected':
      return t('Dialling {target}: connected.', { target });
    case 'timed-out':
      return describeTimeout(attempt, target, t);
    case 'unreachable':
      return describeUnreachable(attempt, target, t);
    case 'refused':
      return t(
        'Dialling {target}: refused. Nothing listens there: the port is not forwarded or published, or a firewall rejects the connection.',
        { target },
      );
    case 'reset':
      return t('Dialling {target}: reset; a device on the way or the server itself cut the connection.', {
        target,
      });
    case 'tls-failed':
      return t('Dialling {target}: connected, but the TLS handshake failed.', { target });
    case 'not-tried':
      return t('{target} was not dialled: {reason}.', { target, reason: withheldReason(attempt.reason, t) });
    case 'unknown':
      return t('What became of the connection to {target} is not known.', { target });
  }
}

/** Whether the address can be reached over the internet, as far as its range tells. */
export function isPublicAddress(address: string | null): boolean {
  return address !== null && isPublicScope(scopeOf(address));
}
