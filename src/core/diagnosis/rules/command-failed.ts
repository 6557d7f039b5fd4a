import { remediesForAlg } from '../../remedies/index.ts';
import { fateOf, findEndless, type CommandFate } from '../commandFate.ts';
import { sayMeaning, titleOf, verdictOf, wordEndless } from '../commandWording.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import type { FindingId } from '../findingIds.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** Warnings and infos that say the same with more insight. */
const telling: ReadonlySet<FindingId> = new Set([
  'blocked-during-diagnosis',
  'control-dropped-idle',
  'pasv-unsupported',
  'epsv-unsupported',
  'epsv-blocked',
]);

interface Failed {
  readonly channel: ChannelFacts;
  readonly fate: CommandFate;
}

function find(facts: Facts): Failed | null {
  for (const mode of ['PASV', 'EPSV'] as const) {
    for (const channel of facts.channels) {
      const fate = channel.mode === mode ? fateOf(channel, facts) : null;
      if (fate !== null) return { channel, fate };
    }
  }
  return null;
}

/** A passive command or a transfer gets no reply, ends the session, or is refused for a reason that nothing else explains. */
export const commandFailed = defineRule({
  id: 'command-failed',
  check(facts, t, found) {
    if (found.some(({ id, severity }) => severity === 'error' || telling.has(id))) return null;
    // Where the time ran out, silence is ours.
    if (facts.trace.stopped === 'time') return null;
    const endless = findEndless(facts);
    if (endless !== null) return wordEndless(endless, t);
    const failed = find(facts);
    if (failed === null) return null;
    const { channel, fate } = failed;
    const usual = channel.family === 6 ? 'EPSV' : 'PASV';
    const works = facts.modes.some(
      ({ mode, family, outcome }) => mode === usual && family === channel.family && outcome === 'ok',
    );
    const others = facts.modes.filter(({ outcome }) => outcome === 'ok').map(({ mode }) => mode);
    return {
      severity: works ? 'warning' : 'error',
      confidence: 'likely',
      owner: fate.how === 'silence' ? 'path' : 'server',
      title: titleOf(fate, t),
      explanation: lines(
        sayMeaning(fate, t),
        others.length === 0
          ? null
          : t('These modes work: {modes}.', { modes: [...new Set(others)].join(', ') }),
      ),
      verdict: verdictOf(fate, t),
      evidence: [fate.event, fate.command.id, channel.reply?.id],
      nextSteps:
        fate.how === 'refused'
          ? []
          : [
              t('Diagnose on the server itself: if the reply comes there, a device on the way takes it.'),
              t('Diagnose with ftpes://: what is encrypted no device can read.'),
            ],
      remedies: fate.how === 'refused' ? [] : remediesForAlg(facts, t),
    };
  },
});
