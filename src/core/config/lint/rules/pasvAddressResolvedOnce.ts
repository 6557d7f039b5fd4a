import { isHostName, pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';

/** A host name in `pasv_address`: looked up at the start and never again. */
export const pasvAddressResolvedOnce: FileRule = {
  id: 'pasv-address-resolved-once',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || !pasv.resolved || pasv.address !== null || !isHostName(pasv.word)) return [];
    return [
      {
        line: pasv.setting.line,
        from: pasv.from,
        to: pasv.to,
        severity: 'info',
        text: t(
          'The name is looked up once, when vsftpd starts. When its address changes, restart vsftpd; after a mere reload PASV is answered "500 OOPS: invalid pasv_address".',
        ),
      },
    ];
  },
};
