import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Neither local nor anonymous users may log in. */
export const noLoginPossible: FileRule = {
  id: 'no-login-possible',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'anonymous_enable');
    if (setting === undefined || boolOf(conf, 'anonymous_enable') !== false) return [];
    if (boolOf(conf, 'local_enable') !== false) return [];
    const edits = settingEdits(conf, { local_enable: 'YES' });
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t('Neither anonymous nor local users may log in.'),
        stage: 'connect',
        says: '500 OOPS: vsftpd: both local and anonymous access disabled!',
        fixes: [reviewFix(t('Set {setting}', { setting: 'local_enable=YES' }), edits)],
      },
    ];
  },
};
