import type { Translate } from '../l10n.ts';
import { remediesForLostConnections } from '../remedies/control.ts';
import { remediesForPassivePorts } from '../remedies/index.ts';
import type { Facts } from './facts.ts';
import { nextTest } from './nextTest.ts';
import type { PassivePorts } from './passivePorts.ts';
import { portEvidence, sayPorts } from './portWording.ts';
import type { FindingDraft } from './rule.ts';
import { otherEndEvidence, sayOtherEnd } from './secondCapture.ts';
import { lines } from './wording.ts';

/** What to say where silent ports lie among living ones: not a range is at fault, but single connections. */
export function wordScattered(
  { tries, answered, failed }: PassivePorts,
  facts: Facts,
  t: Translate,
): FindingDraft {
  const dials = failed.map(({ attempt }) => attempt);
  return {
    severity: 'error',
    confidence: 'likely',
    owner: 'path',
    title: t('Some data connections do not come about: {answered} of {count} ports tried answered', {
      answered: answered.length,
      count: tries.length,
    }),
    explanation: lines(
      t('Answered: {ports}.', { ports: sayPorts(answered) }),
      t('Did not answer: {ports}.', { ports: sayPorts(failed) }),
      t(
        'Those that did not answer lie among those that did, so it is not that part of a range is shut. Either packets get lost on the way, or something lets in only so many new connections in a time (a limit in a firewall, protection against floods).',
      ),
      sayOtherEnd(facts, dials, t),
    ),
    verdict: t(
      'Some data connections do not come about, whatever their port: look for packets that get lost and for a limit on new connections.',
    ),
    evidence: [...portEvidence(failed, answered), ...otherEndEvidence(facts, dials)],
    alternatives: [
      {
        text: t('A firewall lets the passive range in with gaps.'),
        tellApart: t('With more samples the same ports stay silent each time.'),
      },
    ],
    nextTests: [
      nextTest(facts, t, t('More ports of both modes, to see whether the same ones stay silent'), {
        options: ['--mode', 'pasv,epsv', '--samples', '24'],
      }),
    ],
    remedies: [
      ...remediesForLostConnections(t),
      ...remediesForPassivePorts(facts, t).map((each) => ({ ...each, alternative: true })),
    ],
  };
}
