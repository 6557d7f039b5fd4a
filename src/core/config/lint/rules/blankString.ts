import type { LineRule } from '../rule.ts';
import { inLine, reviewFix, withoutLine } from '../rule.ts';

/** A text value of nothing but blanks. */
export const blankString: LineRule = {
  id: 'blank-string',
  scope: 'line',
  checkLine({ conf, line, parts, option, value, reading }, t) {
    const end = line.content.endsWith('\r') ? line.content.length - 1 : line.content.length;
    if (option?.type !== 'string' || value !== '' || parts.valueStart < 0 || parts.valueStart >= end)
      return null;
    if (conf.flavour?.trims === 'all') return null;
    const fixes = [
      reviewFix(t('Leave the value empty'), [inLine(line, parts.valueStart, end, '')]),
      reviewFix(t('Remove the line'), [withoutLine(line)]),
    ];
    const place = { line, from: parts.valueStart, to: end, fixes };
    if (reading.kind === 'refused')
      return {
        ...place,
        severity: 'error',
        text: t('A value of nothing but blanks crashes the vsftpd of Debian and Ubuntu.'),
      };
    return conf.flavour?.blankString === 'unset'
      ? { ...place, severity: 'info', text: t('A value of nothing but blanks counts as none.') }
      : { ...place, severity: 'warning', text: t('The blanks are the value.') };
  },
};
