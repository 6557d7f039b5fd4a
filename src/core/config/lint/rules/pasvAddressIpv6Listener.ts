import { boolOf, lastSetting } from '../../settings.ts';
import { pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** `pasv_address` on an IPv6 listener: PASV then sends 0.0.0.0 (Debian bug 968888). */
export const pasvAddressIpv6Listener: FileRule = {
  id: 'pasv-address-ipv6-listener',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    const listener = lastSetting(conf, 'listen_ipv6');
    if (pasv === null || listener === undefined || boolOf(conf, 'listen_ipv6') !== true) return [];
    if (conf.flavour?.pasvAddressOnIpv6 === true) return [];
    const edits = settingEdits(conf, { listen: 'YES', listen_ipv6: 'NO' });
    return [
      {
        line: pasv.setting.line,
        severity: 'error',
        text: t(
          'pasv_address does not work on an IPv6 listener: PASV sends 0.0.0.0 instead. Listen on IPv4 only; IPv6 clients then need a second vsftpd with a file of its own.',
        ),
        stage: 'pasv',
        says: '227 Entering Passive Mode (0,0,0,0,…).',
        fixes: [reviewFix(t('Listen on IPv4 only, as pasv_address needs'), edits)],
        related: [placeOf(listener, t('The IPv6 listener'))],
      },
    ];
  },
};
