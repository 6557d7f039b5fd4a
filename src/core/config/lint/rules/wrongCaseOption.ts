import { trimBlanks } from '../../confFile.ts';
import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A known name in the wrong letter case. */
export const wrongCaseOption: LineRule = {
  id: 'wrong-case-option',
  scope: 'line',
  checkLine({ line, parts, option }, t) {
    const name = trimBlanks(parts.name);
    if (option === undefined || name === option.name) return null;
    const from = parts.nameStart;
    const to = from + name.length;
    return {
      line,
      from,
      to,
      severity: 'error',
      text: t('Option names are written in small letters: {option}.', { option: option.name }),
      fixes: [safeFix(t('Write {option}', { option: option.name }), [inLine(line, from, to, option.name)])],
    };
  },
};
