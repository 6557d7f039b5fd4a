import type { RemedyEdit } from '../../report/report.ts';
import { readConf, type ConfSettings } from '../settings.ts';

function values(conf: ConfSettings): ReadonlyMap<string, string> {
  return new Map(
    [...conf.byOption].map(([option, settings]) => [option, settings.at(-1)?.value ?? ''] as const),
  );
}

/** The changes of options that lead from one text of a file to another; comments and order are not looked at. */
export function editsBetween(before: string, after: string): readonly RemedyEdit[] {
  const old = values(readConf(before, null));
  const now = values(readConf(after, null));
  return [
    ...[...old.keys()]
      .filter((option) => !now.has(option))
      .map((option): RemedyEdit => ({ op: 'remove', option, file: null })),
    ...[...now]
      .filter(([option, value]) => old.get(option) !== value)
      .map(([option, value]): RemedyEdit => ({ op: 'set', option, value, file: null })),
  ];
}
