import type { Translate } from '../../l10n.ts';
import { remediesForPassivePorts } from '../../remedies/index.ts';
import { portEvidenceOnHosts, readHostFirewall, readTrace, sayHostPorts, waitsInVain } from '../hostFacts.ts';
import { commonOutcome, findBlockedPorts } from '../passivePorts.ts';
import type { PassivePorts } from '../passivePorts.ts';
import { ownerOf, portEvidence, sayOutcome, sayPorts } from '../portWording.ts';
import { fromElsewhere } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import type { FindingDraft } from '../rule.ts';
import { otherEndEvidence, ownerByOtherEnd, sayOtherEnd } from '../secondCapture.ts';
import { lines } from '../wording.ts';

function alternatives(
  { failed }: PassivePorts,
  outcome: string,
  t: Translate,
): NonNullable<FindingDraft['alternatives']> {
  const own = {
    text: t('Your own network lets only well-known ports out.'),
    tellApart: t(
      'Diagnose from another network, a mobile phone’s for example: if the ports answer there, it is yours.',
    ),
  };
  const range = {
    text: t('A range is open, but it is not the one the server uses.'),
    tellApart: t(
      'Compare the ports above with the passive range in the server’s configuration (--range A-B does it here).',
    ),
  };
  return outcome === 'unreachable' || failed.length === 0 ? [range] : [own, range];
}

/** No passive port answers at the control peer, neither PASV's nor EPSV's, whatever address the 227 names. */
export const pasvPortsBlocked = defineRule({
  id: 'pasv-ports-blocked',
  check(facts, t) {
    const ports = findBlockedPorts(facts);
    if (ports === null) return null;
    const outcome = commonOutcome(ports.failed);
    const address = ports.failed[0]?.attempt.address ?? facts.peer ?? '';
    const dials = ports.failed.map(({ attempt }) => attempt);
    const knownOwner = ownerByOtherEnd(facts, dials);
    const modes = new Set(ports.failed.map(({ mode }) => mode));
    const firewall = readHostFirewall(facts);
    const trace = readTrace(facts);
    const shown = knownOwner !== null || firewall === 'shut' || trace !== null || waitsInVain(facts) !== null;
    const isHost = firewall === 'shut' || trace === 'arrives';
    return {
      severity: 'error',
      confidence: shown || ports.failed.length >= 3 || modes.size > 1 ? 'proven' : 'likely',
      owner: isHost ? 'server' : (knownOwner ?? ownerOf(outcome)),
      title: t('None of the server’s passive ports can be reached'),
      explanation: lines(
        t(
          'The control connection to {address} works, so the server is there. For listings and files it opens a further port each time, and none of those answers: {ports}.',
          {
            address,
            ports: sayPorts(ports.failed),
          },
        ),
        sayOutcome(outcome, t),
        sayHostPorts(facts, t),
        sayOtherEnd(facts, dials, t),
      ),
      verdict: t(
        'None of the server’s passive ports can be reached: open its passive port range in the security group and the firewall.',
      ),
      evidence: [
        ...portEvidence(ports.failed, []),
        ...portEvidenceOnHosts(facts),
        ...otherEndEvidence(facts, dials),
      ],
      alternatives: knownOwner === null ? alternatives(ports, outcome, t) : [],
      nextSteps: [
        t(
          'While a client waits after PASV, look on the server with “ss -ltn”: if the port is listed there, only the network in front of it is to blame.',
        ),
      ],
      nextTests: [fromElsewhere(facts, t, ['--mode', 'pasv,epsv'])],
      remedies: remediesForPassivePorts(facts, t),
    };
  },
});
