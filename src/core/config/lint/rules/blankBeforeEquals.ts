import { trimBlanks } from '../../confFile.ts';
import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A blank between name and `=`, which becomes part of the name. */
export const blankBeforeEquals: LineRule = {
  id: 'blank-before-equals',
  scope: 'line',
  checkLine({ conf, line, parts, option }, t) {
    const name = trimBlanks(parts.name);
    if (parts.valueStart < 0 || option === undefined || name.length === parts.name.length) return null;
    if (conf.flavour?.trims === 'all') return null;
    const from = parts.nameStart + name.length;
    return {
      line,
      from,
      to: parts.nameEnd,
      severity: 'error',
      text: t('There must be no blank before "=": it becomes part of the name.'),
      fixes: [safeFix(t('Remove the blanks before "="'), [inLine(line, from, parts.nameEnd, '')])],
    };
  },
};
