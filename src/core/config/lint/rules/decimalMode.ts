import { readCNumber } from '../../cNumber.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix } from '../rule.ts';

/** A umask or mode without its leading zero: vsftpd reads it in decimal. */
export const decimalMode: LineRule = {
  id: 'decimal-mode',
  scope: 'line',
  checkLine({ line, parts, option, value }, t) {
    if (option?.octal !== true || !/^[1-9][0-9]{0,8}$/.test(value)) return null;
    const { value: read } = readCNumber(value);
    if (value.length === 1 && read < 8) return null;
    const from = line.content.indexOf(value, parts.valueStart);
    const octal = `0${value}`;
    return {
      line,
      from,
      to: from + value.length,
      severity: 'warning',
      text: t('Without a leading 0 this mode is decimal: vsftpd takes it for 0{value}.', {
        value: read.toString(8),
      }),
      fixes: /[89]/.test(value)
        ? []
        : [reviewFix(t('Write {value}', { value: octal }), [inLine(line, from, from + value.length, octal)])],
    };
  },
};
