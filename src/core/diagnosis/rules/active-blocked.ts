import { remediesForActive } from '../../remedies/index.ts';
import { findActive, isActiveBlocked, severityOfActive } from '../activeMode.ts';
import { sayOutcome, sayReason } from '../activeWording.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { inboundEvidence, sayInbound } from '../secondCapture.ts';
import { lines, seconds } from '../wording.ts';

/** PORT or EPRT was accepted, and the server's connection never arrives. */
export const activeBlocked = defineRule({
  id: 'active-blocked',
  check(facts, t) {
    const channel = findActive(facts, (each) => isActiveBlocked(each, facts));
    if (channel === null) return null;
    const { attempts, transferReplies, command, reply } = channel;
    const waited = attempts.find(({ as }) => as === 'inbound');
    const failure =
      channel.accepted === true ? transferReplies.find(({ code }) => code === 425) : (reply ?? undefined);
    const severity = severityOfActive(facts, channel.family);
    return {
      severity,
      confidence: 'likely',
      owner: 'client-network',
      title: t('Active mode: the server’s connection never arrives'),
      explanation: lines(
        sayOutcome(channel, t),
        waited?.ms == null || waited.ms < 1000
          ? null
          : t('The diagnosis waited {waited} s for it.', { waited: seconds(waited.ms) }),
        failure === undefined ? null : t('The server’s own word: {reply}', { reply: quote(failure.text) }),
        sayInbound(facts, t),
        sayReason(channel, facts, t),
        severity === 'info' ? t('Passive mode works, so nothing needs mending.') : null,
      ),
      verdict: t(
        'Active mode cannot work here, since the server’s connection never arrives: use passive mode, or let it in at the client’s firewall.',
      ),
      evidence: [waited?.event, failure?.id, command?.id, reply?.id, ...inboundEvidence(facts)],
      alternatives: [
        {
          text: t(
            'The server’s own network lets no connection out from port 20 (an outbound rule of the security group).',
          ),
          tellApart: t(
            'Run “tcpdump -n tcp port 20” on the client while it lists: if no packet comes, it is stopped before.',
          ),
        },
      ],
      nextTests: [
        nextTest(facts, t, t('With ports that the client’s firewall lets in'), {
          options: ['--mode', 'port,eprt', '--active-ports', '50000-50010'],
        }),
      ],
      remedies: severity === 'info' ? [] : remediesForActive(facts, t),
    };
  },
});
