import { socketText } from '../../ftp/address.ts';
import type { Translate } from '../../l10n.ts';
import { remediesForActive } from '../../remedies/index.ts';
import { clientAddresses, findActive, isActiveBlocked, severityOfActive } from '../activeMode.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { inboundEvidence, sayInbound } from '../secondCapture.ts';
import { isPublicAddress, lines, seconds } from '../wording.ts';

/** Whether PORT names a private address to a server that was reached at a public one. */
function leadsNowhere({ sent }: ChannelFacts, { peer }: Facts): boolean {
  return sent !== null && !isPublicAddress(sent.address) && isPublicAddress(peer);
}

function sayOutcome({ mode, sent, accepted }: ChannelFacts, t: Translate): string {
  const target = socketText(sent);
  if (accepted !== true) {
    return t('The server took {mode} and tried at once to connect to {target}. It could not.', {
      mode,
      target: target ?? '?',
    });
  }
  return target === null
    ? t('The server accepted {mode}, so it should connect to the client. No connection came.', { mode })
    : t('The server accepted {mode}, so it should connect to {target}. No connection came.', {
        mode,
        target,
      });
}

/** Whether the server's own dial ended before a silent firewall would have let it, vsftpd's after 60 s for one. */
function wasRefused({ accepted, transferReplies }: ChannelFacts): boolean {
  const failure = transferReplies.find(({ code }) => code === 425);
  return accepted === true && failure?.ms != null && failure.ms < 1000;
}

function sayReason(channel: ChannelFacts, facts: Facts, t: Translate): string {
  const { differ, seenAs } = clientAddresses(facts, channel);
  const named = channel.sent?.address;
  if (differ === true && named !== undefined) {
    return t(
      'The server sees this client come from {seen}; if it dialled {named}, which PORT names, it went to an address that leads nowhere from there. A server that checks would have refused such a PORT.',
      { seen: seenAs ?? '', named },
    );
  }
  return leadsNowhere(channel, facts)
    ? t(
        'PORT names {named}, a private address of this client’s network, which leads nowhere from the server.',
        { named: named ?? '' },
      )
    : wasRefused(channel)
      ? t(
          'It said so at once: its connection was refused, not lost. Either nothing listens on that port at the address, as on a router that does not forward it to this machine, or a firewall rejects it.',
        )
      : t(
          'Usually the firewall of the client, or of the network it stands in, lets no connection in from outside.',
        );
}

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
