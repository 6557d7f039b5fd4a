import { isPublicScope, scopeOf } from '../../../ftp/address.ts';
import { readInetAddress } from '../../inetAddress.ts';
import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** A public listener address: behind a cloud's address translation it is on no interface of the machine. */
export const listenAddressPublic: FileRule = {
  id: 'listen-address-public',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'listen_address');
    const address = readInetAddress(setting?.value ?? '');
    if (setting === undefined || address === null || !isPublicScope(scopeOf(address))) return [];
    if (boolOf(conf, 'listen') !== true) return [];
    const edits = settingEdits(conf, { listen_address: null, pasv_address: address });
    return [
      {
        line: setting.line,
        severity: 'warning',
        text: t(
          'vsftpd can only listen on an address that an interface of this machine has; an elastic or floating public address usually is on none. If so, vsftpd refuses to start: "{text}".',
          {
            text: '500 OOPS: could not bind listening IPv4 socket',
          },
        ),
        fixes: [reviewFix(t('Announce {address} in PASV and listen on every address', { address }), edits)],
      },
    ];
  },
};
