import type { Translate } from '../../l10n.ts';
import { remediesForActive } from '../../remedies/index.ts';
import { clientAddresses, findActive, severityOfActive } from '../activeMode.ts';
import type { Facts } from '../facts.ts';
import { causeOf, sayCause, type PortRefusalCause } from '../portRefusal.ts';
import { sayBindEcho } from '../hostFacts.ts';
import { readRefusal } from '../refusal.ts';
import { nextTest, type TestStep } from '../nextTest.ts';
import { defineRule, type FindingDraft } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** Words about the address and nothing else (pyftpdlib, Pure-FTPd, FileZilla Server 0.9). */
const aboutAddress = /foreign address|\(only to |does not match control connection IP/;

const owners: Readonly<Record<PortRefusalCause, FindingDraft['owner']>> = {
  hidden: 'server-network',
  policy: 'server',
  translation: 'client-network',
  unclear: 'client-network',
};

function anotherRule(t: Translate): NonNullable<FindingDraft['alternatives']>[number] {
  return {
    text: t('The server refuses every address by a rule of its own.'),
    tellApart: t(
      'Name the address that the server sees, your public one, in PORT (--active-address here): if that is refused too, it is such a rule.',
    ),
  };
}

function withAddress(facts: Facts, t: Translate, seenAs: string): TestStep {
  return nextTest(
    facts,
    t,
    t('With the address that the server sees, once the router forwards these ports'),
    { options: ['--mode', 'port', '--active-address', seenAs, '--active-ports', '50000-50010'] },
  );
}

/** PORT or EPRT is refused for what it names: the client stands behind address translation, or by policy. */
export const portCommandRejected = defineRule({
  id: 'port-command-rejected',
  check(facts, t) {
    const channel = findActive(facts, (candidate) =>
      ['address', 'other'].includes(readRefusal(candidate) ?? ''),
    );
    if (channel?.reply == null) return null;
    const { mode, reply, command } = channel;
    const addresses = clientAddresses(facts, channel);
    const cause = causeOf(facts, channel, addresses);
    const severity = severityOfActive(facts, channel.family);
    const echo = sayBindEcho(facts, t);
    const named = cause === 'translation' && aboutAddress.test(reply.text);
    const known = named || cause === 'policy' || cause === 'hidden' || addresses.differ === true;
    return {
      severity,
      confidence: known ? 'proven' : 'likely',
      owner: owners[cause],
      title: t('The server refuses active mode: “{reply}”', { reply: quote(reply.text, 120) }),
      explanation: lines(
        t('In active mode the client names an address of its own ({mode}) and the server connects to it.', {
          mode,
        }),
        sayCause(cause, addresses, t),
        echo?.text,
        severity === 'info'
          ? t('Passive mode works, so nothing needs mending.')
          : t('Passive mode is what should be mended; active mode then no longer matters.'),
      ),
      verdict: t('The server refuses active mode for clients behind NAT: use passive mode.'),
      evidence: [reply.id, command?.id, addresses.event, echo?.event],
      alternatives: cause === 'unclear' || (cause === 'translation' && !known) ? [anotherRule(t)] : [],
      nextTests:
        cause === 'translation' && severity !== 'info' && addresses.seenAs !== null
          ? [withAddress(facts, t, addresses.seenAs)]
          : [],
      remedies: severity === 'info' ? [] : remediesForActive(facts, t),
    };
  },
});
