import { address, caFile, type Scenario, type Truth } from '../scenario.ts';
import { active, healthyAtHome, mended, passive, vsftpd } from './parts.ts';

const explicit = `ftpes://ftpuser@${address.eip}:${address.controlPort}`;
const implicit = `ftps://ftpuser@${address.eip}:${address.controlPort}`;
const trustLab = ['--ca', caFile];
/** The world's own /etc/ssl: OpenSSL of the server speaks TLS 1.2 at most; Node brings its own. */
const atMostTls12 = `openssl_conf = init
[init]
ssl_conf = ssl
[ssl]
system_default = defaults
[defaults]
MaxProtocol = TLSv1.2
`;
const bothPassive = { PASV: passive.pasvOk, EPSV: passive.epsvOk };
const healthyTls: Truth = { ...healthyAtHome, never: ['cleartext-password', 'tls-certificate-invalid'] };

/** TLS, explicit and implicit. */
export const tlsScenarios: readonly Scenario[] = [
  {
    name: 'tls-explicit',
    summary: 'AUTH TLS with a trusted certificate, session reuse required: healthy',
    server: vsftpd(mended, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: { ...healthyTls, notes: ['port-command-rejected', 'tls-session-reuse-required'] },
  },
  {
    name: 'tls-1.2',
    summary: 'AUTH TLS with TLS 1.2 at most, session reuse required: healthy',
    server: vsftpd(mended, { certificate: 'trusted' }),
    files: { '/etc/ssl/openssl.cnf': atMostTls12 },
    url: explicit,
    options: trustLab,
    truth: { ...healthyTls, notes: ['port-command-rejected', 'tls-session-reuse-required'] },
  },
  {
    name: 'tls-no-reuse',
    summary: 'require_ssl_reuse=NO: healthy',
    server: vsftpd({ ...mended, require_ssl_reuse: 'NO' }, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: { ...healthyTls, never: ['tls-session-reuse-required', 'tls-handshake-failed'] },
  },
  {
    name: 'tls-far-away',
    summary: 'AUTH TLS with a round trip of 120 ms: healthy',
    network: { roundTripMs: 120 },
    server: vsftpd(mended, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: healthyTls,
  },
  {
    name: 'tls-implicit',
    summary: 'implicit TLS: healthy',
    server: vsftpd({ ...mended, implicit_ssl: 'YES' }, { certificate: 'trusted' }),
    url: implicit,
    options: trustLab,
    truth: healthyTls,
  },
  {
    name: 'tls-offered',
    summary: 'plain FTP to a server that also offers AUTH TLS: healthy',
    server: vsftpd(
      { ...mended, force_local_logins_ssl: 'NO', force_local_data_ssl: 'NO' },
      { certificate: 'trusted' },
    ),
    options: trustLab,
    truth: { ...healthyAtHome, notes: ['port-command-rejected', 'cleartext-password'] },
  },
  {
    name: 'tls-self-signed',
    summary: 'a self-signed certificate: the password is not sent',
    server: vsftpd(mended, { certificate: 'self-signed' }),
    url: explicit,
    truth: { alarms: { 'tls-certificate-invalid': 'error' }, never: ['login-failed', 'healthy'] },
  },
  {
    name: 'tls-self-signed-accepted',
    summary: 'the same with --insecure: healthy',
    server: vsftpd(mended, { certificate: 'self-signed' }),
    url: explicit,
    options: ['--insecure'],
    truth: { alarms: {}, notes: ['tls-certificate-invalid'], modes: bothPassive },
  },
  {
    name: 'tls-expired-accepted',
    summary: 'an expired certificate with --insecure',
    server: vsftpd(mended, { certificate: 'expired' }),
    url: explicit,
    options: ['--insecure', ...trustLab],
    truth: { alarms: { 'tls-certificate-invalid': 'warning' }, modes: bothPassive },
  },
  {
    name: 'tls-expired',
    summary: 'an expired certificate: the password is not sent',
    server: vsftpd(mended, { certificate: 'expired' }),
    url: explicit,
    options: trustLab,
    truth: { alarms: { 'tls-certificate-invalid': 'error' }, never: ['login-failed', 'healthy'] },
  },
  {
    name: 'tls-wrong-name-accepted',
    summary: 'a certificate for another name with --insecure',
    server: vsftpd(mended, { certificate: 'wrong-name' }),
    url: explicit,
    options: ['--insecure', ...trustLab],
    truth: { alarms: { 'tls-certificate-invalid': 'warning' }, modes: bothPassive },
  },
  {
    name: 'tls-wrong-name',
    summary: 'a certificate for another name: the password is not sent',
    server: vsftpd(mended, { certificate: 'wrong-name' }),
    url: explicit,
    options: trustLab,
    truth: { alarms: { 'tls-certificate-invalid': 'error' }, never: ['login-failed', 'healthy'] },
  },
  {
    name: 'tls-required',
    summary: 'plain FTP to a server that insists on TLS',
    server: vsftpd(mended, { certificate: 'trusted' }),
    truth: {
      login: '530 Non-anonymous sessions must use encryption.',
      alarms: { 'tls-required': 'error' },
      never: ['login-failed', 'healthy'],
    },
  },
  {
    name: 'tls-required-data',
    summary: 'plain login is allowed, data connections must be encrypted: 522',
    server: vsftpd({ ...mended, force_local_logins_ssl: 'NO' }, { certificate: 'trusted' }),
    options: trustLab,
    truth: {
      alarms: { 'tls-required': 'error', 'port-command-rejected': 'warning' },
      never: ['data-connection-failed', 'permission-denied', 'tls-session-reuse-required', 'healthy'],
      modes: {
        PASV: {
          outcome: 'failed',
          advertised: 'connected',
          listing: '522 Data connections must be encrypted.',
        },
        EPSV: {
          outcome: 'failed',
          advertised: 'connected',
          listing: '522 Data connections must be encrypted.',
        },
      },
    },
  },
  {
    name: 'tls-not-offered',
    summary: 'AUTH TLS to a server without TLS: the password is not sent',
    server: vsftpd(mended),
    url: explicit,
    truth: { alarms: { 'tls-unsupported': 'error' }, never: ['login-failed', 'healthy'] },
  },
  {
    name: 'tls-implicit-wanted',
    summary: 'implicit TLS to a server that speaks plain FTP there',
    server: vsftpd(mended),
    url: implicit,
    truth: { alarms: { 'tls-mode-mismatch': 'error' }, never: ['tls-handshake-failed', 'healthy'] },
  },
  {
    name: 'tls-plain-wanted',
    summary: 'plain FTP to a port that speaks implicit TLS',
    server: vsftpd({ ...mended, implicit_ssl: 'YES' }, { certificate: 'trusted' }),
    truth: { alarms: { 'tls-mode-mismatch': 'error' }, never: ['not-ftp', 'healthy'] },
  },
  {
    name: 'tls-explicit-wanted',
    summary: 'AUTH TLS to a port that speaks implicit TLS',
    server: vsftpd({ ...mended, implicit_ssl: 'YES' }, { certificate: 'trusted' }),
    url: explicit,
    truth: { alarms: { 'tls-mode-mismatch': 'error' }, never: ['not-ftp', 'tls-unsupported', 'healthy'] },
  },
  {
    name: 'tls-quoted-address',
    summary: 'a fatal error in clear inside TLS at every PASV: 500 OOPS about pasv_address',
    server: vsftpd({ ...mended, pasv_address: `"${address.eip}"` }, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: {
      alarms: { 'tls-handshake-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['blocked-during-diagnosis', 'pasv-ports-blocked', 'healthy'],
      modes: { EPSV: passive.epsvOk },
    },
  },
  {
    name: 'tls-chroot-writable',
    summary: 'a fatal error in clear inside TLS: 500 OOPS about the writable root',
    server: vsftpd({ ...mended, chroot_local_user: 'YES' }, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: { alarms: { 'server-refused-chroot': 'error' }, never: ['login-failed', 'healthy'] },
  },
  {
    name: 'tls-seed',
    summary: 'the seed under TLS',
    server: vsftpd({}, { certificate: 'trusted' }),
    url: explicit,
    options: trustLab,
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      modes: { PASV: passive.pasvPrivate, EPSV: passive.epsvOk, ...active.refused },
    },
  },
];
