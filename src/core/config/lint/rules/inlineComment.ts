import { isBlank } from '../../confFile.ts';
import { readInetAddress } from '../../inetAddress.ts';
import { damageOf } from '../stringDamage.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix, safeFix } from '../rule.ts';

/** A comment after a value: vsftpd has none. */
export const inlineComment: LineRule = {
  id: 'inline-comment',
  scope: 'line',
  checkLine({ conf, line, parts, option, comment, value }, t) {
    if (option === undefined || comment === '' || value === '') return null;
    const from = line.content.lastIndexOf(comment);
    const end = line.content.endsWith('\r') ? line.content.length - 1 : line.content.length;
    let start = from;
    while (isBlank(line.content.charCodeAt(start - 1))) start--;
    const lineEnd = line.content.endsWith('\r') ? '\r\n' : '\n';
    const top = line.content.startsWith('\ufeff') ? 1 : 0;
    const edits = [inLine(line, top, top, `${comment}${lineEnd}`), inLine(line, start, end, '')];
    const title = t('Move the comment to a line of its own');
    const place = { line, from, to: from + comment.length };
    if (option.type === 'bool') {
      const text = t('There are no comments after a value: vsftpd takes this one for part of it.');
      return { ...place, severity: 'error', text, fixes: [safeFix(title, edits)] };
    }
    const resolved =
      option.name === 'pasv_address' && damageOf(conf, option.name, parts.value)?.stage === 'start-up';
    const isAddress = option.format === 'ipv4' || option.format === 'ipv4|hostname';
    if (option.type === 'int' || (isAddress && !resolved && readInetAddress(value) !== null)) {
      const text = t(
        'vsftpd knows no comments after a value; this one does no harm, because the value ends at the blank.',
      );
      return { ...place, severity: 'info', text, fixes: [safeFix(title, edits)] };
    }
    const damage = damageOf(conf, option.name, parts.value);
    return {
      ...place,
      severity: damage === null ? 'warning' : 'error',
      text: t('There are no comments after a value: vsftpd takes this one for part of it.'),
      ...(damage ?? {}),
      fixes: [damage === null ? reviewFix(title, edits) : safeFix(title, edits)],
    };
  },
};
