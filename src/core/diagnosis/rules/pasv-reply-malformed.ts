import type { Deviation } from '../../ftp/passive.ts';
import type { Translate } from '../../l10n.ts';
import { remediesForReplyMalformed } from '../../remedies/index.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { familiesOf, passiveChannels } from '../passiveMode.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** Departures that leave no port to dial; the others are within what RFC 1123 §4.1.2.6 asks clients to read. */
const fatal: readonly Deviation[] = [
  'no-numbers',
  'too-few-numbers',
  'too-many-numbers',
  'octet-out-of-range',
  'port-zero',
  'port-out-of-range',
];

function sayDeviation(deviation: Deviation, t: Translate): string | null {
  switch (deviation) {
    case 'no-numbers':
      return t('It holds no address and port in the form that the standard asks for.');
    case 'too-few-numbers':
      return t('It holds fewer than six numbers; four make the address and two the port.');
    case 'too-many-numbers':
      return t('It holds more than six numbers, and nothing says which of them count.');
    case 'octet-out-of-range':
      return t('One of its numbers is greater than 255, which no part of an address or port can be.');
    case 'port-zero':
      return t('The port works out as 0, which cannot be dialled.');
    case 'port-out-of-range':
      return t('The port is greater than 65535, which no port can be.');
    case 'no-parentheses':
    case 'blanks':
    case 'leading-zero':
    case 'unusual-delimiter':
    case 'address-given':
    case 'multi-line':
    case 'bad-address':
      return null;
  }
}

function findMalformed(facts: Facts): ChannelFacts | null {
  const channels = familiesOf(facts).flatMap((family) => passiveChannels(facts, family));
  const bad = channels.filter(
    ({ accepted, deviations }) =>
      accepted === true && deviations.some((deviation) => fatal.includes(deviation)),
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
      verdict: t(
        'The server’s reply to {mode} cannot be read: find out whether the server writes it this way or a device on the way edits it.',
        {
          mode,
        },
      ),
      evidence: [reply.id, channel.command?.id],
      alternatives: [
        {
          text: t('The server is right and a router or firewall on the way edits its reply.'),
          tellApart: t('Under TLS nothing can be edited; nor on the server’s own machine.'),
        },
      ],
      nextTests: [nextTest(facts, t, t('Under TLS, where nobody can edit the reply'), { scheme: 'ftpes' })],
      remedies: remediesForReplyMalformed(facts, t),
    };
  },
});
