import { formatSocketAddress, isPublicScope, scopeOf } from '../ftp/address.ts';
import type { Translate } from '../l10n.ts';
import { isFailedDial } from './channelOutcome.ts';
import type { Facts } from './facts.ts';
import { isListed, passiveChannels } from './passiveMode.ts';
import { findBlockedPorts } from './passivePorts.ts';
import type { AddressFault } from './pasvAddress.ts';
import { describeDial, portArithmetic } from './wording.ts';

/** The option by which each server product is told the address to announce (knowledge of vsftpd 3.0.3, ProFTPD 1.3.8, Pure-FTPd 1.0.50, pyftpdlib 2.2.1). */
const addressOptions: Readonly<Record<Facts['server']['product'], string | null>> = {
  vsftpd: 'pasv_address',
  proftpd: 'MasqueradeAddress',
  'pure-ftpd': 'ForcePassiveIP',
  pyftpdlib: 'masquerade_address',
  'filezilla-server': null,
  iis: 'externalIp4Address',
  unknown: null,
};

/** What the 227 said, with the port worked out, over where the control connection goes. */
export function sayPair({ advertised, peer }: AddressFault, facts: Facts, t: Translate): string {
  const { address, port } = advertised;
  const arithmetic = portArithmetic(port);
  if (peer === null) {
    return t(
      'Listings and files travel over a second connection. Asked where to open it (PASV), the server answered: {address}, port {port} ({arithmetic}).',
      { address, port, arithmetic },
    );
  }
  const control = formatSocketAddress(peer, facts.sessions[0]?.peerPort ?? facts.control.port);
  return t(
    'Listings and files travel over a second connection. Asked where to open it (PASV), the server answered: {address}, port {port} ({arithmetic}). You are connected to {control}.',
    { address, port, arithmetic, control },
  );
}

/** Why a server names an address of an inner network, as far as both addresses tell. */
export function sayPrivate({ advertised, peer }: AddressFault, t: Translate): string {
  const { address, scope } = advertised;
  if (scope === 'cgnat') {
    return t(
      '{address} belongs to the inside of a provider’s network (100.64.0.0/10, carrier-grade NAT): nobody outside can reach it, and clients that repair private addresses do not recognise this one.',
      { address },
    );
  }
  if (peer === null) {
    return t('{address} is a private address: it exists only inside the server’s own network.', { address });
  }
  if (isPublicScope(scopeOf(peer))) {
    return t(
      '{address} is a private address: it exists only inside the server’s own network. The server stands behind 1:1 NAT, as cloud servers with an elastic or floating IP do: {peer} is translated to {address} outside the machine, the machine itself knows only {address}, and that is what it tells every client.',
      { address, peer },
    );
  }
  return t(
    '{address} and {peer} are both private: the server has another address inside than the one you reach it by (a container, a virtual machine, a second network card or a router in between), and it tells clients the inner one.',
    { address, peer },
  );
}

/** What became of dialling the announced address. */
export function sayDial({ dial, works, channel }: AddressFault, t: Translate): string | null {
  if (works) {
    const bytes = channel.transfer?.bytes ?? null;
    return bytes === null
      ? t('A listing came through that address.')
      : t('A listing of {bytes} bytes came through that address.', { bytes });
  }
  return dial === null ? null : describeDial(dial, t);
}

/** What the same port at the control peer shows: whether the address alone is wrong. */
export function sayRescue({ rescue, channel, peer }: AddressFault, t: Translate): string | null {
  if (rescue === null || peer === null) return null;
  const target = formatSocketAddress(peer, rescue.port);
  if (rescue.outcome === 'connected' && isListed(channel)) {
    return t(
      'The same port at the address you reached, {target}: connected, and the listing came through. Only the address in the reply is wrong.',
      {
        target,
      },
    );
  }
  if (rescue.outcome === 'connected') {
    return t(
      'The same port at the address you reached, {target}: connected. Only the address in the reply is wrong.',
      {
        target,
      },
    );
  }
  return isFailedDial(rescue)
    ? t(
        'The same port at the address you reached, {target}, does not answer either: a second fault, to be mended as well.',
        {
          target,
        },
      )
    : null;
}

/** That EPSV works, where it does: its reply names a port only. */
export function sayEpsv(facts: Facts, t: Translate): string | null {
  const works = passiveChannels(facts, 4).some(
    (channel) => channel.mode === 'EPSV' && channel.outcome === 'ok',
  );
  return works
    ? t('EPSV works, because its reply names only a port; clients that use it notice nothing.')
    : null;
}

/** What a log of the server's shows in place of the address that clients connect to. */
export function sayOutside(
  { peer, fromOutside, unclear }: AddressFault,
  facts: Facts,
  t: Translate,
): string | null {
  if (peer !== null || !fromOutside) return null;
  const seen = facts.seenAs?.address ?? '';
  return unclear
    ? t(
        'The client came from {seen}, from outside; its listing came through because this client replaces such an address.',
        { seen },
      )
    : t('The client came from {seen}, from outside that network.', { seen });
}

/**
 * The order to the server's administrator, in the words of the product where they are known. An inner address over which
 * the server was reached is not the one to announce: the remedies ask for the public one then.
 * Where no passive port answers either, opening them comes first: alone it helps the clients that need no address.
 */
export function sayAnnounce({ peer }: AddressFault, facts: Facts, t: Translate): string {
  const option = addressOptions[facts.server.product];
  const address =
    peer === null
      ? t('its public address')
      : isPublicScope(scopeOf(peer))
        ? peer
        : t('the address under which its clients reach it');
  const announce =
    option === null
      ? t('have the server announce {address}', { address })
      : t('have the server announce {address} ({option})', { address, option });
  return findBlockedPorts(facts) === null
    ? announce
    : t('open its passive ports, which are shut too, and {announce}', { announce });
}

/** How to see on the server, and after the change, which address it is. */
export function addressSteps({ peer, advertised }: AddressFault, t: Translate): readonly string[] {
  const { address } = advertised;
  if (peer === null) {
    return [
      t('Compare {address} with the address you connect to: if they differ, this is the fault.', { address }),
    ];
  }
  const scope = scopeOf(peer);
  // The loopback is on every machine, and tells nothing.
  if (scope === 'loopback') return [];
  const known = [
    t(
      'On the server, “ip addr” shows the addresses it knows itself: expect {address} there and not {peer}.',
      {
        address,
        peer,
      },
    ),
  ];
  if (!isPublicScope(scope)) return known;
  return [...known, t('After the change diagnose again: the 227 must then name {peer}.', { peer })];
}

/** The events that show the fault, the 227 first. */
export function addressEvidence({
  reply,
  dial,
  rescue,
  channel,
}: AddressFault): readonly (number | null | undefined)[] {
  return [reply?.id, dial?.event, rescue?.event, channel.command?.id];
}
