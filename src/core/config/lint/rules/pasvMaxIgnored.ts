import { lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** A maximum without a minimum that lies below the compiled minimum of 5001. */
export const pasvMaxIgnored: FileRule = {
  id: 'pasv-max-ignored',
  scope: 'file',
  check(conf, t) {
    const high = lastSetting(conf, 'pasv_max_port');
    const max = numberOf(conf, 'pasv_max_port');
    if (high === undefined || max === undefined || lastSetting(conf, 'pasv_min_port') !== undefined)
      return [];
    if (max === 0 || max >= 5001) return [];
    const from = max > 1124 ? max - 100 : 1025;
    const fixes =
      max > 1025
        ? [
            reviewFix(
              t('Set {setting}', { setting: `pasv_min_port=${from}` }),
              settingEdits(conf, { pasv_min_port: String(from) }),
            ),
          ]
        : [];
    return [
      {
        line: high.line,
        severity: 'warning',
        text: t(
          'The compiled minimum is 5001, so this maximum is ignored: vsftpd hands out ports 5001 to 65535. Set pasv_min_port too.',
        ),
        fixes,
      },
    ];
  },
};
