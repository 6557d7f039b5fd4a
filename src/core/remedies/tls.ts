import type { Translate } from '../l10n.ts';
import type { Remedy, ServerProduct } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';
import { productNames } from './situation.ts';
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

/** The other way of TLS for this port; `wanted` is what the server speaks there. */
export function clientTlsMode(
  t: Translate,
  wanted: 'implicit' | 'explicit',
  host: string,
  port: number,
): Remedy {
  const scheme = wanted === 'implicit' ? 'ftps' : 'ftpes';
  return remedy({
    id: 'client-tls-mode',
    title:
      wanted === 'implicit'
        ? t('Use implicit TLS on this port (ftps://)')
        : t('Use explicit TLS on this port (AUTH TLS, ftpes://), or port 990 for implicit TLS'),
    target: 'client',
    group: 'tls',
    steps: [
      step(
        t('Where it is chosen:'),
        wanted === 'implicit'
          ? 'FileZilla: Encryption: Require implicit FTP over TLS'
          : 'FileZilla: Encryption: Require explicit FTP over TLS',
        wanted === 'implicit'
          ? 'WinSCP: Encryption: TLS/SSL Implicit encryption'
          : 'WinSCP: Encryption: TLS/SSL Explicit encryption',
        wanted === 'implicit' ? `curl ftps://${host}:${port}/` : `curl --ssl-reqd ftp://${host}:${port}/`,
        `ftp-diagnose ${scheme}://${host}:${port}`,
      ),
    ],
    reference: references.rfc4217,
  });
}

/** The line of one product, or all of them under their names where the product has none here or is not known. */
function linesFor(
  product: ServerProduct,
  lines: Readonly<Partial<Record<keyof typeof productNames, string>>>,
): readonly string[] {
  const own = product === 'unknown' ? undefined : lines[product];
  if (own !== undefined) return [own];
  return Object.entries(productNames).flatMap(([key, name]) => {
    const line = lines[key as keyof typeof productNames];
    return line === undefined ? [] : [`${name}: ${line}`];
  });
}

/** What to do where a handshake fails. */
export function handshakeRepair(situation: Situation, t: Translate, group: string): Remedy {
  const port = situation.controlPort;
  return remedy({
    id: 'server-tls-settings',
    title: t('Compare what server and client accept: protocol versions, ciphers, certificate'),
    target: situation.product === 'unknown' ? 'server' : situation.product,
    group,
    apply: 'restart',
    steps: [
      step(
        t('See what the server agrees to:'),
        `openssl s_client -connect <server>:${port} -starttls ftp -tls1_2`,
        `openssl s_client -connect <server>:${port} -starttls ftp -tls1_3`,
      ),
      step(
        t('Settings to look at:'),
        ...linesFor(situation.product, {
          vsftpd:
            'ssl_tlsv1, ssl_tlsv11, ssl_tlsv12, ssl_tlsv13 (Fedora, RHEL: ssl_tlsv1_1, ssl_tlsv1_2, ssl_tlsv1_3), ssl_ciphers=HIGH',
          proftpd: 'TLSProtocol TLSv1.2 TLSv1.3, TLSCipherSuite HIGH:!aNULL',
          'pure-ftpd': 'TLSCipherSuite HIGH',
        }),
      ),
      t(
        'Update a client or server that knows only TLS 1.0 or 1.1, rather than switching the old versions on.',
      ),
    ],
    reference: references.rfc4217,
  });
}

/** What to do about a certificate that careful clients refuse. */
export function certificateRepair(
  situation: Situation,
  t: Translate,
  host: string | null,
): readonly Remedy[] {
  const server = remedy({
    id: 'server-certificate',
    title: t('Give the server a certificate that clients trust, for the name that they use'),
    target: situation.product === 'unknown' ? 'server' : situation.product,
    group: 'certificate',
    apply: 'restart',
    steps: [
      t(
        'It must be issued by a known authority, be within its dates, hold the name {host} and come with the intermediate certificates.',
        { host: host ?? '<name>' },
      ),
      step(
        t('Where it is set:'),
        ...linesFor(situation.product, {
          vsftpd: 'rsa_cert_file=<fullchain>.pem, rsa_private_key_file=<key>.pem',
          proftpd: 'TLSRSACertificateFile, TLSRSACertificateKeyFile, TLSCertificateChainFile',
          'pure-ftpd': 'CertFile (certificate and key in one file)',
          iis: 'FTP SSL Settings, SSL Certificate',
        }),
      ),
      t('Restart the server after each renewal: it reads the file at its start.'),
    ],
    reference: references.rfc4217,
  });
  const trust = remedy({
    id: 'client-trust-certificate',
    title: t('Trust this one certificate, after comparing its fingerprint with the server'),
    target: 'client',
    group: 'certificate',
    alternative: true,
    steps: [
      step(t('On the server:'), 'openssl x509 -noout -fingerprint -sha256 -in <certificate>.pem'),
      step(
        t('In the client, once they agree:'),
        'ftp-diagnose --ca <certificate>.pem ftpes://...',
        'curl --cacert <certificate>.pem --ssl-reqd ftp://...',
        'lftp: set ssl:ca-file <certificate>.pem',
      ),
      t(
        'To accept whatever comes (--insecure, ssl:verify-certificate no) hands the password to anybody on the way.',
      ),
    ],
    reference: references.rfc4217,
  });
  return [server, trust];
}
