import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** The seccomp sandbox, whose list of system calls is older than current kernels and C libraries. */
export const seccompSandbox: FileRule = {
  id: 'seccomp-sandbox',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'seccomp_sandbox');
    if (setting === undefined || boolOf(conf, 'seccomp_sandbox') !== true) return [];
    const edits = settingEdits(conf, { seccomp_sandbox: 'NO' });
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'On current systems this sandbox kills sessions at LIST, at login or in the TLS handshake; distributions build it switched off.',
        ),
        stage: 'transfer',
        says: '500 OOPS: priv_sock_get_cmd',
        fixes: [reviewFix(t('Set {setting}', { setting: 'seccomp_sandbox=NO' }), edits)],
      },
    ];
  },
};
