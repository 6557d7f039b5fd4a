import { dropForwarded, hostFirewall } from '../firewall.ts';
import { address, type Scenario } from '../scenario.ts';
import { activeFrom, mended, passive, vsftpd } from './parts.ts';

const control = String(address.controlPort);
const nothingElse = [
  'healthy',
  'pasv-ports-blocked',
  'passive-disabled',
  'blocked-during-diagnosis',
] as const;

/** Reaching the server and logging in. */
export const loginScenarios: readonly Scenario[] = [
  {
    name: 'wrong-password',
    summary: 'the server answers 530 Login incorrect',
    server: vsftpd(mended),
    password: 'not-the-password',
    truth: { login: '530 Login incorrect.', alarms: { 'login-failed': 'error' }, never: nothingElse },
  },
  {
    name: 'user-denied',
    summary: 'the user is on the deny list: 530 straight after USER',
    server: vsftpd({ userlist_enable: 'YES', userlist_file: '/run/lab/user_list' }),
    files: { '/run/lab/user_list': 'ftpuser\n' },
    truth: { login: '530 Permission denied.', alarms: { 'login-failed': 'error' }, never: nothingElse },
  },
  {
    name: 'anonymous-only',
    summary: 'local_enable=NO: a real user is refused',
    server: vsftpd({ local_enable: 'NO', anonymous_enable: 'YES' }),
    truth: {
      login: '530 This FTP server is anonymous only.',
      alarms: { 'login-failed': 'error' },
      never: nothingElse,
    },
  },
  {
    name: 'chroot-writable',
    summary: 'chroot_local_user=YES and a writable home folder: 500 OOPS',
    server: vsftpd({ ...mended, chroot_local_user: 'YES' }),
    truth: {
      login: '500 OOPS: vsftpd: refusing to run with writable root inside chroot()',
      alarms: { 'server-refused-chroot': 'error' },
      never: [...nothingElse, 'login-failed'],
    },
  },
  {
    name: 'chroot-right',
    summary: 'chroot_local_user=YES and a root that is not writable: healthy',
    server: vsftpd({ ...mended, chroot_local_user: 'YES' }, { homeMode: 0o555 }),
    truth: { alarms: {}, modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk } },
  },
  {
    name: 'oops-on-connect',
    summary: 'a missing banner file: 500 OOPS in place of the greeting',
    server: vsftpd({ banner_file: '/run/lab/no-such-file' }),
    truth: {
      greeting: '500 OOPS: cannot read banner file:/run/lab/no-such-file',
      alarms: { 'server-config-error': 'error' },
      never: [...nothingElse, 'not-ftp'],
    },
  },
  {
    name: 'access-rules',
    summary: 'tcp_wrappers denies the client: 421 in place of the greeting',
    server: vsftpd({ tcp_wrappers: 'YES' }),
    files: { '/etc/hosts.deny': 'vsftpd: ALL\n' },
    truth: {
      greeting: '421 Service not available.',
      alarms: { 'refused-by-server': 'error' },
      never: [...nothingElse, 'too-many-connections'],
    },
  },
  {
    name: 'listing-forbidden',
    summary: 'dirlist_enable=NO: 550 in answer to LIST, the data channels work',
    server: vsftpd({ ...mended, dirlist_enable: 'NO' }),
    truth: {
      alarms: { 'permission-denied': 'error' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'healthy'],
      modes: {
        PASV: { outcome: 'unknown', advertised: 'connected', listing: '550 Permission denied.' },
        EPSV: { outcome: 'unknown', advertised: 'connected', listing: '550 Permission denied.' },
      },
    },
  },
  {
    name: 'missing-folder',
    summary: 'the URL names a folder that is not there',
    server: vsftpd(mended),
    url: `ftp://ftpuser@${address.eip}:${control}/no/such/folder`,
    truth: {
      alarms: { 'permission-denied': 'error' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'healthy'],
    },
  },
  {
    name: 'server-down',
    summary: 'nothing listens on the control port: refused',
    server: null,
    truth: { control: 'refused', alarms: { 'control-unreachable': 'error' }, never: nothingElse },
  },
  {
    name: 'control-filtered',
    summary: 'the security group drops the control port',
    network: { rules: { cloud: dropForwarded(`tcp dport ${control}`) } },
    server: vsftpd(mended),
    truth: { control: 'timed-out', alarms: { 'control-unreachable': 'error' }, never: nothingElse },
  },
  {
    name: 'control-rejected',
    summary: "the server's firewall rejects the control port (host-prohibited)",
    network: {
      rules: { server: hostFirewall('reject with icmpx admin-prohibited').replace(`${control} `, '22 ') },
    },
    server: vsftpd(mended),
    truth: { control: 'unreachable', alarms: { 'control-unreachable': 'error' }, never: nothingElse },
  },
  {
    name: 'name-unknown',
    summary: 'the host name has no address',
    server: vsftpd(mended),
    url: `ftp://ftpuser@ftp.no-such-host.lab:${control}`,
    truth: { alarms: { 'name-not-resolved': 'error' }, never: [...nothingElse, 'control-unreachable'] },
  },
  {
    name: 'dead-address',
    summary: 'the name has two addresses and the first is dead',
    server: vsftpd(mended),
    hosts: { 'ftp.lab': ['123.56.241.78', address.eip] },
    url: `ftp://ftpuser@ftp.lab:${control}`,
    truth: {
      alarms: { 'control-address-dead': 'warning' },
      never: ['control-unreachable'],
      modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk },
    },
  },
  {
    name: 'ipv6-only',
    summary: "Debian's own vsftpd.conf reached over IPv6: EPSV and EPRT, healthy",
    server: vsftpd({}, { stock: 'debian' }),
    url: `ftp://ftpuser@[${address.server6}]:${control}`,
    truth: {
      alarms: {},
      never: ['pasv-unusable-address', 'epsv-unsupported', 'passive-disabled', 'port-command-rejected'],
      seenAs: address.client6,
      modes: {
        EPSV: passive.epsvOk,
        EPRT: activeFrom(address.server6).EPRT ?? { outcome: 'ok' },
      },
    },
  },
  {
    name: 'both-families',
    summary: 'a name with both addresses: the seed over IPv4, healthy over IPv6',
    server: vsftpd({}, { stock: 'debian' }),
    hosts: { 'ftp.lab': [address.server6, address.eip] },
    url: `ftp://ftpuser@ftp.lab:${control}`,
    truth: { alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' } },
  },
];
