import type { Translate } from '../../l10n.ts';
import { remediesForAddress } from '../../remedies/index.ts';
import { addressEvidence, sayDial, sayEpsv, sayPair, sayRescue } from '../addressWording.ts';
import type { Facts } from '../facts.ts';
import { readAddressFault } from '../pasvAddress.ts';
import type { AddressFault } from '../pasvAddress.ts';
import { defineRule } from '../rule.ts';
import { lines, scopeName } from '../wording.ts';
import { sayMend, sayZeroOrigin } from '../zeroAddress.ts';

/** Where such an address usually comes from (container images by their documentation). */
function sayOrigin({ advertised }: AddressFault, facts: Facts, t: Translate): string | null {
  if (advertised.scope === 'unspecified') return sayZeroOrigin(facts, t);
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
    const announce = sayMend(fault, facts, t);
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
