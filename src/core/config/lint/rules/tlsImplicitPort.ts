import { boolOf, lastSetting, numberOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** Implicit TLS on port 21, or port 990 without it: clients take the port for a sign of what is spoken there. */
export const tlsImplicitPort: FileRule = {
  id: 'tls-implicit-port',
  scope: 'file',
  check(conf, t) {
    const implicit = boolOf(conf, 'implicit_ssl') === true && boolOf(conf, 'ssl_enable') === true;
    const port = numberOf(conf, 'listen_port');
    const setting = lastSetting(conf, 'implicit_ssl');
    const portSetting = lastSetting(conf, 'listen_port');
    if (implicit && port === 21 && setting !== undefined)
      return [
        {
          line: setting.line,
          severity: 'warning',
          text: t(
            'With implicit TLS on port 21 ordinary FTP clients hang without a greeting; they expect implicit TLS on port 990.',
          ),
          fixes: [
            reviewFix(
              t('Set {setting}', { setting: 'listen_port=990' }),
              settingEdits(conf, { listen_port: '990' }),
            ),
          ],
        },
      ];
    if (implicit || port !== 990 || portSetting === undefined) return [];
    return [
      {
        line: portSetting.line,
        severity: 'warning',
        text: t(
          'On port 990 clients speak TLS from the first byte, and this vsftpd does not: that takes implicit_ssl=YES.',
        ),
      },
    ];
  },
};
