import { remediesForPassiveDisabled } from '../../remedies/index.ts';
import { activeChannels, isPassiveDisabled } from '../activeMode.ts';
import { familiesOf, passiveChannels } from '../passiveMode.ts';
import { nextTest } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** PASV and EPSV are refused as switched off or unknown. */
export const passiveDisabled = defineRule({
  id: 'passive-disabled',
  check(facts, t) {
    // Over IPv6 there is no PASV to compare with; a refused EPSV has its own finding there.
    const family = familiesOf(facts).find(
      (candidate) => candidate !== 6 && isPassiveDisabled(facts, candidate),
    );
    if (family === undefined) return null;
    const channels = passiveChannels(facts, family);
    const both = channels.some(({ mode }) => mode === 'EPSV');
    const [first] = channels;
    const active = activeChannels(facts, family).some(({ outcome }) => outcome === 'ok');
    return {
      severity: 'error',
      confidence: both ? 'proven' : 'likely',
      owner: 'server',
      title: t('Passive mode is switched off on the server'),
      explanation: lines(
        both
          ? t('The server refuses PASV and EPSV: {reply}', { reply: quote(first?.reply?.text ?? '') })
          : t('The server refuses PASV: {reply}', { reply: quote(first?.reply?.text ?? '') }),
        t(
          'In passive mode the client opens the second connection. Without it the server has to connect to the client, which does not work for clients behind a router, a firewall or a NAT: nearly all of them.',
        ),
        active
          ? t('Active mode works from this machine, which the server can reach; that is the exception.')
          : null,
      ),
      verdict: t(
        'Passive mode is switched off on the server: switch it on, with a fixed port range that the firewall lets in.',
      ),
      evidence: channels.flatMap(({ reply, command }) => [reply?.id, command?.id]),
      nextTests: both
        ? []
        : [
            nextTest(
              facts,
              t,
              t('EPSV as well: if the server accepts it, only the one command is switched off'),
              {
                options: ['--mode', 'epsv'],
              },
            ),
          ],
      remedies: remediesForPassiveDisabled(facts, t),
    };
  },
});
