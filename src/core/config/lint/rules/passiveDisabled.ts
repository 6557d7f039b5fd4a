import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** PASV and EPSV switched off while PORT still works. */
export const passiveDisabled: FileRule = {
  id: 'passive-disabled',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'pasv_enable');
    if (
      setting === undefined ||
      boolOf(conf, 'pasv_enable') !== false ||
      boolOf(conf, 'port_enable') === false
    )
      return [];
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'Without passive mode only clients that the server can connect to get listings and files: nobody behind a router.',
        ),
        stage: 'pasv',
        says: '550 Permission denied.',
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'pasv_enable=YES' }),
            settingEdits(conf, { pasv_enable: 'YES' }),
          ),
        ],
      },
    ];
  },
};
