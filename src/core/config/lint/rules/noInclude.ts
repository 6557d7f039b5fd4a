import { trimBlanks } from '../../confFile.ts';
import type { LineRule } from '../rule.ts';
import { asComment, reviewFix } from '../rule.ts';

const directive = /^(?:[@#!$.]?include(?:_dir|_if_exists)?|source|\.include)\b/i;

/** An attempt to read another file. */
export const noInclude: LineRule = {
  id: 'no-include',
  scope: 'line',
  checkLine({ line, parts, option }, t) {
    if (option !== undefined || !directive.test(trimBlanks(parts.name))) return null;
    return {
      line,
      from: parts.nameStart,
      severity: 'error',
      text: t(
        'vsftpd cannot include other files; several files can only be named on its command line, later ones win.',
      ),
      fixes: [reviewFix(t('Turn the line into a comment'), [asComment(line)])],
    };
  },
};
