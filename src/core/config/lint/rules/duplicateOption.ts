import type { FileRule, LintDraft } from '../rule.ts';
import { placeOf, safeFix, withoutLine } from '../rule.ts';

/** How many lines are listed; a file that repeats itself is told so by fewer. */
const listed = 100;

/** A line that a later one of the same option makes void. */
export const duplicateOption: FileRule = {
  id: 'duplicate-option',
  scope: 'file',
  check({ byOption }, t) {
    const drafts: LintDraft[] = [];
    for (const [option, settings] of byOption) {
      const last = settings.at(-1);
      if (settings.length < 2 || last === undefined) continue;
      for (const setting of settings.slice(0, -1)) {
        if (drafts.length >= listed) return drafts;
        drafts.push({
          line: setting.line,
          severity: setting.value === last.value ? 'info' : 'warning',
          text: t('{option} stands again in line {line}, and the last one counts.', {
            option,
            line: last.line.index + 1,
          }),
          fixes: setting.accepted
            ? [safeFix(t('Remove this line, which has no effect'), [withoutLine(setting.line)])]
            : [],
          related: [placeOf(last, t('This line counts'))],
          unnecessary: true,
        });
      }
    }
    return drafts;
  },
};
