import { decimalAddress, pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** A spelling of an address that C reads in another way than people do: octal, hexadecimal or with fewer than four parts. */
export const pasvAddressOctal: FileRule = {
  id: 'pasv-address-octal',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || pasv.address === null || pasv.word === pasv.address) return [];
    const { line } = pasv.setting;
    const meant = decimalAddress(pasv.word);
    const wrong = meant !== null && meant !== pasv.address;
    const value = meant ?? pasv.address;
    return [
      {
        line,
        from: pasv.from,
        to: pasv.to,
        severity: wrong ? 'error' : 'warning',
        text: wrong
          ? t('Leading zeros make an octet octal: PASV sends clients to {address}, not to {meant}.', {
              address: pasv.address,
              meant,
            })
          : t('vsftpd reads this address as {address}.', { address: pasv.address }),
        ...(wrong
          ? {
              stage: 'pasv' as const,
              says: `227 Entering Passive Mode (${pasv.address.replaceAll('.', ',')},…).`,
            }
          : {}),
        fixes: [safeFix(t('Write {value}', { value }), [inLine(line, pasv.from, pasv.to, value)])],
      },
    ];
  },
};
