import type { LineRule } from '../rule.ts';
import { inLine, reviewFix } from '../rule.ts';

/** A backslash at the end of a line: vsftpd joins no lines. */
export const lineContinuation: LineRule = {
  id: 'line-continuation',
  scope: 'line',
  checkLine({ line, option, value, reading }, t) {
    if (option === undefined || !value.endsWith('\\')) return null;
    const at = line.content.lastIndexOf('\\');
    return {
      line,
      from: at,
      to: at + 1,
      severity: reading.kind === 'refused' ? 'error' : 'warning',
      text: t('A backslash does not join this line with the next; it becomes part of the value.'),
      fixes: [reviewFix(t('Remove the backslash'), [inLine(line, at, at + 1, '')])],
    };
  },
};
