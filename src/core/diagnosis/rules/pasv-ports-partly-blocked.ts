import { remediesForPassivePorts } from '../../remedies/index.ts';
import type { Facts } from '../facts.ts';
import { familiesOf } from '../passiveMode.ts';
import {
  commonOutcome,
  isEpsvBlocked,
  isHelperBlind,
  isScattered,
  nameThePeer,
  ofMode,
  readHelperPattern,
  readPassivePorts,
} from '../passivePorts.ts';
import type { PassivePorts } from '../passivePorts.ts';
import { ownerOf, portEvidence, sayOutcome, sayPorts } from '../portWording.ts';
import { wordScattered } from '../scatteredWording.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { otherEndEvidence, sayOtherEnd } from '../secondCapture.ts';
import { lines } from '../wording.ts';

/** Some ports answer and some do not, and no finding about a single mode says why. */
function findPartly(facts: Facts): PassivePorts | null {
  for (const family of familiesOf(facts)) {
    const ports = readPassivePorts(facts, family);
    const mixed = ports.failed.length > 0 && ports.answered.length > 0;
    if (mixed && !isHelperBlind(ports, facts) && !isEpsvBlocked(ports)) return ports;
  }
  return null;
}

/** The smallest range that holds the ports which answer, where the silent ones lie outside it. */
function boundary({ answered, failed }: PassivePorts): { from: number; to: number } | null {
  const open = answered.map(({ port }) => port);
  const [from, to] = [Math.min(...open), Math.max(...open)];
  return answered.length > 1 && failed.every(({ port }) => port < from || port > to) ? { from, to } : null;
}

/** Some passive ports answer, some do not, both modes counted. */
export const pasvPortsPartlyBlocked = defineRule({
  id: 'pasv-ports-partly-blocked',
  check(facts, t) {
    const ports = findPartly(facts);
    if (ports === null) return null;
    const { answered, failed, tries } = ports;
    const outcome = commonOutcome(failed);
    const dials = failed.map(({ attempt }) => attempt);
    const pattern = readHelperPattern(ports);
    const open = boundary(ports);
    if (isScattered(ports)) return wordScattered(ports, facts, t);
    return {
      severity: 'error',
      confidence: failed.length > 1 ? 'proven' : 'likely',
      owner: ownerOf(outcome),
      title: t('Only some of the server’s passive ports can be reached: {answered} of {count} tried', {
        answered: answered.length,
        count: tries.length,
      }),
      explanation: lines(
        t('The server picks another port for each transfer, so transfers fail now and then.'),
        t('Answered: {ports}.', { ports: sayPorts(answered) }),
        t('Did not answer: {ports}.', { ports: sayPorts(failed) }),
        open === null
          ? null
          : t('All that answered lie between {from} and {to}, all that did not lie outside.', { ...open }),
        sayOutcome(outcome, t),
        sayOtherEnd(facts, dials, t),
      ),
      verdict: t(
        'Only some of the server’s passive ports can be reached: open its whole passive range, not part of it.',
      ),
      evidence: [...portEvidence(failed, answered), ...otherEndEvidence(facts, dials)],
      alternatives:
        pattern === null || !nameThePeer(ofMode(failed, pattern.silent), facts)
          ? []
          : [
              {
                text: t(
                  'A firewall opens ports by reading the server’s replies and acts upon one mode’s only.',
                ),
                tellApart: t('With more samples one mode always fails and the other never does.'),
              },
            ],
      nextSteps: [
        t(
          'Compare the passive range in the server’s configuration with the range that the firewalls let in.',
        ),
      ],
      nextTests: [
        nextTest(facts, t, t('More ports of both modes, to see where the open range ends'), {
          options: ['--mode', 'pasv,epsv', '--samples', '24'],
        }),
      ],
      remedies: remediesForPassivePorts(facts, t),
    };
  },
});
