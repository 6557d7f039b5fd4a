import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { linesOf, remedy, set, step } from './remedy.ts';
import type { Situation } from './situation.ts';
import { applyBy, restartSteps } from './vsftpd.ts';

/** One public address for both connections of a client. */
export function oneClientAddress(t: Translate, group: string): Remedy {
  return remedy({
    id: 'client-one-address',
    title: t('Have both connections of a client leave by one public address'),
    target: 'client-network',
    group,
    steps: [
      t(
        'In the network of the client: a NAT with several public addresses must keep one address per client ("paired pooling", "sticky", persistent NAT), and a machine with two uplinks, a VPN or a proxy must send both connections the same way.',
      ),
      step(
        t('On a Linux gateway with several addresses:'),
        'sudo iptables -t nat -A POSTROUTING -o <uplink> -j SNAT --to-source <first>-<last> --persistent',
        'sudo nft add rule ip nat postrouting oifname <uplink> snat to <first>-<last> persistent',
      ),
      t('A try from another network (a mobile phone as access point) shows whether it is this one.'),
    ],
    reference: references.rfc2577,
  });
}

interface PeerCheck {
  readonly id: string;
  readonly lines: readonly string[];
  readonly reference: string;
}

/** How each product is told to take data connections from anywhere. */
function peerCheckOf(situation: Situation): PeerCheck {
  switch (situation.product) {
    case 'vsftpd':
      return {
        id: 'vsftpd-pasv-promiscuous',
        lines: linesOf([set('pasv_promiscuous', 'YES')]),
        reference: references.vsftpdManual,
      };
    case 'proftpd':
      return {
        id: 'proftpd-allow-foreign-address',
        lines: ['AllowForeignAddress <class>'],
        reference: references.proftpdFxp,
      };
    case 'pure-ftpd':
      return { id: 'pure-ftpd-fxp', lines: ['AllowUserFXP yes'], reference: references.pureFtpd };
    case 'pyftpdlib':
      return {
        id: 'pyftpdlib-foreign-addresses',
        lines: ['handler.permit_foreign_addresses = True'],
        reference: references.pyftpdlib,
      };
    case 'iis':
      return {
        id: 'iis-match-client-address',
        lines: ['dataChannelSecurity matchClientAddressForPasv="false"'],
        reference: references.iisFirewall,
      };
    case 'filezilla-server':
    case 'unknown':
      return {
        id: 'server-foreign-addresses',
        lines: [
          'vsftpd: pasv_promiscuous=YES',
          'ProFTPD: AllowForeignAddress <class>',
          'Pure-FTPd: AllowUserFXP yes',
          'pyftpdlib: permit_foreign_addresses = True',
        ],
        reference: references.rfc2577,
      };
  }
}

/** Takes the address check off data connections: last, and with its price. */
export function foreignDataPeers(situation: Situation, t: Translate, group: string): Remedy {
  const { id, lines, reference } = peerCheckOf(situation);
  const vsftpd = situation.product === 'vsftpd';
  return remedy({
    id,
    title: t('Have the server take data connections from any address'),
    target: situation.product === 'unknown' ? 'server' : situation.product,
    group,
    alternative: true,
    weakens: true,
    apply: vsftpd ? applyBy(situation) : 'restart',
    steps: [
      t(
        'Price: whoever guesses the port first gets the file, or puts another one in its place. TLS with a required resumed session still protects; without TLS nothing does.',
      ),
      step(t('The setting:'), ...lines),
      ...(vsftpd ? restartSteps(situation, t) : [t('Restart the server afterwards.')]),
    ],
    edits: vsftpd ? [set('pasv_promiscuous', 'YES')] : [],
    reference,
  });
}
