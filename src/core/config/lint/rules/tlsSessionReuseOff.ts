import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Session reuse no longer required on data connections. */
export const tlsSessionReuseOff: FileRule = {
  id: 'tls-session-reuse-off',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'require_ssl_reuse');
    if (setting === undefined || boolOf(conf, 'ssl_enable') !== true) return [];
    if (boolOf(conf, 'require_ssl_reuse') !== false) return [];
    const edits = settingEdits(conf, { require_ssl_reuse: 'YES' });
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'Without session reuse nothing proves that a data connection belongs to the user who logged in. Keep it only for clients that cannot resume a TLS session.',
        ),
        fixes: [reviewFix(t('Set {setting}', { setting: 'require_ssl_reuse=YES' }), edits)],
      },
    ];
  },
};
