import type { Translate } from '../../core/l10n.ts';
import { attemptWords, duration } from '../../core/report/words.ts';
import type { Tone } from '../../core/report/words.ts';
import type { DialOutcome } from '../../core/trace/event.ts';

/** What is known of a dial's end. */
export interface DialEnd {
  readonly outcome: DialOutcome;
  readonly ms?: number | null;
  readonly errno?: string | null;
  readonly reason?: string | null;
}

/** What became of a dial, in a few words, with the time that it took where that tells something. */
export function dialWords(
  { outcome, ms = null, errno = null, reason = null }: DialEnd,
  t: Translate,
): string {
  // The errno chooses the words; spelled out it would only repeat them.
  const known = errno === 'ENETUNREACH' ? errno : null;
  const words = attemptWords(t, { outcome, errno: known, via: null, reason }).replace(
    / \(ENETUNREACH\)$/,
    '',
  );
  const timed = outcome === 'connected' || outcome === 'timed-out';
  return timed && ms !== null ? t('{words} ({time})', { words, time: duration(t, ms) }) : words;
}

/** How a dial's end is meant. */
export function dialTone(outcome: DialOutcome): Tone {
  if (outcome === 'connected') return 'good';
  if (outcome === 'unknown') return 'none';
  return outcome === 'not-tried' ? 'doubtful' : 'bad';
}
