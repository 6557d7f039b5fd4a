import { dropForwarded, hostFirewall } from '../firewall.ts';
import { address, type Scenario } from '../scenario.ts';
import { activeFrom, healthyAtHome, mended, passive, vsftpd } from './parts.ts';

const control = String(address.controlPort);
const nothingElse = [
  'healthy',
  'pasv-ports-blocked',
  'passive-disabled',
  'blocked-during-diagnosis',
] as const;

/** A fatal error of vsftpd about its own set-up, in place of the greeting or of the answer to PASS. */
function oops(
  name: string,
  summary: string,
  { set, greeting, login }: { set: Record<string, string>; greeting?: string; login?: string },
): Scenario {
  return {
    name: `oops-${name}`,
    summary,
    server: vsftpd(set),
    truth: {
      ...(greeting === undefined ? {} : { greeting }),
      ...(login === undefined ? {} : { login }),
      alarms: { 'server-config-error': 'error' },
      never: [...nothingElse, 'not-ftp', 'login-failed', 'refused-by-server'],
    },
  };
}

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
  oops('chroot-folder-missing', 'secure_chroot_dir is missing: 500 OOPS in place of the greeting', {
    set: { secure_chroot_dir: '/run/lab/no-such-folder' },
    greeting: "500 OOPS: vsftpd: not found: directory given in 'secure_chroot_dir':/run/lab/no-such-folder",
  }),
  oops('nobody-allowed', 'neither local users nor anonymous ones are allowed: 500 OOPS', {
    set: { local_enable: 'NO', anonymous_enable: 'NO' },
    greeting: '500 OOPS: vsftpd: both local and anonymous access disabled!',
  }),
  oops('user-unknown', 'nopriv_user does not exist: 500 OOPS', {
    set: { nopriv_user: 'nobody-there' },
    greeting: '500 OOPS: cannot locate user entry:nobody-there',
  }),
  oops('home-missing', 'local_root is missing under chroot: 500 OOPS after the password', {
    set: { chroot_local_user: 'YES', local_root: '/run/lab/no-such-folder' },
    login: '500 OOPS: cannot change directory:/run/lab/no-such-folder',
  }),
  oops('chroot-list-missing', 'the chroot list is missing: 500 OOPS after the password', {
    set: { chroot_list_enable: 'YES', chroot_list_file: '/run/lab/no-such-list' },
    login: '500 OOPS: could not read chroot() list file:/run/lab/no-such-list',
  }),
  {
    name: 'anonymous',
    summary: 'anonymous login, no user in the URL: healthy',
    server: vsftpd({ ...mended, anonymous_enable: 'YES', anon_root: '/run/lab/pub' }),
    prepare: 'mkdir -p /run/lab/pub && echo hello > /run/lab/pub/hello.txt',
    url: `ftp://${address.eip}:${control}`,
    eyesClosed: true,
    truth: {
      alarms: {},
      never: ['cleartext-password'],
      modes: { PASV: { outcome: 'ok' }, EPSV: { outcome: 'ok' } },
    },
  },
  {
    name: 'empty-folder',
    summary: 'the listed folder is empty: no bytes and 226, healthy',
    server: vsftpd(mended),
    prepare: 'mkdir -m 755 /run/lab/home/ftpuser/empty',
    url: `ftp://ftpuser@${address.eip}:${control}/empty`,
    truth: { ...healthyAtHome, modes: {} },
  },
  {
    name: 'folder-unreadable',
    summary: 'the account may not read the folder',
    server: vsftpd(mended),
    prepare: 'mkdir -m 700 /run/lab/home/ftpuser/private',
    url: `ftp://ftpuser@${address.eip}:${control}/private/`,
    truth: { alarms: { 'permission-denied': 'error' }, never: ['data-connection-failed', 'healthy'] },
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
  {
    name: 'both-families-4',
    summary: 'a name with both addresses, asked for with -4: the seed, and nothing of IPv6 is dialled',
    server: vsftpd({}, { stock: 'debian' }),
    hosts: { 'ftp.lab': [address.server6, address.eip] },
    url: `ftp://ftpuser@ftp.lab:${control}`,
    options: ['-4'],
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      modes: { EPSV: passive.epsvOk },
    },
  },
  {
    name: 'both-families-6',
    summary: 'a name with both addresses, asked for with -6: healthy, the fault of IPv4 is not seen',
    server: vsftpd({}, { stock: 'debian' }),
    hosts: { 'ftp.lab': [address.server6, address.eip] },
    url: `ftp://ftpuser@ftp.lab:${control}`,
    options: ['-6'],
    truth: {
      alarms: {},
      never: ['pasv-private-address', 'port-command-rejected'],
      seenAs: address.client6,
      modes: {
        EPSV: passive.epsvOk,
        EPRT: activeFrom(address.server6).EPRT ?? { outcome: 'ok' },
      },
    },
  },
];
