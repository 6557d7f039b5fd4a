import { lastSetting, numberOf } from '../../settings.ts';
import { passiveRangeIn } from '../../passiveRange.ts';
import type { FileRule } from '../rule.ts';

/** Only one end of the passive range. */
export const pasvRangeHalfSet: FileRule = {
  id: 'pasv-range-half-set',
  scope: 'file',
  check(conf, t) {
    const low = lastSetting(conf, 'pasv_min_port');
    const high = lastSetting(conf, 'pasv_max_port');
    const range = passiveRangeIn(conf);
    const set = low ?? high;
    if (set === undefined || range === null || (low !== undefined && high !== undefined)) return [];
    const max = numberOf(conf, 'pasv_max_port') ?? 0;
    // A maximum below 5001 is ignored altogether, which has a rule of its own.
    if (high !== undefined && max < 5001) return [];
    return [
      {
        line: set.line,
        severity: 'warning',
        text:
          low === undefined
            ? t(
                'Without pasv_min_port the range begins at 5001: vsftpd hands out ports {from} to {to}, and all of them must be open to clients.',
                { from: range.from, to: range.to },
              )
            : t(
                'Without pasv_max_port the range ends at 65535: vsftpd hands out ports {from} to {to}, and all of them must be open to clients.',
                { from: range.from, to: range.to },
              ),
      },
    ];
  },
};
