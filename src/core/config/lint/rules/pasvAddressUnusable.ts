import { isUnusableScope, scopeOf } from '../../../ftp/address.ts';
import { pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';

/** An address in `pasv_address` that no client could ever dial. */
export const pasvAddressUnusable: FileRule = {
  id: 'pasv-address-unusable',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || pasv.address === null || !isUnusableScope(scopeOf(pasv.address))) return [];
    return [
      {
        line: pasv.setting.line,
        from: pasv.from,
        to: pasv.to,
        severity: 'error',
        text: t('No client can reach {address}; pasv_address must be the address that clients connect to.', {
          address: pasv.address,
        }),
        stage: 'pasv',
        says: `227 Entering Passive Mode (${pasv.address.replaceAll('.', ',')},…).`,
      },
    ];
  },
};
