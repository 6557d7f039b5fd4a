import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Anonymous users may write. */
export const anonymousUpload: FileRule = {
  id: 'anonymous-upload',
  scope: 'file',
  check(conf, t) {
    const names = ['anon_upload_enable', 'anon_mkdir_write_enable', 'anon_other_write_enable'];
    const on = names.find((name) => boolOf(conf, name) === true);
    const setting = on === undefined ? undefined : lastSetting(conf, on);
    if (setting === undefined || boolOf(conf, 'write_enable') !== true) return [];
    if (boolOf(conf, 'anonymous_enable') !== true) return [];
    const name = setting.option.name;
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t('Anybody on the network can store files here without a password.'),
        fixes: [
          reviewFix(t('Set {setting}', { setting: `${name}=NO` }), settingEdits(conf, { [name]: 'NO' })),
        ],
      },
    ];
  },
};
