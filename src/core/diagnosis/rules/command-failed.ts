import type { Translate } from '../../l10n.ts';
import { remediesForAlg } from '../../remedies/index.ts';
import { sayMeaning, titleOf, verdictOf, wordUnheardOf } from '../commandWording.ts';
import { findFailedCommand, type FailedCommand } from '../failedCommand.ts';
import type { Facts } from '../facts.ts';
import type { FindingId } from '../findingIds.ts';
import { nextTest, type TestStep } from '../nextTest.ts';
import { defineRule } from '../rule.ts';
import { lines } from '../wording.ts';

/** Warnings and infos that say the same with more insight. */
const telling: ReadonlySet<FindingId> = new Set([
  'blocked-during-diagnosis',
  'control-dropped-idle',
  'passive-pool-exhausted',
  'pasv-unsupported',
  'epsv-unsupported',
  'epsv-blocked',
]);

/** The command by itself where it is refused; else the ways round a device that could have taken the reply. */
function testsOf({ channel, fate }: FailedCommand, facts: Facts, t: Translate): readonly TestStep[] {
  const options = channel === null ? [] : ['--mode', channel.mode.toLowerCase()];
  if (channel !== null && (fate.how === 'refused' || fate.how === 'broken-off')) {
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
    { host: channel?.family === 6 ? '::1' : '127.0.0.1', options, where: 'server' },
  );
  const underTls = nextTest(facts, t, t('Under TLS, where no device can read the reply'), {
    scheme: 'ftpes',
    options,
  });
  return facts.control.tls === 'none' ? [onServer, underTls] : [onServer];
}

/** The command of a data channel or a transfer gets no reply, ends the session, or is refused for a reason that nothing else explains. */
export const commandFailed = defineRule({
  id: 'command-failed',
  check(facts, t, found) {
    if (found.some(({ id, severity }) => severity === 'error' || telling.has(id))) return null;
    // Where the time ran out, silence is ours.
    if (facts.trace.stopped === 'time') return null;
    const unheardOf = wordUnheardOf(facts, t);
    if (unheardOf !== null) return unheardOf;
    const failed = findFailedCommand(facts, found);
    if (failed === null) return null;
    const { channel, fate, severity } = failed;
    const others = facts.modes.filter(({ outcome }) => outcome === 'ok').map(({ mode }) => mode);
    return {
      severity,
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
      evidence: [fate.event, fate.command.id, channel?.reply?.id],
      nextTests: testsOf(failed, facts, t),
      remedies: fate.text === null ? remediesForAlg(facts, t) : [],
    };
  },
});
