import { boolOf, lastSetting } from '../../settings.ts';
import { readBool } from '../../reading.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Switches by which somebody wanted TLS to be used. */
const wishes = [
  'implicit_ssl',
  'force_local_logins_ssl',
  'force_local_data_ssl',
  'force_anon_logins_ssl',
  'force_anon_data_ssl',
  'allow_anon_ssl',
  'require_cert',
  'validate_cert',
];

/** Options that ask for TLS while TLS is off: passwords travel in clear. */
export const tlsNotEnabled: FileRule = {
  id: 'tls-not-enabled',
  scope: 'file',
  check(conf, t) {
    if (boolOf(conf, 'ssl_enable') !== false) return [];
    const wish = wishes
      .map((name) => lastSetting(conf, name))
      .find((setting) => setting?.value != null && readBool(setting.value) === true);
    if (wish === undefined) return [];
    const edits = settingEdits(conf, { ssl_enable: 'YES' });
    return [
      {
        line: wish.line,
        severity: 'warning',
        text: t('{option} does nothing while ssl_enable is NO: passwords and files travel in clear.', {
          option: wish.option.name,
        }),
        fixes: [reviewFix(t('Set {setting}', { setting: 'ssl_enable=YES' }), edits)],
      },
    ];
  },
};
