import { dropForwarded } from '../firewall.ts';
import { address, type Scenario } from '../scenario.ts';
import { healthyAtHome, mended, passive, vsftpd } from './parts.ts';

const control = String(address.controlPort);

/** Limits, bans, balancers, slow steps, and servers that are not what they seem. */
export const troubleScenarios: readonly Scenario[] = [
  {
    name: 'full',
    summary: 'max_clients=1 and somebody else is logged in: 421',
    server: vsftpd({ ...mended, max_clients: '1' }),
    company: [],
    truth: {
      greeting: '421 There are too many connected users, please try later.',
      alarms: { 'too-many-connections': 'error' },
      never: ['refused-by-server', 'blocked-during-diagnosis', 'healthy'],
    },
  },
  {
    name: 'pool-exhausted',
    summary: 'a passive range of one port, which somebody else holds: 500 OOPS',
    server: vsftpd({ ...mended, pasv_max_port: '30000' }),
    company: ['PASV'],
    truth: {
      alarms: { 'passive-pool-exhausted': 'error', 'port-command-rejected': 'warning' },
      never: ['server-config-error', 'passive-disabled', 'healthy'],
      modes: {
        PASV: { outcome: 'failed', reply: '500 OOPS: vsf_sysutil_bind' },
        EPSV: { outcome: 'failed', reply: '500 OOPS: vsf_sysutil_bind' },
      },
    },
  },
  {
    name: 'banned-midway',
    summary: 'a second connection to the control port gets the client banned: nothing of it passes any more',
    network: {
      rules: {
        cloud: `table ip ban {
          set banned {
            type ipv4_addr; flags dynamic; timeout 1h;
          }
          chain forward {
            type filter hook forward priority filter;
            ip saddr @banned drop
            iifname wan tcp dport ${control} ct state new limit rate over 1/hour burst 1 packets add @banned { ip saddr } drop
          }
        }`,
      },
    },
    eyesClosed: true,
    server: vsftpd(mended),
    truth: {
      alarms: { 'blocked-during-diagnosis': 'warning' },
      never: [
        'control-unreachable',
        'login-failed',
        'pasv-ports-blocked',
        'data-transfer-stalled',
        'healthy',
      ],
    },
  },
  {
    name: 'rate-limited',
    summary: 'the gateway lets in one connection to the control port in three seconds: healthy',
    network: {
      rules: {
        cloud: `table ip limits {
          chain forward {
            type filter hook forward priority filter;
            iifname wan tcp dport ${control} ct state new limit rate over 20/minute burst 1 packets drop
          }
        }`,
      },
    },
    eyesClosed: true,
    server: vsftpd(mended),
    truth: {
      alarms: {},
      never: ['control-unreachable', 'blocked-during-diagnosis'],
      modes: { PASV: passive.pasvOk },
    },
  },
  {
    name: 'two-backends',
    summary: 'a balancer without affinity in front of two servers that name different addresses',
    network: { balances: true },
    server: vsftpd({ ...mended, listen_address: address.server }),
    secondServer: vsftpd({
      pasv_min_port: '30100',
      pasv_max_port: '30199',
      listen_address: address.secondServer,
      ftpd_banner: 'Backend B',
    }),
    truth: {
      alarms: { 'several-backends': 'warning' },
      never: ['healthy'],
    },
  },
  {
    name: 'slow-greeting',
    summary: 'the greeting waits for a name server that never answers',
    server: vsftpd({ ...mended, tcp_wrappers: 'YES' }),
    files: {
      '/etc/hosts.deny': 'vsftpd: .example.org\n',
      '/etc/nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files dns\n',
      '/etc/resolv.conf': `nameserver ${address.silentStranger}\noptions timeout:3 attempts:1\n`,
    },
    eyesClosed: true,
    truth: {
      alarms: { 'greeting-delayed': 'warning' },
      notes: ['port-command-rejected'],
      never: ['control-unreachable', 'login-failed', 'too-many-connections'],
      modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk },
    },
  },
  {
    name: 'slow-line',
    summary: 'a slow line of 64 kbit/s: healthy',
    network: { linkRate: '64kbit' },
    server: vsftpd(mended),
    eyesClosed: true,
    truth: healthyAtHome,
  },
  {
    name: 'far-away',
    summary: 'a round trip of 300 ms: healthy',
    network: { roundTripMs: 300 },
    server: vsftpd(mended),
    truth: { ...healthyAtHome, never: [...(healthyAtHome.never ?? []), 'alg-rewrites-pasv'] },
  },
  {
    name: 'ssh-server',
    summary: 'an SSH server on that port',
    server: { product: 'stranger', says: 'SSH-2.0-OpenSSH_9.2p1 Debian-2' },
    truth: { alarms: { 'not-ftp': 'error' }, never: ['login-failed', 'tls-mode-mismatch', 'healthy'] },
  },
  {
    name: 'silent-server',
    summary: 'a server that accepts connections and says nothing',
    server: { product: 'stranger', says: '' },
    truth: { alarms: { 'not-ftp': 'error' }, never: ['login-failed', 'tls-mode-mismatch', 'healthy'] },
  },
  {
    name: 'gbk-names',
    summary: 'file names in GBK, not UTF-8',
    server: vsftpd(mended),
    prepare: String.raw`cd /run/lab/home/ftpuser && touch "$(printf '\311\317\272\243.txt')" "$(printf '\261\250\261\355.xls')"`,
    truth: {
      alarms: { 'listing-encoding': 'warning' },
      never: ['listing-unparsable'],
      modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk },
    },
  },
  {
    name: 'idle-dropped',
    summary: 'a router forgets the control connection after three idle seconds (--hold)',
    network: {
      rules: {
        cloud: dropForwarded('ct state invalid'),
      },
      forgetsAfter: 3,
    },
    eyesClosed: true,
    options: ['--hold', '6'],
    server: vsftpd(mended),
    truth: { alarms: { 'control-dropped-idle': 'warning' }, never: ['healthy', 'blocked-during-diagnosis'] },
  },
  {
    name: 'stock-debian',
    summary: "Debian's own vsftpd.conf with the public address on the interface: healthy",
    network: { eip: 'nic' },
    server: vsftpd({}, { stock: 'debian' }),
    truth: healthyAtHome,
  },
  {
    name: 'stock-fedora',
    summary: "Fedora's own vsftpd.conf with the public address on the interface: healthy",
    network: { eip: 'nic' },
    server: vsftpd({}, { stock: 'fedora' }),
    files: { '/etc/vsftpd.user_list': 'root\nbin\n' },
    truth: healthyAtHome,
  },
];
