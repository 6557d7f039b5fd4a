import { firstLine } from '../../confFile.ts';
import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

const says = '500 OOPS: vsftpd: not configured for standalone, must be started from inetd';

/** No listener: only inetd or systemd's socket activation can start such a vsftpd. */
export const listenNeither: FileRule = {
  id: 'listen-neither',
  scope: 'file',
  check(conf, t) {
    const listen = boolOf(conf, 'listen');
    const setting = lastSetting(conf, 'listen') ?? lastSetting(conf, 'listen_ipv6');
    const line = setting?.line ?? firstLine(conf.file);
    if (listen === true || boolOf(conf, 'listen_ipv6') !== false) return [];
    if (lastSetting(conf, 'listen') !== undefined && listen === undefined) return [];
    const place = setting === undefined ? { line, from: 0, to: 0 } : { line };
    const fixes = [
      reviewFix(t('Listen on IPv4'), settingEdits(conf, { listen: 'YES', listen_ipv6: 'NO' })),
      reviewFix(
        t('Listen on IPv6, which serves IPv4 clients too'),
        settingEdits(conf, { listen: 'NO', listen_ipv6: 'YES' }),
      ),
    ];
    if (listen === undefined) {
      const text = t(
        'The file sets no listener: upstream and Fedora builds listen on IPv4 by default, Debian, Ubuntu and 2.2.2 do not start on their own.',
      );
      return [{ ...place, severity: 'warning', text, stage: 'start-up', says, fixes }];
    }
    const text = t(
      'Neither listen nor listen_ipv6 is YES: vsftpd must then be started by inetd or a systemd socket.',
    );
    return [{ ...place, severity: 'error', text, stage: 'start-up', says, fixes }];
  },
};
