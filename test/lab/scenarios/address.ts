import { address, type Scenario, type Truth } from '../scenario.ts';
import { active, activeFrom, healthyAtHome, mended, passive, replies, vsftpd } from './parts.ts';

const seed: Truth = {
  alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
  notes: ['cleartext-password'],
  never: ['pasv-wrong-address', 'pasv-ports-blocked', 'client-address-hidden'],
  seenAs: address.home,
  modes: { PASV: passive.pasvPrivate, EPSV: passive.epsvOk, ...active.refused },
};

/** Which address the 227 names. */
export const addressScenarios: readonly Scenario[] = [
  {
    name: 'seed-eip-normal',
    summary: 'the seed: the 227 names the private address, the client is behind NAT',
    server: vsftpd(),
    truth: seed,
  },
  {
    name: 'seed-silent',
    summary: 'the seed, where packets to private addresses vanish instead of being refused',
    network: { privateAddresses: 'silent' },
    server: vsftpd(),
    truth: {
      ...seed,
      modes: { ...seed.modes, PASV: { ...passive.pasvPrivate, advertised: 'timed-out' } },
    },
  },
  {
    name: 'seed-mended',
    summary: "the seed, then again after the report's own edits",
    server: vsftpd(),
    truth: seed,
    then: { apply: 'pasv-private-address', truth: healthyAtHome },
  },
  {
    name: 'stock-mended',
    summary: "Debian's own vsftpd.conf behind the EIP, then again after the report's own edits",
    server: vsftpd({}, { stock: 'debian' }),
    truth: seed,
    then: { apply: 'pasv-private-address', truth: healthyAtHome },
  },
  {
    name: 'file-not-in-force',
    summary: 'the seed, whose edited vsftpd.conf is known: the server was not restarted since',
    server: vsftpd(),
    files: {
      '/etc/vsftpd.conf': `listen=YES\nlisten_ipv6=NO\npasv_address=${address.eip}\npasv_min_port=50000\npasv_max_port=50100\n`,
    },
    options: ['--config', '/etc/vsftpd.conf'],
    truth: {
      ...seed,
      alarms: {
        ...seed.alarms,
        'pasv-address-not-in-force': 'error',
        'pasv-port-outside-range': 'warning',
      },
    },
  },
  {
    name: 'eip-on-nic',
    summary: 'the EIP is on the server interface, nothing is configured: healthy',
    network: { eip: 'nic' },
    server: vsftpd(),
    truth: healthyAtHome,
  },
  {
    name: 'wrong-address',
    summary: "pasv_address is another customer's public address, which refuses",
    server: vsftpd({ ...mended, pasv_address: '123.56.241.77' }),
    truth: {
      alarms: { 'pasv-wrong-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-ports-blocked'],
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (123,56,241,77,*,*).',
          advertised: 'refused',
          peer: 'connected',
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'wrong-address-silent',
    summary: "pasv_address is another customer's public address, which does not answer",
    server: vsftpd({ ...mended, pasv_address: '123.56.241.78' }),
    truth: {
      alarms: { 'pasv-wrong-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-ports-blocked'],
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (123,56,241,78,*,*).',
          advertised: 'timed-out',
          peer: 'connected',
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'carrier-address',
    summary: 'pasv_address is a carrier-grade NAT address, 100.64/10',
    server: vsftpd({ ...mended, pasv_address: '100.64.9.135' }),
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (100,64,9,135,*,*).',
          advertised: 'unreachable',
          peer: 'connected',
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'loopback-address',
    summary: 'pasv_address=127.0.0.1',
    server: vsftpd({ ...mended, pasv_address: '127.0.0.1' }),
    truth: {
      alarms: { 'pasv-unusable-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-wrong-address'],
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (127,0,0,1,*,*).',
          advertised: 'not-tried',
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'zero-address',
    summary: 'pasv_address=0.0.0.0, as some container images come',
    server: vsftpd({ ...mended, pasv_address: '0.0.0.0' }),
    truth: {
      alarms: { 'pasv-unusable-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-wrong-address'],
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (0,0,0,0,*,*).',
          advertised: 'not-tried',
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'stock-pasv-address',
    summary:
      "Debian's own vsftpd.conf (listen_ipv6=YES) with pasv_address: the 227 names 0.0.0.0; then mended",
    server: vsftpd({ pasv_address: address.eip }, { stock: 'debian' }),
    truth: {
      alarms: { 'pasv-unusable-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-wrong-address'],
      seenAs: address.home,
      modes: {
        PASV: {
          outcome: 'failed',
          reply: '227 Entering Passive Mode (0,0,0,0,*,*).',
          advertised: 'not-tried',
        },
        EPSV: passive.epsvOk,
        ...active.refused,
      },
    },
    then: { apply: 'pasv-unusable-address', truth: healthyAtHome },
  },
  {
    name: 'separate-data-host',
    summary: 'the 227 names a second public address that leads to the same server: healthy',
    network: { secondAddress: true },
    server: vsftpd({ ...mended, pasv_address: address.secondEip }),
    truth: {
      alarms: {},
      notes: ['pasv-separate-data-host'],
      never: ['pasv-wrong-address', 'pasv-hairpin'],
      modes: {
        PASV: {
          outcome: 'ok',
          reply: '227 Entering Passive Mode (123,56,241,200,*,*).',
          advertised: 'connected',
          listing: replies.listed,
        },
        EPSV: passive.epsvOk,
      },
    },
  },
  {
    name: 'hairpin',
    summary: "a client on the server's own network is sent to the public address",
    network: { client: 'server-lan' },
    url: `ftp://ftpuser@${address.server}:${address.controlPort}`,
    server: vsftpd(mended),
    truth: {
      alarms: { 'pasv-hairpin': 'warning' },
      never: ['pasv-wrong-address', 'pasv-private-address', 'cleartext-password'],
      seenAs: address.neighbour,
      modes: {
        PASV: { outcome: 'failed', reply: replies.publicAddress, advertised: 'timed-out', peer: 'connected' },
        EPSV: passive.epsvOk,
        ...activeFrom(address.server),
      },
    },
  },
  {
    name: 'quoted-address',
    summary: 'pasv_address="…" in quotes: 500 OOPS at every PASV',
    server: vsftpd({ ...mended, pasv_address: `"${address.eip}"` }),
    truth: {
      alarms: { 'server-config-error': 'error', 'port-command-rejected': 'warning' },
      never: ['passive-disabled', 'blocked-during-diagnosis', 'pasv-private-address'],
      modes: {
        PASV: { outcome: 'failed', reply: '500 OOPS: invalid pasv_address' },
        EPSV: passive.epsvOk,
      },
    },
  },
];
