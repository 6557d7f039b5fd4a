import { readCNumber } from '../../cNumber.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix } from '../rule.ts';

/** A number that vsftpd reads in part or not at all; it never complains. */
export const notANumber: LineRule = {
  id: 'not-a-number',
  scope: 'line',
  checkLine({ line, parts, option, value }, t) {
    if (option?.type !== 'int' || value === '' || /^["']/.test(value)) return null;
    const read = readCNumber(value);
    const from = line.content.indexOf(value, parts.valueStart);
    const place = { line, from, to: from + value.length, severity: 'warning' as const };
    if (read.negative)
      return {
        ...place,
        text: t('A negative number wraps around: vsftpd reads {value}.', { value: read.value }),
      };
    if (read.length === value.length) return null;
    if (read.length === 0)
      return { ...place, text: t('This is no number; vsftpd reads it as 0, without a word.') };
    const digits = value.slice(0, read.length);
    if (/^[89]/.test(value.slice(read.length)))
      return {
        ...place,
        text: t('A number with a leading 0 is octal and ends at the first 8 or 9: vsftpd reads {value}.', {
          value: digits,
        }),
      };
    return {
      ...place,
      text: t('vsftpd stops reading a number at the first other character: it reads {value}.', {
        value: digits,
      }),
      fixes: [
        reviewFix(t('Write {value}', { value: digits }), [inLine(line, from, from + value.length, digits)]),
      ],
    };
  },
};
