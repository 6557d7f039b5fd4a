import { dropIncoming, ftpHelper, securityGroup } from '../firewall.ts';
import { address, type Scenario } from '../scenario.ts';
import {
  active,
  activeFrom,
  healthyAtHome,
  mended,
  passive,
  passiveFails,
  replies,
  vsftpd,
} from './parts.ts';

const bothPassive = { PASV: passive.pasvOk, EPSV: passive.epsvOk };
const noPassive = {
  PASV: { outcome: 'failed', reply: '550 Permission denied.' },
  EPSV: { outcome: 'failed', reply: '550 Permission denied.' },
} as const;

const portDenied = {
  PORT: { outcome: 'failed', reply: '550 Permission denied.' },
  EPRT: { outcome: 'failed', reply: '550 Permission denied.' },
} as const;

/** Active mode, and what stands in its way. */
export const activeScenarios: readonly Scenario[] = [
  {
    name: 'active-public',
    summary: 'the client has a public address: all four modes work',
    network: { client: 'public' },
    server: vsftpd(mended),
    truth: {
      alarms: {},
      never: ['port-command-rejected', 'active-blocked'],
      seenAs: address.home,
      modes: { ...bothPassive, ...activeFrom(address.eip) },
    },
  },
  {
    name: 'active-blocked',
    summary: "the client's own firewall drops the server's connection; passive works: healthy",
    network: { client: 'public', rules: { client: dropIncoming('ct state new') } },
    server: vsftpd(mended),
    truth: {
      alarms: {},
      notes: ['active-blocked'],
      never: ['port-command-rejected'],
      modes: { ...bothPassive, ...active.silent },
    },
  },
  {
    name: 'active-and-passive-blocked',
    summary: "the client's firewall drops active connections, the security group passive ones",
    network: {
      client: 'public',
      rules: { client: dropIncoming('ct state new'), cloud: securityGroup() },
    },
    server: vsftpd(mended),
    truth: {
      alarms: { 'pasv-ports-blocked': 'error', 'active-blocked': 'warning' },
      never: ['port-command-rejected'],
      modes: { ...passiveFails('timed-out'), ...active.silent },
    },
  },
  {
    name: 'passive-disabled',
    summary: 'pasv_enable=NO and a client behind NAT: nothing works',
    server: vsftpd({ ...mended, pasv_enable: 'NO' }),
    truth: {
      alarms: { 'passive-disabled': 'error', 'port-command-rejected': 'error' },
      never: ['permission-denied', 'epsv-unsupported'],
      modes: { ...noPassive, ...active.refused },
    },
  },
  {
    name: 'passive-disabled-public',
    summary: 'pasv_enable=NO and a client with a public address: only active works',
    network: { client: 'public' },
    server: vsftpd({ pasv_enable: 'NO' }),
    truth: {
      alarms: { 'passive-disabled': 'error' },
      never: ['permission-denied', 'port-command-rejected'],
      modes: { ...noPassive, ...activeFrom(address.eip) },
    },
  },
  {
    name: 'all-disabled',
    summary: 'pasv_enable=NO and port_enable=NO: no way left',
    server: vsftpd({ pasv_enable: 'NO', port_enable: 'NO' }),
    truth: {
      alarms: { 'passive-disabled': 'error', 'active-disabled': 'error' },
      never: ['permission-denied', 'port-command-rejected'],
      modes: { ...noPassive, ...portDenied },
    },
  },
  {
    name: 'active-disabled',
    summary: 'port_enable=NO, passive works: healthy',
    server: vsftpd({ ...mended, port_enable: 'NO' }),
    truth: {
      alarms: {},
      notes: ['active-disabled'],
      never: ['port-command-rejected', 'permission-denied'],
      modes: {
        ...bothPassive,
        ...portDenied,
      },
    },
  },
  {
    name: 'active-other-address',
    summary: "the server's connections leave by a NAT gateway with another address",
    network: { client: 'public', secondAddress: true },
    server: vsftpd(mended),
    truth: {
      alarms: {},
      notes: ['active-from-other-address'],
      never: ['active-blocked', 'port-command-rejected'],
      modes: bothPassive,
    },
  },
  {
    name: 'pasv-refused',
    summary: 'cmds_denied=PASV, EPSV works',
    server: vsftpd({ ...mended, cmds_denied: 'PASV' }),
    truth: {
      alarms: { 'pasv-unsupported': 'error', 'port-command-rejected': 'warning' },
      never: ['passive-disabled', 'permission-denied'],
      modes: { PASV: { outcome: 'failed', reply: '550 Permission denied.' }, EPSV: passive.epsvOk },
    },
  },
  {
    name: 'client-names-public-address',
    summary:
      'PORT with the public address, which the router forwards (--active-address, --active-ports): all works',
    network: {
      rules: {
        home: `table ip forwarded {
          chain inwards {
            type nat hook prerouting priority dstnat;
            iifname wan tcp dport 50000-50010 dnat to ${address.client}
          }
        }
        delete chain ip home guard`,
      },
    },
    server: vsftpd(mended),
    eyesClosed: true,
    options: ['--active-address', address.home, '--active-ports', '50000-50010'],
    truth: {
      alarms: {},
      never: ['port-command-rejected', 'active-blocked', 'alg-rewrites-port'],
      modes: { ...bothPassive, ...activeFrom(address.eip) },
    },
  },
  {
    name: 'epsv-refused',
    summary: 'cmds_denied=EPSV, PASV works: healthy',
    server: vsftpd({ ...mended, cmds_denied: 'EPSV' }),
    truth: {
      alarms: {},
      notes: ['epsv-unsupported'],
      never: ['permission-denied', 'passive-disabled'],
      modes: { PASV: passive.pasvOk, EPSV: { outcome: 'failed', reply: '550 Permission denied.' } },
    },
  },
  {
    name: 'helper-home',
    summary: 'the seed with an FTP helper on the home router: active mode works',
    network: { rules: { home: ftpHelper } },
    server: vsftpd(),
    truth: {
      alarms: { 'pasv-private-address': 'error' },
      notes: ['alg-rewrites-port'],
      never: ['port-command-rejected', 'active-blocked'],
      seenAs: address.home,
      modes: { PASV: passive.pasvPrivate, EPSV: passive.epsvOk, ...activeFrom(address.eip) },
    },
  },
  {
    name: 'two-public-addresses',
    summary: 'data connections leave the home network by another address: 425 Bad IP connecting',
    network: { dataLeavesAs: address.secondHome },
    server: vsftpd(mended),
    truth: {
      alarms: { 'data-peer-rejected': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-connection-failed'],
      seenAs: address.home,
      modes: {
        PASV: {
          outcome: 'failed',
          reply: replies.publicAddress,
          advertised: 'connected',
          listing: '425 Security: Bad IP connecting.',
        },
        EPSV: {
          outcome: 'failed',
          reply: replies.epsv,
          advertised: 'connected',
          listing: '425 Security: Bad IP connecting.',
        },
        ...active.refused,
      },
    },
  },
  {
    name: 'hidden-client',
    summary: 'a proxy in front of the server hides every client address',
    network: { hidesClients: true },
    server: vsftpd(mended),
    truth: {
      alarms: { 'client-address-hidden': 'warning' },
      seenAs: address.gateway,
      modes: { ...bothPassive, ...active.refused },
    },
  },
  {
    name: 'max-per-ip-1',
    summary: 'max_per_ip=1, everything else right: healthy',
    server: vsftpd({ ...mended, max_per_ip: '1' }),
    truth: {
      ...healthyAtHome,
      // A limit that only the diagnosis itself met is no fault.
      notes: ['port-command-rejected', 'too-many-connections'],
      never: ['blocked-during-diagnosis', 'refused-by-server'],
    },
  },
];
