import { readCNumber } from '../../cNumber.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix } from '../rule.ts';

/** A leading zero on a number that is no mode: vsftpd reads it in octal. */
export const octalTrap: LineRule = {
  id: 'octal-trap',
  scope: 'line',
  checkLine({ line, parts, option, value }, t) {
    if (option?.type !== 'int' || option.octal || !/^0[0-9]{1,12}$/.test(value)) return null;
    const read = readCNumber(value);
    const decimal = String(Number(value));
    if (read.length !== value.length || String(read.value) === decimal) return null;
    const from = line.content.indexOf(value, parts.valueStart);
    return {
      line,
      from,
      to: from + value.length,
      severity: 'warning',
      text: t('A leading 0 makes a number octal: vsftpd reads {value}.', { value: read.value }),
      fixes: [
        reviewFix(t('Write {value}', { value: decimal }), [inLine(line, from, from + value.length, decimal)]),
      ],
    };
  },
};
