import { remediesForAddress, remediesForDataFailure, remediesForPassivePorts } from '../../remedies/index.ts';
import { wordUnansweredChannel } from '../channelFailureWording.ts';
import { readDataFailure } from '../dataFailure.ts';
import { wordDataFailure } from '../dataFailureWording.ts';
import type { FindingId } from '../findingIds.ts';
import { defineRule } from '../rule.ts';
import { portEvidenceOnHosts, sayHostPorts } from '../hostFacts.ts';
import { quote } from '../said.ts';
import { findUnanswered } from '../unansweredChannel.ts';
import { lines } from '../wording.ts';

/** Findings that explain why a data connection did not come about or broke. */
const explaining: ReadonlySet<FindingId> = new Set([
  'tls-required',
  'tls-handshake-failed',
  'tls-certificate-invalid',
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
  'blocked-during-diagnosis',
]);

/** A data connection failed for a reason that none of the other findings explains. */
export const dataConnectionFailed = defineRule({
  id: 'data-connection-failed',
  check(facts, t, found) {
    if (found.some(({ id }) => explaining.has(id))) return null;
    for (const channel of facts.channels) {
      const failure = readDataFailure(channel, facts);
      if (failure === null) continue;
      const { reply, transfer, kind } = failure;
      const { cause, ...words } = wordDataFailure(failure, facts, t);
      return {
        severity: 'error',
        ...words,
        explanation: lines(
          t(
            'The server accepted {mode} and the transfer command, but the second connection did not come about or broke.',
            { mode: channel.mode },
          ),
          reply === null
            ? t('The data connection ended from the other side, and the server said nothing about it.')
            : t('Its reply: {reply}', { reply: quote(reply.text) }),
          cause,
          sayHostPorts(facts, t),
        ),
        evidence: [reply?.id, transfer?.id, channel.carrier?.event, channel.reply?.id, channel.command?.id],
        remedies: remediesForDataFailure(kind, facts, t),
      };
    }
    const unanswered = findUnanswered(facts);
    if (unanswered === null) return null;
    const { channel, event, how } = unanswered;
    // A log that was cut shows nothing to mend; a client that replaced the address shows that this is wrong too.
    const isReplaced = how === 'hidden' && unanswered.replaced !== null;
    const remediesOf = how === 'abandoned' ? null : isReplaced ? remediesForAddress : remediesForPassivePorts;
    return {
      ...wordUnansweredChannel(unanswered, facts, t),
      evidence: [event, channel?.reply?.id, channel?.command?.id, ...portEvidenceOnHosts(facts)],
      remedies: remediesOf === null ? [] : remediesOf(facts, t),
    };
  },
});
