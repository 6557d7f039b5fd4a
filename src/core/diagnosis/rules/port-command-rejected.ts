import type { Translate } from '../../l10n.ts';
import { remediesForActive } from '../../remedies/index.ts';
import { clientAddresses, findActive, severityOfActive } from '../activeMode.ts';
import type { ClientAddresses } from '../activeMode.ts';
import { causeOf } from '../portRefusal.ts';
import type { PortRefusalCause } from '../portRefusal.ts';
import { readRefusal } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

function sayCause(cause: PortRefusalCause, { local, seenAs }: ClientAddresses, t: Translate): string {
  if (cause === 'hidden') {
    return t(
      'It would only connect back to {seen}, which is a device in front of the server and not you. That is not the client’s fault.',
      {
        seen: seenAs ?? '',
      },
    );
  }
  if (cause === 'policy') {
    return t(
      'The address is the one the server sees, so it refuses by a rule of its own: the port, or active mode altogether.',
    );
  }
  if (local !== null && seenAs !== null) {
    return t(
      'This machine named its own address, {local}. The server sees you come from {seen}: a router in between translates addresses (NAT). The server connects back only to the address it sees, so it refuses.',
      { local, seen: seenAs },
    );
  }
  return t(
    'Most likely the client named its own private address, while the server sees the address of the router in front of it (NAT), and connects back only to what it sees.',
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
    const known = cause === 'policy' || cause === 'hidden' || addresses.differ === true;
    const owner = {
      hidden: 'server-network',
      policy: 'server',
      translation: 'client-network',
      unclear: 'client-network',
    } as const;
    return {
      severity,
      confidence: known ? 'proven' : 'likely',
      owner: owner[cause],
      title: t('The server refuses active mode: “{reply}”', { reply: quote(reply.text, 120) }),
      explanation: lines(
        t('In active mode the client names an address of its own ({mode}) and the server connects to it.', {
          mode,
        }),
        sayCause(cause, addresses, t),
        severity === 'info'
          ? t('Passive mode works, so nothing needs mending.')
          : t('Passive mode is what should be mended; active mode then no longer matters.'),
      ),
      verdict: t('The server refuses active mode for clients behind NAT: use passive mode.'),
      evidence: [reply.id, command?.id, addresses.event],
      alternatives:
        cause === 'unclear' || (cause === 'translation' && !known)
          ? [
              {
                text: t('The server refuses every address by a rule of its own.'),
                tellApart: t('Diagnose live: it asks once more with the address that the server sees.'),
              },
            ]
          : [],
      remedies: severity === 'info' ? [] : remediesForActive(facts, t),
    };
  },
});
