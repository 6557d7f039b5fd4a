import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** TLS offered and not insisted on. */
export const tlsOptional: FileRule = {
  id: 'tls-optional',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'force_local_logins_ssl');
    if (setting === undefined || boolOf(conf, 'ssl_enable') !== true) return [];
    if (boolOf(conf, 'force_local_logins_ssl') !== false || boolOf(conf, 'local_enable') === false) return [];
    return [
      {
        line: setting.line,
        severity: 'info',
        text: t('Users may still log in without TLS, and then their passwords travel in clear.'),
      },
    ];
  },
};
