import { remediesForDataPeer } from '../../remedies/index.ts';
import type { ReplyEvent } from '../../trace/event.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { fromElsewhere } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote, saidWithoutChannel } from '../said.ts';
import { lines } from '../wording.ts';

/**
 * vsftpd 3.0.3, ProFTPD 1.3.8 (mod_core), pyftpdlib 1.5.7 and 2.2.1, which name the address they saw (all tried), and
 * FileZilla Server 0.9.60 (ControlSocket.cpp) and 1.7 (session.cpp, both read), which hands on the errno that it gives
 * such a connection and says why in its log only.
 */
const wordings: readonly RegExp[] = [
  /^425 Security: Bad IP connecting/,
  /^425 Unable to build data connection: Permission denied/,
  /^425 Rejected data connection from foreign address/,
  /^425 Rejected data connection for transfer of .{0,4096}IP addresses of control and data connection do not match/,
  /^425 Unable to build data connection: EINVAL\b/,
  // SFTPGo (ftpserverlib); its log names both addresses.
  /^425 .{0,80}data connection security requirements not/,
];

function isRejection({ code, text }: ReplyEvent): boolean {
  return code === 425 && wordings.some((pattern) => pattern.test(text));
}

/** The refusal, and the passive channel that it ended where one is shown. */
function findRejection(facts: Facts): { readonly reply: ReplyEvent; readonly channel?: ChannelFacts } | null {
  for (const channel of facts.channels) {
    if (channel.mode !== 'PASV' && channel.mode !== 'EPSV') continue;
    const reply = channel.transferReplies.find(isRejection);
    if (reply !== undefined) return { reply, channel };
  }
  const reply = saidWithoutChannel(facts).find(isRejection);
  return reply === undefined ? null : { reply };
}

/** The server refuses a data connection because it comes from another address than the control connection. */
export const dataPeerRejected = defineRule({
  id: 'data-peer-rejected',
  check(facts, t) {
    const rejection = findRejection(facts);
    if (rejection === null) return null;
    const { reply, channel } = rejection;
    const seen = facts.seenAs?.address ?? null;
    const from =
      /foreign address ([0-9A-Fa-f.:]{2,45}?)(?::\d+)?\.?$/.exec(reply.text.slice(0, 200))?.[1] ?? null;
    return {
      severity: 'error',
      confidence: 'proven',
      owner: 'path',
      title: t(
        'The server refuses the data connection, because it comes from another address than the login',
      ),
      explanation: lines(
        t('Its reply: {reply}', { reply: quote(reply.text) }),
        t(
          'Both connections start on this machine, but the server sees them come from two different addresses, and takes the second for someone else’s.',
        ),
        seen === null ? null : t('The control connection reaches it from {seen}.', { seen }),
        from === null ? null : t('The data connection reaches it from {from}.', { from }),
      ),
      verdict: t(
        'The server sees your two connections come from different addresses and refuses the second: make them leave (or arrive) by one address.',
      ),
      evidence: [reply.id, channel?.carrier?.event, facts.seenAs?.event],
      alternatives: [
        {
          text: t(
            'Your side uses several public addresses: a provider’s NAT pool, two internet lines, a proxy for some ports.',
          ),
          tellApart: t(
            'Ask a “what is my address” service several times in a row, and compare; from another network the fault is gone.',
          ),
        },
        {
          text: t(
            'On the server’s side a balancer, proxy or container host replaces the address of one of the two.',
          ),
          tellApart: t(
            'The server’s log shows both addresses; a private one there is the device in front of it.',
          ),
        },
      ],
      nextTests: [fromElsewhere(facts, t, ['--mode', 'pasv,epsv'])],
      remedies: remediesForDataPeer(facts, t),
    };
  },
});
