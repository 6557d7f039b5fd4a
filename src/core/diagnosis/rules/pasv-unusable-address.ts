import type { Translate } from '../../l10n.ts';
import { remediesForAddress } from '../../remedies/index.ts';
import { addressEvidence, sayAnnounce, sayDial, sayEpsv, sayPair, sayRescue } from '../addressWording.ts';
import type { Facts } from '../facts.ts';
import { readAddressFault } from '../pasvAddress.ts';
import type { AddressFault } from '../pasvAddress.ts';
import { defineRule } from '../rule.ts';
import { lines, scopeName } from '../wording.ts';

/** Where such an address usually comes from (vsftpd 3.0.3 tried; container images by their documentation). */
function sayOrigin({ advertised }: AddressFault, facts: Facts, t: Translate): string | null {
  const { product } = facts.server;
  if (advertised.scope === 'unspecified' && (product === 'vsftpd' || product === 'unknown')) {
    return t(
      'vsftpd sends zeros when pasv_address is set while listen_ipv6=YES, as in the stock file of most distributions; the pair listen=YES and listen_ipv6=NO ends it.',
    );
  }
  if (advertised.scope === 'unspecified') {
    return t(
      'Some clients read zeros as “the address of the control connection” and get through; others fail.',
    );
  }
  if (advertised.scope === 'loopback') {
    return t(
      'It is a usual default of container images: the variable for the public address (PASV_ADDRESS, PUBLICHOST) was never set.',
    );
  }
  return null;
}

/** The 227 names an address that no client could ever dial: 0/8, loopback, link-local, multicast, reserved. */
export const pasvUnusableAddress = defineRule({
  id: 'pasv-unusable-address',
  check(facts, t) {
    const fault = readAddressFault(facts);
    if (fault?.id !== 'pasv-unusable-address') return null;
    const { address, scope } = fault.advertised;
    const announce = sayAnnounce(fault, facts, t);
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'server',
      title: t('The server sends clients to {address}, where no client can connect', { address }),
      explanation: lines(
        sayPair(fault, facts, t),
        t('{address} is {kind}.', { address, kind: scopeName(scope, t) }),
        sayOrigin(fault, facts, t),
        sayDial(fault, t),
        sayRescue(fault, t),
        sayEpsv(facts, t),
      ),
      verdict: t('The server sends clients to {address}, where no client can connect: {announce}.', {
        address,
        announce,
      }),
      evidence: addressEvidence(fault),
      remedies: remediesForAddress(facts, t),
    };
  },
});
