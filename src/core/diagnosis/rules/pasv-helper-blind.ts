import { remediesForHelperBlind } from '../../remedies/index.ts';
import type { Facts } from '../facts.ts';
import { familiesOf } from '../passiveMode.ts';
import { isHelperBlind, readPassivePorts } from '../passivePorts.ts';
import type { PassivePorts } from '../passivePorts.ts';
import { portEvidence, sayPorts } from '../portWording.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { otherEndEvidence, sayOtherEnd } from '../secondCapture.ts';
import { lines } from '../wording.ts';

function findBlind(facts: Facts): PassivePorts | null {
  for (const family of familiesOf(facts)) {
    const ports = readPassivePorts(facts, family);
    if (isHelperBlind(ports, facts)) return ports;
  }
  return null;
}

/** A stateful firewall opens ports by reading replies and ignores this 227, since it names no address of the host. */
export const pasvHelperBlind = defineRule({
  id: 'pasv-helper-blind',
  check(facts, t) {
    const ports = findBlind(facts);
    if (ports === null) return null;
    const { failed, answered } = ports;
    const dials = failed.map(({ attempt }) => attempt);
    const certain = failed.length >= 3 && answered.length >= 2;
    return {
      severity: 'error',
      confidence: certain ? 'likely' : 'possible',
      owner: 'server-network',
      title: t('A firewall opens the ports of EPSV and overlooks those of PASV'),
      explanation: lines(
        t('The reply to PASV names the right address, yet its ports do not answer: {ports}.', {
          ports: sayPorts(failed),
        }),
        t('The ports of EPSV on the same server do: {ports}.', { ports: sayPorts(answered) }),
        t(
          'So the range as such is shut, and a firewall’s FTP helper (nf_conntrack_ftp) opens one port at a time by reading the replies. It skips a 227 whose address is not the machine’s own. That is what happens on a cloud server once its public address is announced: the helper sees a foreign address and opens nothing. With TLS it cannot read either reply.',
        ),
        sayOtherEnd(facts, dials, t),
      ),
      verdict: t(
        'A firewall on the server’s side overlooks the ports of PASV: open the passive range with a rule of its own instead of relying on the FTP helper.',
      ),
      evidence: [...portEvidence(failed, answered), ...otherEndEvidence(facts, dials)],
      alternatives: certain
        ? []
        : [
            {
              text: t('Only part of the range is open, and the two modes happened to draw differently.'),
              tellApart: t('With more samples one mode always fails and the other never does.'),
            },
          ],
      nextSteps: [
        t(
          'On the server, “nft list ruleset” or “iptables -S” shows whether only port 21 and RELATED are let in.',
        ),
      ],
      nextTests: [
        nextTest(facts, t, t('With more samples, to see whether one mode always fails'), {
          options: ['--mode', 'pasv,epsv', '--samples', '12'],
        }),
      ],
      remedies: remediesForHelperBlind(facts, t),
    };
  },
});
