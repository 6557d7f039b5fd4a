import { trimBlanks } from '../../confFile.ts';
import { invisibleAt, withoutInvisible } from '../invisible.ts';
import type { LineRule } from '../rule.ts';
import { inLine, reviewFix, safeFix } from '../rule.ts';

/** Characters that look like ASCII or like nothing: no-break and full-width blanks, zero-width marks, a full-width `=`. */
export const invisibleCharacter: LineRule = {
  id: 'invisible-character',
  scope: 'line',
  checkLine({ line, reading, option }, t) {
    const refused = reading.kind === 'refused';
    // A path or a greeting may well hold full-width letters.
    const at = invisibleAt(line.content, refused || option?.type !== 'string');
    if (at < 0 || trimBlanks(line.content).startsWith('#')) return null;
    const edits = [inLine(line, 0, line.content.length, withoutInvisible(line.content))];
    const title = t('Write plain blanks and letters instead');
    return {
      line,
      from: at,
      to: at + 1,
      severity: refused ? 'error' : 'warning',
      text: t(
        'Here stands U+{code}, which looks like a blank, a letter or nothing and is none of these to vsftpd.',
        {
          code: (line.content.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0'),
        },
      ),
      fixes: [refused ? safeFix(title, edits) : reviewFix(title, edits)],
    };
  },
};
