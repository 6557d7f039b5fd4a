import type { Flavour } from '../flavour.ts';
import type { OptionInfo } from '../options.ts';
import { isAccepted, options, refusingFlavours } from '../options.ts';

/** Names longer than this are not worth a comparison. */
const longestName = 40;

/** Three rows of the table of distances, used again for each pair of names: thousands are compared in a file. */
const rows = [0, 1, 2].map(() => new Uint8Array(128));

/** Damerau-Levenshtein distance with adjacent swaps, given up once it must exceed `limit`. */
function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit || b.length > 127) return limit + 1;
  let [before, row, next] = rows as [Uint8Array, Uint8Array, Uint8Array];
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    const last = i > 1 ? a.charCodeAt(i - 2) : -1;
    next[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const other = b.charCodeAt(j - 1);
      let best = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (letter === other ? 0 : 1),
      );
      if (j > 1 && last === other && letter === b.charCodeAt(j - 2))
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next[j] = best;
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    [before, row, next] = [row, next, before];
  }
  return row[b.length] ?? limit + 1;
}

/** The options that a build knows, worked out once a build; null are those that every current build knows. */
const known = new Map<Flavour | null, readonly OptionInfo[]>();

function knownOptions(flavour: Flavour | null): readonly OptionInfo[] {
  const made =
    known.get(flavour) ??
    options.filter((option) =>
      flavour === null ? refusingFlavours(option).length === 0 : isAccepted(option, flavour),
    );
  known.set(flavour, made);
  return made;
}

/** The option whose name a person most likely meant, among those that the build knows; undefined when none is near. */
export function nearestOption(name: string, flavour: Flavour | null): OptionInfo | undefined {
  const wanted = name.toLowerCase().replace(/[-. ]/g, '_');
  if (wanted.length < 3 || wanted.length > longestName) return undefined;
  const limit = Math.max(1, Math.floor(wanted.length / 5));
  let best: OptionInfo | undefined;
  let least = limit + 1;
  for (const option of knownOptions(flavour)) {
    const far = distance(wanted, option.name, least);
    if (far < least) {
      least = far;
      best = option;
    }
  }
  return best;
}
