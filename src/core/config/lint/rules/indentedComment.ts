import type { LineRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A comment that does not begin in the first column. */
export const indentedComment: LineRule = {
  id: 'indented-comment',
  scope: 'line',
  checkLine({ line, parts }, t) {
    if (parts.nameStart === 0 || line.content.charAt(parts.nameStart) !== '#') return null;
    const blanks = line.content.startsWith('\ufeff') ? 1 : 0;
    if (blanks === parts.nameStart) return null;
    return {
      line,
      from: blanks,
      to: parts.nameStart,
      severity: 'error',
      text: t('A comment must begin in the first column.'),
      fixes: [
        safeFix(t('Remove the blanks before the comment'), [inLine(line, blanks, parts.nameStart, '')]),
      ],
    };
  },
};
