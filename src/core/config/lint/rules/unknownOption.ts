import { trimBlanks } from '../../confFile.ts';
import type { ConfFile } from '../../confFile.ts';
import { invisibleAt } from '../invisible.ts';
import { nearestOption } from '../nearestOption.ts';
import type { OptionInfo } from '../../options.ts';
import type { LineFacts, LineRule } from '../rule.ts';
import { asComment, inLine, reviewFix } from '../rule.ts';
import { foreignComment } from './foreignComment.ts';
import { noInclude } from './noInclude.ts';

/** How many different names of a file are compared with the table; a file that is no vsftpd.conf has thousands. */
const comparisonLimit = 12;
const compared = new WeakMap<ConfFile, Map<string, OptionInfo | undefined>>();

function suggestion({ conf }: LineFacts, name: string): OptionInfo | undefined {
  const known = compared.get(conf.file) ?? new Map<string, OptionInfo | undefined>();
  compared.set(conf.file, known);
  if (!known.has(name) && known.size < comparisonLimit) known.set(name, nearestOption(name, conf.flavour));
  return known.get(name);
}

/** A name that no vsftpd knows. */
export const unknownOption: LineRule = {
  id: 'unknown-option',
  scope: 'line',
  checkLine(facts, t) {
    const { line, parts, option } = facts;
    const name = trimBlanks(parts.name);
    if (parts.valueStart < 0 || option !== undefined || name.startsWith('#') || invisibleAt(name) >= 0)
      return null;
    const asIs = (text: string): string => text;
    if (foreignComment.checkLine(facts, asIs) !== null || noInclude.checkLine(facts, asIs) !== null)
      return null;
    const from = parts.nameStart;
    const to = from + name.length;
    const near = suggestion(facts, name);
    const toComment = reviewFix(t('Turn the line into a comment'), [asComment(line)]);
    return {
      line,
      from,
      to,
      severity: 'error',
      text:
        near === undefined
          ? t('No vsftpd knows the option "{name}".', { name })
          : t('No vsftpd knows the option "{name}"; the nearest name is {option}.', {
              name,
              option: near.name,
            }),
      fixes:
        near === undefined
          ? [toComment]
          : [
              reviewFix(t('Write {option}', { option: near.name }), [inLine(line, from, to, near.name)]),
              toComment,
            ],
    };
  },
};
