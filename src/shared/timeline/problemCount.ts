import type { Translate } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';

/** How many findings of a report are more than a note, in words; a cancelled run without any is not called sound. */
export function problemCount(report: Report, t: Translate): string {
  const count = report.findings.filter(({ severity }) => severity !== 'info').length;
  if (count === 0) return report.stopped === 'ctrl-c' ? t('cancelled') : t('no problem');
  return count === 1 ? t('1 problem') : t('{count} problems', { count });
}
