import { boolOf, lastSetting, valueOf } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** `listen` and `listen_ipv6` together. */
export const listenBoth: FileRule = {
  id: 'listen-both',
  scope: 'file',
  check(conf, t) {
    const ipv4 = lastSetting(conf, 'listen');
    const ipv6 = lastSetting(conf, 'listen_ipv6');
    if (ipv6 === undefined || boolOf(conf, 'listen_ipv6') !== true || boolOf(conf, 'listen') === false)
      return [];
    // Without a line of its own, listen is on in some builds only.
    if (boolOf(conf, 'listen') === undefined && ipv4 !== undefined) return [];
    const only4 = reviewFix(
      t('Listen on IPv4 only, as pasv_address needs'),
      settingEdits(conf, { listen: 'YES', listen_ipv6: 'NO' }),
    );
    const only6 = reviewFix(
      t('Listen on IPv6 only, which serves IPv4 clients too'),
      settingEdits(conf, { listen: 'NO', listen_ipv6: 'YES' }),
    );
    const unknown = boolOf(conf, 'listen') === undefined;
    return [
      {
        line: ipv6.line,
        severity: 'error',
        text: unknown
          ? t(
              'listen_ipv6=YES without listen=NO: in upstream and Fedora builds listen is YES by default, and both together are refused.',
            )
          : t('listen and listen_ipv6 cannot both be YES: one vsftpd has one listener.'),
        stage: 'start-up',
        says: '500 OOPS: run two copies of vsftpd for IPv4 and IPv6',
        fixes: valueOf(conf, 'pasv_address') == null ? [only6, only4] : [only4, only6],
        related: ipv4 === undefined ? [] : [placeOf(ipv4, 'listen=YES')],
      },
    ];
  },
};
