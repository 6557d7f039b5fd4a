import { remediesForHairpin } from '../../remedies/index.ts';
import { addressEvidence, sayDial, sayEpsv, sayPair, sayRescue } from '../addressWording.ts';
import { readAddressFault } from '../pasvAddress.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** The 227 names a public address to a client on the server's own network, and it does not answer from there. */
export const pasvHairpin = defineRule({
  id: 'pasv-hairpin',
  check(facts, t) {
    const fault = readAddressFault(facts);
    if (fault?.id !== 'pasv-hairpin') return null;
    const { address } = fault.advertised;
    const peer = fault.peer ?? '';
    return {
      severity: 'warning',
      confidence: fault.rescue?.outcome === 'connected' ? 'proven' : 'likely',
      owner: 'path',
      title: t('From inside the server’s own network its public address {address} cannot be reached', {
        address,
      }),
      explanation: lines(
        sayPair(fault, facts, t),
        t(
          'You reached the server by an address of its own network, {peer}; the public address it announces is meant for clients outside. To use it from inside, a router would have to send the connection back where it came from (hairpin NAT), and this one does not.',
          { peer },
        ),
        sayDial(fault, t),
        sayRescue(fault, t),
        sayEpsv(facts, t),
        t(
          'Clients outside are not affected; do not change the announced address to a private one, that would lock them out.',
        ),
      ),
      verdict: t(
        'From inside the server’s own network {address} cannot be reached: use EPSV or a client that ignores the announced address here, and leave the server as it is.',
        { address },
      ),
      evidence: addressEvidence(fault),
      nextTests: [
        nextTest(facts, t, t('From outside, where most clients are'), {
          host: address,
          where: 'another-network',
        }),
      ],
      remedies: remediesForHairpin(facts, t),
    };
  },
});
