import { isIPv6 } from '../../../ftp/address.ts';
import type { Translate } from '../../../l10n.ts';
import { readInetAddress } from '../../inetAddress.ts';
import { isHostName, pasvAddressIn } from '../pasvAddress.ts';
import type { FileRule } from '../rule.ts';
import { inLine, safeFix } from '../rule.ts';

/** The IPv4 address within `a.b.c.d:21`, `a.b.c.d/24`, `ftp://a.b.c.d/` or `a,b,c,d`. */
function addressWithin(word: string): string | null {
  const bare = word
    .replace(/^[a-z]{2,6}:\/\//i, '')
    .replace(/["';]+/g, '')
    .split(/[:/]/, 1)[0];
  const dotted = (bare ?? '').replaceAll(',', '.');
  return readInetAddress(dotted) === dotted ? dotted : null;
}

function describe(word: string, t: Translate): string {
  const bare = word.replace(/^\[|\]$/g, '');
  if (isIPv6(bare))
    return t(
      'pasv_address takes IPv4 only: PASV cannot name an IPv6 address. IPv6 clients use EPSV, which needs no address.',
    );
  return t(
    'pasv_address takes one IPv4 address of four numbers and nothing else: no port, no network, no URL.',
  );
}

/** Something in `pasv_address` that is neither an IPv4 address nor a host name. */
export const pasvAddressNotIpv4: FileRule = {
  id: 'pasv-address-not-ipv4',
  scope: 'file',
  check(conf, t) {
    const pasv = pasvAddressIn(conf);
    if (pasv === null || pasv.address !== null || pasv.resolved || isHostName(pasv.word)) return [];
    const meant = addressWithin(pasv.word);
    const { line } = pasv.setting;
    return [
      {
        line,
        from: pasv.from,
        to: pasv.to,
        severity: 'error',
        text: describe(pasv.word, t),
        stage: 'pasv',
        says: '500 OOPS: invalid pasv_address',
        fixes:
          meant === null
            ? []
            : [safeFix(t('Write {value}', { value: meant }), [inLine(line, pasv.from, pasv.to, meant)])],
      },
    ];
  },
};
