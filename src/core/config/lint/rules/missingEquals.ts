import { trimBlanks } from '../../confFile.ts';
import { optionNamed } from '../../options.ts';
import type { LineFacts, LineRule } from '../rule.ts';
import { asComment, inLine, reviewFix } from '../rule.ts';
import { invisibleAt } from '../invisible.ts';
import { noInclude } from './noInclude.ts';
import { foreignComment } from './foreignComment.ts';

/** `name value` and `name: value`, as other programs write it. */
function otherSyntax(text: string): string | null {
  const name = /^\w+/.exec(text)?.[0] ?? '';
  const rest = trimBlanks(text.slice(name.length));
  const value = rest.startsWith(':') ? trimBlanks(rest.slice(1)) : rest;
  const parted = rest.length < text.length - name.length || rest.startsWith(':');
  const known = optionNamed(name.toLowerCase()) !== undefined;
  return known && parted && value !== '' ? `${name.toLowerCase()}=${value}` : null;
}

function isOtherRules(facts: LineFacts): boolean {
  return (
    facts.line.content.charAt(facts.parts.nameStart) === '#' ||
    invisibleAt(facts.line.content) >= 0 ||
    noInclude.checkLine(facts, (text) => text) !== null ||
    foreignComment.checkLine(facts, (text) => text) !== null
  );
}

/** A line that is neither comment nor setting. */
export const missingEquals: LineRule = {
  id: 'missing-equals',
  scope: 'line',
  checkLine(facts, t) {
    const { line, parts, reading } = facts;
    const text = trimBlanks(parts.name);
    if (parts.valueStart >= 0 || text === '' || isOtherRules(facts)) return null;
    const end = parts.nameStart + text.length;
    if (reading.kind === 'set') {
      return {
        line,
        from: parts.nameStart,
        to: end,
        severity: 'warning',
        text: t('There is no value: without "=" vsftpd silently unsets {option}.', { option: text }),
      };
    }
    const meant = otherSyntax(text);
    const toComment = reviewFix(t('Turn the line into a comment'), [asComment(line)]);
    const rewrite =
      meant === null
        ? []
        : [reviewFix(t('Write {setting}', { setting: meant }), [inLine(line, parts.nameStart, end, meant)])];
    return {
      line,
      from: parts.nameStart,
      to: end,
      severity: 'error',
      text: t('This line is neither a comment nor a setting: there is no "=".'),
      fixes: [...rewrite, toComment],
    };
  },
};
