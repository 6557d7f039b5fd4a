import { remediesForEpsv } from '../../remedies/index.ts';
import { familiesOf } from '../passiveMode.ts';
import { isEpsvBlocked, readPassivePorts } from '../passivePorts.ts';
import { portEvidence, sayPorts } from '../portWording.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { otherEndEvidence, sayOtherEnd } from '../secondCapture.ts';
import { lines } from '../wording.ts';

/** A device on the way knows the reply to PASV and not the one to EPSV, and opens no port for the latter. */
export const epsvBlocked = defineRule({
  id: 'epsv-blocked',
  check(facts, t) {
    for (const family of familiesOf(facts)) {
      const ports = readPassivePorts(facts, family);
      if (!isEpsvBlocked(ports)) continue;
      const dials = ports.failed.map(({ attempt }) => attempt);
      return {
        severity: family === 6 ? 'error' : 'warning',
        confidence: 'likely',
        owner: 'path',
        title: t('A device on the way opens the ports of PASV and overlooks those of EPSV'),
        explanation: lines(
          t('None of the ports announced to EPSV answered: {ports}.', { ports: sayPorts(ports.failed) }),
          t('All those announced to PASV at the same address did: {ports}.', {
            ports: sayPorts(ports.answered),
          }),
          t(
            'A firewall or router reads the replies and opens the port it finds in a 227; it does not know the 229 of EPSV. Clients that ask with EPSV first wait in vain before they fall back to PASV, and some (the ftp of Debian) do not fall back at all.',
          ),
          sayOtherEnd(facts, dials, t),
        ),
        verdict: t(
          'A device on the way overlooks the ports of EPSV: open the passive range with a rule of its own, and until then switch EPSV off in the client.',
        ),
        evidence: [...portEvidence(ports.failed, ports.answered), ...otherEndEvidence(facts, dials)],
        alternatives: [
          {
            text: t('A range is open by a rule of its own, and only the ports of PASV keep to it.'),
            tellApart: t(
              'Compare the port numbers above: those of EPSV then lie outside the range of the others.',
            ),
          },
          {
            text: t('A limit on new connections was reached by the time EPSV had its turn.'),
            tellApart: t('Asked alone (--mode epsv), the first ports of EPSV then answer.'),
          },
        ],
        nextTests: [
          nextTest(facts, t, t('EPSV alone, to see whether it fails from the first port on'), {
            options: ['--mode', 'epsv'],
          }),
          nextTest(facts, t, t('From another network: if EPSV works there, the device stands on your side'), {
            options: ['--mode', 'pasv,epsv'],
            where: 'another-network',
          }),
        ],
        remedies: remediesForEpsv(facts, t),
      };
    }
    return null;
  },
});
