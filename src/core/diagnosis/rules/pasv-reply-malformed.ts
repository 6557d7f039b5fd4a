import { remediesForReplyMalformed } from '../../remedies/index.ts';
import { findMalformed, sayDeviation, verdictOfMalformed } from '../malformedReply.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** A 227 or 229 that cannot be read as the RFCs allow, or that only few clients read. */
export const pasvReplyMalformed = defineRule({
  id: 'pasv-reply-malformed',
  check(facts, t) {
    const found = findMalformed(facts);
    if (found === null) return null;
    const { channel, reply, deviation } = found;
    const { mode, family } = channel;
    const isError = deviation !== 'blanks' && (mode === 'PASV' || family === 6);
    // What somebody has typed into the server's settings, no device on the way puts there.
    const typed = deviation === 'name-given' || deviation === 'blank-before-comma';
    const readable = channel.advertised !== null;
    return {
      severity: isError ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title: readable
        ? t('Clients cannot read the server’s reply to {mode}', { mode })
        : t('The server’s reply to {mode} cannot be read', { mode }),
      explanation: lines(
        t('Its reply: {reply}', { reply: quote(reply.text, 200) }),
        sayDeviation(deviation, t),
        mode === 'PASV'
          ? t(
              'It should look like this: 227 Entering Passive Mode (192,0,2,7,83,237), the address in four numbers and the port as 83 × 256 + 237.',
            )
          : t(
              'It should look like this: 229 Entering Extended Passive Mode (|||21485|), with the port between the bars.',
            ),
      ),
      verdict: verdictOfMalformed(found, t),
      evidence: [reply.id, channel.command?.id],
      alternatives: typed
        ? []
        : [
            {
              text: t('The server is right and a router or firewall on the way edits its reply.'),
              tellApart: t('Under TLS nothing can be edited; nor on the server’s own machine.'),
            },
          ],
      nextTests: [
        typed
          ? nextTest(facts, t, t('Once more after the change'), {
              options: ['--mode', 'pasv', '--samples', '1'],
            })
          : nextTest(facts, t, t('Under TLS, where nobody can edit the reply'), { scheme: 'ftpes' }),
      ],
      remedies: remediesForReplyMalformed(facts, t, typed),
    };
  },
});
