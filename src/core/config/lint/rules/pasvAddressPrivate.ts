import { isInsideScope, scopeOf } from '../../../ftp/address.ts';
import { pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** A private address in `pasv_address`, where the public one is expected. */
export const pasvAddressPrivate: FileRule = {
  id: 'pasv-address-private',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || pasv.address === null || !isInsideScope(scopeOf(pasv.address))) return [];
    return [
      {
        line: pasv.setting.line,
        from: pasv.from,
        to: pasv.to,
        severity: 'warning',
        text: t(
          '{address} is private: only clients of the same network can reach it. Put the public address here; for clients of the same network vsftpd needs no pasv_address.',
          { address: pasv.address },
        ),
        fixes: [reviewFix(t('Remove pasv_address'), settingEdits(conf, { pasv_address: null }))],
      },
    ];
  },
};
