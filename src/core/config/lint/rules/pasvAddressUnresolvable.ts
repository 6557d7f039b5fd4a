import { isHostName, pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';

/** With `pasv_addr_resolve`, a value that can be neither looked up nor read: vsftpd does not start. */
export const pasvAddressUnresolvable: FileRule = {
  id: 'pasv-address-unresolvable',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || !pasv.resolved || pasv.address !== null || isHostName(pasv.word)) return [];
    return [
      {
        line: pasv.setting.line,
        from: pasv.from,
        to: pasv.to,
        severity: 'error',
        text: t(
          'With pasv_addr_resolve=YES the value must be an IPv4 address or the name of a host that has one.',
        ),
        stage: 'start-up',
        says: `500 OOPS: cannot resolve host:${pasv.setting.value ?? ''}`,
      },
    ];
  },
};
