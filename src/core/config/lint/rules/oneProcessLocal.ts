import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The one-process model with local users, which needs privileges that it gives up. */
export const oneProcessLocal: FileRule = {
  id: 'one-process-local',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'one_process_model');
    if (
      setting === undefined ||
      boolOf(conf, 'one_process_model') !== true ||
      boolOf(conf, 'local_enable') !== true
    )
      return [];
    const edits = settingEdits(conf, { one_process_model: 'NO' });
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t('The one-process model serves anonymous users only, and local users are let in too.'),
        stage: 'connect',
        says: "500 OOPS: vsftpd: security: 'one_process_model' is anonymous only",
        fixes: [reviewFix(t('Set {setting}', { setting: 'one_process_model=NO' }), edits)],
      },
    ];
  },
};
