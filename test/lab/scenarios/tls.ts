import { address, caFile, type Scenario, type Truth } from '../scenario.ts';
import { active, healthyAtHome, mended, passive, vsftpd } from './parts.ts';

const explicit = `ftpes://ftpuser@${address.eip}:${address.controlPort}`;
const implicit = `ftps://ftpuser@${address.eip}:${address.controlPort}`;
const trustLab = ['--ca', caFile];
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
