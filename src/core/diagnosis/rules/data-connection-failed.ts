import { sameAddress } from '../../ftp/address.ts';
import { remediesForPassivePorts } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import type { FindingId } from '../findingIds.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** Findings that explain why a data connection did not come about or broke. */
const explaining: ReadonlySet<FindingId> = new Set([
  'tls-required',
  'tls-handshake-failed',
  'tls-session-reuse-required',
  'server-config-error',
  'server-refused-chroot',
  'pasv-private-address',
  'pasv-unusable-address',
  'pasv-wrong-address',
  'pasv-hairpin',
  'pasv-ports-blocked',
  'pasv-ports-partly-blocked',
  'pasv-helper-blind',
  'passive-pool-exhausted',
  'pasv-reply-malformed',
  'epsv-blocked',
  'data-peer-rejected',
  'data-transfer-stalled',
  'control-dropped-idle',
]);

/** A passive transfer that the server ended with 425 or 426; “Use PORT or PASV first” only echoes an earlier failure. */
function failedReply({
  mode,
  transfer,
  transferReplies,
}: ChannelFacts): { id: number; text: string } | undefined {
  if (mode !== 'PASV' && mode !== 'EPSV') return undefined;
  if (transfer?.outcome === 'ok') return undefined;
  return transferReplies.find(({ code, text }) => (code === 425 || code === 426) && !/ first\b/.test(text));
}

/** Nothing shows that anybody dialled, and the server waited in vain at its own address: most likely the ports are shut. */
function neverCame({ attempts, advertised }: ChannelFacts, facts: Facts): boolean {
  return attempts.length === 0 && sameAddress(advertised?.address, facts.peer);
}

/** 425 or 426 for a reason that none of the other findings explains. */
export const dataConnectionFailed = defineRule({
  id: 'data-connection-failed',
  check(facts, t, found) {
    if (found.some(({ id }) => explaining.has(id))) return null;
    for (const channel of facts.channels) {
      const reply = failedReply(channel);
      if (reply === undefined) continue;
      const shut = neverCame(channel, facts);
      return {
        severity: 'error',
        confidence: 'possible',
        owner: shut ? 'server-network' : 'path',
        title: t('The data connection failed, and the server says: {reply}', {
          reply: quote(reply.text, 120),
        }),
        explanation: lines(
          t(
            'The server accepted {mode} and the transfer command, but the second connection did not come about or broke.',
            {
              mode: channel.mode,
            },
          ),
          shut
            ? t(
                'The address it announced is its own, so the likeliest cause is a passive port that a firewall or security group keeps shut.',
              )
            : t('Nothing else in the evidence says why.'),
        ),
        verdict: t(
          'The data connection failed for a reason that this evidence does not show: diagnose the server live, which dials its ports one by one.',
        ),
        evidence: [reply.id, channel.reply?.id, channel.command?.id],
        nextSteps: [
          t('Diagnose the server live: that dials its ports and tells a wrong address from a shut port.'),
          t('Look in the server’s log at the time of the transfer.'),
        ],
        remedies: shut ? remediesForPassivePorts(facts, t) : [],
      };
    }
    return null;
  },
});
