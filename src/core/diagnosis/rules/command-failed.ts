import type { Translate } from '../../l10n.ts';
import { remediesForAlg } from '../../remedies/index.ts';
import { fateOf, type CommandFate } from '../commandFate.ts';
import { sayMeaning, titleOf, verdictOf, wordUnheardOf } from '../commandWording.ts';
import type { ChannelFacts, Facts } from '../facts.ts';
import type { FindingId } from '../findingIds.ts';
import { nextTest, type TestStep } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { isLimit } from '../said.ts';
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
      if (channel.mode !== mode || (channel.reply !== null && isLimit(channel.reply))) continue;
      const fate = fateOf(channel, facts);
      if (fate !== null) return { channel, fate };
    }
  }
  return null;
}

/** The command by itself where it is refused; else the ways round a device that could have taken the reply. */
function testsOf({ channel, fate }: Failed, facts: Facts, t: Translate): readonly TestStep[] {
  const options = ['--mode', channel.mode.toLowerCase()];
  if (fate.how === 'refused') {
    return [
      nextTest(
        facts,
        t,
        t('{mode} by itself, to see whether other sessions matter', { mode: channel.mode }),
        {
          options: [...options, '--samples', '1'],
        },
      ),
    ];
  }
  const onServer = nextTest(
    facts,
    t,
    t('On the server itself: if the reply comes there, a device on the way takes it'),
    { host: channel.family === 6 ? '::1' : '127.0.0.1', options, where: 'server' },
  );
  const underTls = nextTest(facts, t, t('Under TLS, where no device can read the reply'), {
    scheme: 'ftpes',
    options,
  });
  return facts.control.tls === 'none' ? [onServer, underTls] : [onServer];
}

/** A passive command or a transfer gets no reply, ends the session, or is refused for a reason that nothing else explains. */
export const commandFailed = defineRule({
  id: 'command-failed',
  check(facts, t, found) {
    if (found.some(({ id, severity }) => severity === 'error' || telling.has(id))) return null;
    // Where the time ran out, silence is ours.
    if (facts.trace.stopped === 'time') return null;
    const unheardOf = wordUnheardOf(facts, t);
    if (unheardOf !== null) return unheardOf;
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
      nextTests: testsOf(failed, facts, t),
      remedies: fate.how === 'refused' ? [] : remediesForAlg(facts, t),
    };
  },
});
