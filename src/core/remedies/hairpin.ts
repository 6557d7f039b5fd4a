import type { Facts } from '../diagnosis/facts.ts';
import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';

/** How each product serves clients inside and outside with different addresses; vsftpd needs a second instance. */
function productSteps(facts: Facts, t: Translate): readonly string[] {
  switch (facts.server.product) {
    case 'vsftpd':
      return [
        step(
          t(
            'vsftpd has one address for everybody: run a second instance for the inside, on a port of its own and without pasv_address.',
          ),
          'listen_port=2121',
        ),
      ];
    case 'filezilla-server':
      return [
        t(
          'FileZilla Server: leave “do not override for local peers” on; clients inside then get the local address.',
        ),
      ];
    case 'proftpd':
      return [t('ProFTPD: a second <VirtualHost> on the inner address, without MasqueradeAddress.')];
    case 'pyftpdlib':
      return [
        t('pyftpdlib: fill masquerade_address_map, which maps each local address to the one to announce.'),
      ];
    case 'pure-ftpd':
    case 'iis':
    case 'unknown':
      return [
        t(
          'Where the server cannot tell inside from outside, run a second instance for the inside that announces no address.',
        ),
      ];
  }
}

/** Clients inside reach the server by an instance or setting of their own; the public announcement stays as it is. */
export function insideInstance(facts: Facts, t: Translate, group: string): Remedy {
  return remedy({
    id: 'server-inside-instance',
    title: t('Give clients inside an entry of their own, and leave the announced public address alone'),
    target: 'server',
    group,
    steps: [
      ...productSteps(facts, t),
      t(
        'Or let the router send such connections back inside (hairpin NAT, also called NAT loopback), if it can.',
      ),
    ],
    reference: references.vsftpdManual,
  });
}
