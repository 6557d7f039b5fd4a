import { trimBlanks } from '../../confFile.ts';
import { readBool } from '../../reading.ts';
import { damageOf } from '../stringDamage.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix, safeFix } from '../rule.ts';

/** Quotes around a value: they become part of it. */
export const quotedValue: LineRule = {
  id: 'quoted-value',
  scope: 'line',
  checkLine({ conf, line, option, value }, t) {
    const mark = value.charAt(0);
    if (option === undefined || (mark !== '"' && mark !== "'")) return null;
    const closed = value.length > 1 && value.endsWith(mark);
    const inner = trimBlanks(value.slice(1, closed ? -1 : undefined));
    const from = line.content.indexOf(value, line.content.indexOf('='));
    const edits = [inLine(line, from, from + value.length, inner)];
    const title = t('Remove the quotes');
    const place = { line, from, to: from + value.length };
    const text = t('vsftpd knows no quotes: they become part of the value.');
    if (option.type === 'bool') {
      const right = readBool(inner) !== undefined;
      return { ...place, severity: 'error', text, fixes: right ? [safeFix(title, edits)] : [] };
    }
    if (option.type === 'int')
      return {
        ...place,
        severity: 'warning',
        text: t('vsftpd knows no quotes: a number that begins with one is read as 0.'),
        fixes: [reviewFix(title, edits)],
      };
    if (option.name === 'ftpd_banner')
      return {
        ...place,
        severity: 'info',
        text: t('The quotes will be shown to clients.'),
        fixes: [reviewFix(title, edits)],
      };
    const damage = damageOf(conf, option.name, value);
    return {
      ...place,
      severity: damage === null ? 'warning' : 'error',
      text,
      ...(damage ?? {}),
      fixes: [damage === null ? reviewFix(title, edits) : safeFix(title, edits)],
    };
  },
};
