import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import type { Situation } from './situation.ts';

/** How common clients are told to use AUTH TLS. */
export function clientUseTls(t: Translate, group: string): Remedy {
  return remedy({
    id: 'client-use-tls',
    title: t('Connect with explicit TLS (AUTH TLS, ftpes://)'),
    target: 'client',
    group,
    steps: [
      step(
        t('Where it is switched on:'),
        'FileZilla: Site Manager, Encryption: Require explicit FTP over TLS',
        'WinSCP: Encryption: TLS/SSL Explicit encryption',
        'lftp: set ftp:ssl-force yes; set ftp:ssl-protect-data yes',
        'curl --ssl-reqd ftp://...',
        'Python ftplib: ftp = FTP_TLS(...); ftp.login(...); ftp.prot_p()',
        'basic-ftp: client.access({ secure: true, ... })',
        'ftp-diagnose ftpes://...',
      ),
      t(
        'ftp of Linux, ftp.exe, Explorer and busybox know no TLS: use another client. Under TLS no device on the way can read FTP, so the passive ports must be open explicitly.',
      ),
    ],
    reference: references.rfc4217,
  });
}

/** The lines that switch TLS on, by product. */
function serverLines(situation: Situation): readonly string[] {
  switch (situation.product) {
    case 'vsftpd':
      return [
        'ssl_enable=YES',
        'rsa_cert_file=/etc/ssl/certs/<name>.pem',
        'rsa_private_key_file=/etc/ssl/private/<name>.key',
        'force_local_logins_ssl=NO',
        'force_local_data_ssl=NO',
      ];
    case 'proftpd':
      return [
        'LoadModule mod_tls.c',
        'TLSEngine on',
        'TLSRSACertificateFile /etc/ssl/certs/<name>.pem',
        'TLSRSACertificateKeyFile /etc/ssl/private/<name>.key',
        'TLSRequired off',
      ];
    case 'pure-ftpd':
      return ['TLS 1', 'CertFile /etc/ssl/private/pure-ftpd.pem'];
    case 'pyftpdlib':
      return ['handler = TLS_FTPHandler', "handler.certfile = '<certificate and key>.pem'"];
    case 'filezilla-server':
      return ['FTP and FTP over TLS: Require explicit FTP over TLS, or allow both'];
    case 'iis':
      return ['FTP SSL Settings: Allow SSL connections, with a certificate'];
    case 'unknown':
      return [
        'vsftpd: ssl_enable=YES, rsa_cert_file=..., rsa_private_key_file=...',
        'ProFTPD: TLSEngine on, TLSRSACertificateFile ..., TLSRSACertificateKeyFile ...',
        'Pure-FTPd: TLS 1, CertFile ...',
        'IIS: FTP SSL Settings, Allow SSL connections',
      ];
  }
}

/** Has the server offer TLS without yet demanding it. */
export function serverOfferTls(situation: Situation, t: Translate, group: string): Remedy {
  return remedy({
    id: 'server-offer-tls',
    title: t('Have the server offer TLS'),
    target: situation.product === 'unknown' ? 'server' : situation.product,
    group,
    apply: 'restart',
    steps: [
      step(t('With a certificate for the name that clients use:'), ...serverLines(situation)),
      t(
        'Open the passive ports explicitly before: a firewall or router that opened them by reading FTP cannot do so under TLS. Demand TLS only when all clients use it.',
      ),
      ...(situation.product === 'vsftpd'
        ? [
            t(
              'vsftpd 3.0.4 and later answers AUTH TLS although FEAT does not list it; judge by trying, not by FEAT.',
            ),
          ]
        : []),
    ],
    reference: situation.product === 'proftpd' ? references.proftpdTls : references.rfc4217,
  });
}
