import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The experimental HTTP service without the model it needs. */
export const httpEnabled: FileRule = {
  id: 'http-enabled',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'http_enable');
    if (setting === undefined || boolOf(conf, 'http_enable') !== true) return [];
    if (boolOf(conf, 'one_process_model') === true) return [];
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t('The experimental HTTP service needs one_process_model=YES.'),
        stage: 'connect',
        says: "500 OOPS: vsftpd: HTTP needs 'one_process_model' for now",
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'http_enable=NO' }),
            settingEdits(conf, { http_enable: 'NO' }),
          ),
        ],
      },
    ];
  },
};
