import { readBool } from '../../reading.ts';
import { invisibleAt } from '../invisible.ts';
import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

const meanings: ReadonlyMap<string, string> = new Map([
  ['on', 'YES'],
  ['y', 'YES'],
  ['enable', 'YES'],
  ['enabled', 'YES'],
  ['t', 'YES'],
  ['ye', 'YES'],
  ['yess', 'YES'],
  ['ture', 'YES'],
  ['off', 'NO'],
  ['n', 'NO'],
  ['disable', 'NO'],
  ['disabled', 'NO'],
  ['f', 'NO'],
  ['none', 'NO'],
  ['not', 'NO'],
  ['fasle', 'NO'],
]);

function meaning(value: string): string | undefined {
  if (value.length > 12) return undefined;
  const word = value.toLowerCase().replace(/[.,;]+$/, '');
  const read = readBool(word);
  return read === undefined ? meanings.get(word) : read ? 'YES' : 'NO';
}

/** A switch that is neither YES nor NO. */
export const badBoolean: LineRule = {
  id: 'bad-boolean',
  scope: 'line',
  checkLine({ line, parts, option, value, reading }, t) {
    if (option?.type !== 'bool' || parts.valueStart < 0 || value === '' || readBool(value) !== undefined)
      return null;
    if (/^["']|\\$/.test(value) || invisibleAt(value) >= 0 || reading.kind !== 'refused') return null;
    const from = line.content.indexOf(value, parts.valueStart);
    const to = from + value.length;
    const meant = meaning(value);
    return {
      line,
      from,
      to,
      severity: 'error',
      text: t('A switch takes YES, TRUE or 1, or NO, FALSE or 0, in any letter case.'),
      fixes:
        meant === undefined
          ? []
          : [safeFix(t('Write {value}', { value: meant }), [inLine(line, from, to, meant)])],
    };
  },
};
