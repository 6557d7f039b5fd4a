import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The ptrace sandbox, which exists on 32-bit systems only. */
export const ptraceSandbox: FileRule = {
  id: 'ptrace-sandbox',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'ptrace_sandbox');
    if (setting === undefined || boolOf(conf, 'ptrace_sandbox') !== true) return [];
    if (boolOf(conf, 'one_process_model') !== true) return [];
    const edits = settingEdits(conf, { ptrace_sandbox: 'NO' });
    return [
      {
        line: setting.line,
        severity: 'error',
        text: t('The ptrace sandbox works on 32-bit systems only.'),
        stage: 'connect',
        says: '500 OOPS: could not allocate sandbox (only works for 32-bit builds)',
        fixes: [reviewFix(t('Set {setting}', { setting: 'ptrace_sandbox=NO' }), edits)],
      },
    ];
  },
};
