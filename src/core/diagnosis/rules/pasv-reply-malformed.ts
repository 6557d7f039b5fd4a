import { remediesForReplyMalformed } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { fatalDeviations, sayDeviation } from '../malformedReply.ts';
import { familiesOf, passiveChannels } from '../passiveMode.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

function findMalformed(facts: Facts): ChannelFacts | null {
  const channels = familiesOf(facts).flatMap((family) => passiveChannels(facts, family));
  const bad = channels.filter(
    ({ accepted, deviations }) =>
      accepted === true && deviations.some((deviation) => fatalDeviations.includes(deviation)),
  );
  return bad.find(({ mode }) => mode === 'PASV') ?? bad[0] ?? null;
}

/** A 227 or 229 that cannot be read as the RFCs allow. */
export const pasvReplyMalformed = defineRule({
  id: 'pasv-reply-malformed',
  check(facts, t) {
    const channel = findMalformed(facts);
    if (channel?.reply == null) return null;
    const { mode, reply, family } = channel;
    const named = channel.deviations.includes('name-given');
    const why = channel.deviations
      .map((deviation) => sayDeviation(deviation, t))
      .find((text) => text !== null);
    return {
      severity: mode === 'PASV' || family === 6 ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title: t('The server’s reply to {mode} cannot be read', { mode }),
      explanation: lines(
        t('Its reply: {reply}', { reply: quote(reply.text, 200) }),
        why,
        mode === 'PASV'
          ? t(
              'It should look like this: 227 Entering Passive Mode (192,0,2,7,83,237), the address in four numbers and the port as 83 × 256 + 237.',
            )
          : t(
              'It should look like this: 229 Entering Extended Passive Mode (|||21485|), with the port between the bars.',
            ),
      ),
      verdict: named
        ? t(
            'The server’s reply to {mode} carries a name where an address belongs: give the server its public address in digits.',
            { mode },
          )
        : t(
            'The server’s reply to {mode} cannot be read: find out whether the server writes it this way or a device on the way edits it.',
            {
              mode,
            },
          ),
      evidence: [reply.id, channel.command?.id],
      alternatives: named
        ? []
        : [
            {
              text: t('The server is right and a router or firewall on the way edits its reply.'),
              tellApart: t('Under TLS nothing can be edited; nor on the server’s own machine.'),
            },
          ],
      nextTests: [
        named
          ? nextTest(facts, t, t('Once more after the change'), {
              options: ['--mode', 'pasv', '--samples', '1'],
            })
          : nextTest(facts, t, t('Under TLS, where nobody can edit the reply'), { scheme: 'ftpes' }),
      ],
      remedies: remediesForReplyMalformed(facts, t),
    };
  },
});
