import type { LineRule } from '../rule.ts';
import { asComment, reviewFix, withoutLine } from '../rule.ts';

/** A switch or number without a value. */
export const emptyValue: LineRule = {
  id: 'empty-value',
  scope: 'line',
  checkLine({ line, parts, option, value, reading }, t) {
    if (option === undefined || option.type === 'string' || parts.valueStart < 0 || value !== '') return null;
    const fixes = [
      reviewFix(t('Turn the line into a comment'), [asComment(line)]),
      reviewFix(t('Remove the line'), [withoutLine(line)]),
    ];
    return reading.kind === 'refused'
      ? { line, severity: 'error', text: t('{option} has no value.', { option: option.name }), fixes }
      : {
          line,
          severity: 'warning',
          text: t('{option} has no value and is read as 0.', { option: option.name }),
          fixes,
        };
  },
};
