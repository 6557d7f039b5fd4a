import { isHostName, pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { reviewFix, settingEdits } from '../rule.ts';

/** A host name in `pasv_address` without `pasv_addr_resolve`. */
export const pasvAddressHostName: FileRule = {
  id: 'pasv-address-host-name',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || pasv.address !== null || pasv.resolved || !isHostName(pasv.word)) return [];
    return [
      {
        line: pasv.setting.line,
        from: pasv.from,
        to: pasv.to,
        severity: 'error',
        text: t(
          'A host name in pasv_address needs pasv_addr_resolve=YES; it is then looked up once, when vsftpd starts.',
        ),
        stage: 'pasv',
        says: '500 OOPS: invalid pasv_address',
        fixes: [
          reviewFix(
            t('Set {setting}', { setting: 'pasv_addr_resolve=YES' }),
            settingEdits(conf, { pasv_addr_resolve: 'YES' }),
          ),
        ],
      },
    ];
  },
};
