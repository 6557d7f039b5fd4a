import type { Translate } from '../../../l10n.ts';
import { readCNumber } from '../../cNumber.ts';
import type { OptionInfo } from '../../options.ts';
import type { LineRule } from '../rule.ts';

const ports: readonly string[] = ['listen_port', 'ftp_data_port'];

function fault(option: OptionInfo, written: string, value: number, t: Translate): string | null {
  if (written.length > 10 || Number(written) > 0xffffffff)
    return t('The number is too large: vsftpd reads {value}.', { value });
  if (ports.includes(option.name) && value > 65535)
    return t('Ports end at 65535; vsftpd uses {value}.', { value: value % 65536 });
  if (option.name === 'listen_port' && value === 0) return t('Port 0 makes vsftpd listen on a random port.');
  if (option.format === 'port' && value > 65535) return t('Ports end at 65535; vsftpd ignores this one.');
  if (option.octal && value > 0o777)
    return t('A mode has three octal digits, 0777 at most; vsftpd reads {value}.', {
      value: `0${value.toString(8)}`,
    });
  return null;
}

/** A number that cannot be what was meant: ports above 65535, modes above 0777, more than 32 bits. */
export const numberOutOfRange: LineRule = {
  id: 'number-out-of-range',
  scope: 'line',
  checkLine({ line, parts, option, value }, t) {
    if (option?.type !== 'int' || !/^[0-9]/.test(value)) return null;
    const read = readCNumber(value);
    const decimalMode = option.octal && !read.octal;
    const text = decimalMode ? null : fault(option, value.slice(0, read.length), read.value, t);
    if (text === null) return null;
    const from = line.content.indexOf(value, parts.valueStart);
    return { line, from, to: from + value.length, severity: 'warning', text };
  },
};
