import { remediesForActive } from '../../remedies/index.ts';
import { activeChannels, severityOfActive } from '../activeMode.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import { familiesOf } from '../passiveMode.ts';
import { readRefusal } from '../refusal.ts';
import { defineRule } from '../rule.ts';
import { quote } from '../said.ts';
import { lines } from '../wording.ts';

/** The first family over which every active command was refused as switched off. */
function findDisabled(facts: Facts): ChannelFacts | null {
  for (const family of familiesOf(facts)) {
    const channels = activeChannels(facts, family);
    const refused = channels.filter((channel) => readRefusal(channel) === 'disabled');
    if (refused[0] !== undefined && refused.length === channels.length) return refused[0];
  }
  return null;
}

/** The server has active mode switched off. */
export const activeDisabled = defineRule({
  id: 'active-disabled',
  check(facts, t) {
    const channel = findDisabled(facts);
    if (channel === null) return null;
    const severity = severityOfActive(facts, channel.family);
    return {
      severity,
      confidence: 'proven',
      owner: 'server',
      title: t('Active mode is switched off on the server'),
      explanation: lines(
        t('It answered {mode} with: {reply}', {
          mode: channel.mode,
          reply: quote(channel.reply?.text ?? ''),
        }),
        severity === 'info'
          ? t(
              'That is common and no fault: passive mode works. Only clients that know nothing but active mode (ftp.exe of Windows) cannot transfer.',
            )
          : t(
              'Clients that know nothing but active mode (ftp.exe of Windows) cannot transfer; all others depend on passive mode.',
            ),
      ),
      verdict: t('Active mode is switched off on the server: use passive mode.'),
      evidence: [channel.reply?.id, channel.command?.id],
      remedies: severity === 'info' ? [] : remediesForActive(facts, t),
    };
  },
});
