import { passiveFloor } from '../../passiveRange.ts';
import { lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** A minimum that vsftpd raises to 1024. */
export const pasvRangeLow: FileRule = {
  id: 'pasv-range-low',
  scope: 'file',
  check(conf, t) {
    const low = lastSetting(conf, 'pasv_min_port');
    const min = numberOf(conf, 'pasv_min_port');
    if (low === undefined || min === undefined || (min >= passiveFloor && min <= 65535)) return [];
    return [
      {
        line: low.line,
        severity: 'warning',
        text: t('vsftpd takes a minimum of {min} for 1024.', { min }),
      },
    ];
  },
};
