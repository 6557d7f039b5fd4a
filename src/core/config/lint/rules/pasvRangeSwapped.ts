import { lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** A maximum below the minimum, which vsftpd ignores. */
export const pasvRangeSwapped: FileRule = {
  id: 'pasv-range-swapped',
  scope: 'file',
  check(conf, t) {
    const low = lastSetting(conf, 'pasv_min_port');
    const high = lastSetting(conf, 'pasv_max_port');
    const min = numberOf(conf, 'pasv_min_port');
    const max = numberOf(conf, 'pasv_max_port');
    if (low === undefined || high === undefined || min === undefined || max === undefined) return [];
    if (max === 0 || min > 65535 || max >= min) return [];
    const edits = settingEdits(conf, { pasv_min_port: String(max), pasv_max_port: String(min) });
    return [
      {
        line: high.line,
        severity: 'warning',
        text: t(
          'The maximum is below the minimum and therefore ignored: vsftpd hands out ports {min} to 65535.',
          { min },
        ),
        fixes: [reviewFix(t('Swap the two'), edits)],
        related: [placeOf(low, t('The minimum'))],
      },
    ];
  },
};
