import type { Flavour } from '../flavour.ts';
import type { OptionInfo } from '../options.ts';
import { isAccepted, options, refusingFlavours } from '../options.ts';

/** Names longer than this are not worth a comparison. */
const longestName = 40;

/** Damerau-Levenshtein distance with adjacent swaps, given up once it must exceed `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    if (Math.min(...next) > limit) return limit + 1;
    before = row;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** The option whose name a person most likely meant, among those that the build knows; undefined when none is near. */
export function nearestOption(name: string, flavour: Flavour | null): OptionInfo | undefined {
  const wanted = name.toLowerCase().replace(/[-. ]/g, '_');
  if (wanted.length < 3 || wanted.length > longestName) return undefined;
  const limit = Math.max(1, Math.floor(wanted.length / 5));
  let best: OptionInfo | undefined;
  let least = limit + 1;
  for (const option of options) {
    if (flavour === null ? refusingFlavours(option).length > 0 : !isAccepted(option, flavour)) continue;
    const far = distance(wanted, option.name, least);
    if (far < least) {
      least = far;
      best = option;
    }
  }
  return best;
}
