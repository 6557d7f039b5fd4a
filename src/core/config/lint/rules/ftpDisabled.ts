import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** FTP itself switched off. */
export const ftpDisabled: FileRule = {
  id: 'ftp-disabled',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'ftp_enable');
    if (setting === undefined || boolOf(conf, 'ftp_enable') !== false || boolOf(conf, 'http_enable') === true)
      return [];
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t('FTP is switched off, and nothing else is served.'),
        stage: 'connect',
        says: '500 OOPS: vsftpd: both FTP and HTTP disabled!',
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'ftp_enable=YES' }),
            settingEdits(conf, { ftp_enable: 'YES' }),
          ),
        ],
      },
    ];
  },
};
