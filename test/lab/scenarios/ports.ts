import { dropForwarded, ftpHelper, hostFirewall, securityGroup } from '../firewall.ts';
import { address, type Scenario, type Truth } from '../scenario.ts';
import {
  active,
  healthyAtHome,
  mended,
  passive,
  passiveFails,
  passiveRange,
  replies,
  vsftpd,
} from './parts.ts';

const range = { pasv_min_port: '30000', pasv_max_port: '30099' };

function blocked(outcome: 'timed-out' | 'refused' | 'unreachable'): Truth {
  return {
    alarms: { 'pasv-ports-blocked': 'error', 'port-command-rejected': 'warning' },
    never: [
      'pasv-private-address',
      'pasv-wrong-address',
      'pasv-helper-blind',
      'epsv-blocked',
      'data-connection-failed',
    ],
    seenAs: address.home,
    modes: { ...passiveFails(outcome), ...active.refused },
  };
}

function rejecting(name: string, verdict: string, outcome: 'refused' | 'unreachable'): Scenario {
  return {
    name: `range-rejected-${name}`,
    summary: `the server's firewall rejects the passive ports (${verdict})`,
    network: { rules: { server: hostFirewall(verdict) } },
    server: vsftpd(mended),
    truth: blocked(outcome),
  };
}

/** Which passive ports answer. */
export const portScenarios: readonly Scenario[] = [
  {
    name: 'range-dropped',
    summary: 'the address is right, the security group opens the control port only',
    network: { rules: { cloud: securityGroup() } },
    server: vsftpd(mended),
    truth: blocked('timed-out'),
  },
  rejecting('reset', 'reject with tcp reset', 'refused'),
  rejecting('host-prohibited', 'reject with icmpx admin-prohibited', 'unreachable'),
  rejecting('port-unreachable', 'reject with icmpx port-unreachable', 'refused'),
  {
    name: 'range-open',
    summary: 'address and security group both right: healthy',
    network: { rules: { cloud: securityGroup(passiveRange) } },
    server: vsftpd(mended),
    truth: healthyAtHome,
  },
  {
    name: 'range-partly-open',
    summary: 'the security group opens three quarters of the passive range',
    network: { rules: { cloud: securityGroup('30000-30074') } },
    server: vsftpd(mended),
    options: ['--samples', '12'],
    truth: {
      alarms: { 'pasv-ports-partly-blocked': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'pasv-helper-blind', 'epsv-blocked'],
    },
  },
  {
    name: 'data-rate-limited',
    summary: 'the gateway lets in one data connection in two seconds, whatever its port',
    network: {
      rules: {
        cloud: `table ip limits {
          chain forward {
            type filter hook forward priority filter;
            iifname wan tcp dport ${passiveRange} ct state new limit rate over 30/minute burst 3 packets drop
          }
        }`,
      },
    },
    server: vsftpd({ ...mended, pasv_max_port: '30003' }),
    truth: {
      alarms: { 'pasv-ports-partly-blocked': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'epsv-blocked', 'pasv-helper-blind', 'healthy'],
    },
  },
  {
    name: 'private-and-dropped',
    summary: 'two faults: private address in the 227 and the passive range closed',
    network: { rules: { cloud: securityGroup() } },
    server: vsftpd(range),
    truth: {
      alarms: {
        'pasv-private-address': 'error',
        'pasv-ports-blocked': 'error',
        'port-command-rejected': 'warning',
      },
      modes: {
        PASV: {
          outcome: 'failed',
          reply: replies.privateAddress,
          advertised: 'unreachable',
          peer: 'timed-out',
        },
        EPSV: { outcome: 'failed', reply: replies.epsv, advertised: 'timed-out' },
      },
    },
  },
  {
    name: 'helper-firewall',
    summary:
      'a host firewall that lives on the FTP helper; then again after the address edits, which blind it',
    network: { rules: { server: `${ftpHelper}\n${hostFirewall('drop')}` } },
    server: vsftpd(),
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'pasv-helper-blind'],
      modes: { PASV: passive.pasvPrivate, EPSV: passive.epsvOk, ...active.refused },
    },
    then: {
      apply: 'pasv-private-address',
      truth: {
        alarms: { 'pasv-helper-blind': 'error', 'port-command-rejected': 'warning' },
        never: ['pasv-ports-blocked', 'pasv-ports-partly-blocked', 'pasv-private-address'],
        modes: {
          PASV: { outcome: 'failed', reply: replies.publicAddress, advertised: 'timed-out' },
          EPSV: passive.epsvOk,
        },
      },
    },
  },
  {
    name: 'helper-firewall-public',
    summary: 'the same firewall on a server with the public address on its interface: healthy',
    network: { eip: 'nic', rules: { server: `${ftpHelper}\n${hostFirewall('drop')}` } },
    server: vsftpd(),
    truth: healthyAtHome,
  },
  {
    name: 'helper-cloud',
    summary: 'an FTP helper on the EIP gateway rewrites the 227: healthy',
    network: { rules: { cloud: ftpHelper } },
    server: vsftpd(),
    truth: healthyAtHome,
  },
  {
    name: 'helper-cloud-tls',
    summary: 'the same helper is blind under TLS: the private address is back',
    network: { rules: { cloud: ftpHelper } },
    server: vsftpd({}, { certificate: 'trusted' }),
    url: `ftpes://ftpuser@${address.eip}:${address.controlPort}`,
    options: ['--ca', '/run/lab/ca.pem'],
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      never: ['cleartext-password'],
      modes: { PASV: passive.pasvPrivate, EPSV: passive.epsvOk, ...active.refused },
    },
  },
  {
    name: 'helper-cloud-far',
    summary: 'the helper on the EIP gateway, 30 ms away: healthy, and the rewriting shows',
    network: { roundTripMs: 30, rules: { cloud: ftpHelper } },
    server: vsftpd(),
    truth: { ...healthyAtHome, notes: ['port-command-rejected', 'alg-rewrites-pasv'] },
  },
  {
    name: 'ipv6-range-dropped',
    summary: 'the host firewall drops the passive ports, over IPv6',
    network: { rules: { server: hostFirewall('drop') } },
    server: vsftpd(range, { stock: 'debian' }),
    url: `ftp://ftpuser@[${address.server6}]:${address.controlPort}`,
    truth: {
      alarms: { 'pasv-ports-blocked': 'error' },
      never: ['pasv-unusable-address', 'passive-disabled', 'epsv-unsupported'],
      modes: { EPSV: { outcome: 'failed', reply: replies.epsv, advertised: 'timed-out' } },
    },
  },
  {
    name: 'docker',
    summary:
      'a container: its own address in the 227, passive ports not published, clients hidden by the proxy',
    network: { hidesClients: true, rules: { cloud: securityGroup('', 'reject with tcp reset') } },
    server: vsftpd(range),
    truth: {
      alarms: {
        'pasv-private-address': 'error',
        'pasv-ports-blocked': 'error',
        'client-address-hidden': 'warning',
        'port-command-rejected': 'warning',
      },
      seenAs: address.gateway,
      modes: {
        PASV: {
          outcome: 'failed',
          reply: replies.privateAddress,
          advertised: 'unreachable',
          peer: 'refused',
        },
        EPSV: { outcome: 'failed', reply: replies.epsv, advertised: 'refused' },
        ...active.refused,
      },
    },
  },
  {
    name: 'outside-range',
    summary: 'the security group matches a range that the server does not keep to (--range)',
    network: { rules: { cloud: securityGroup(passiveRange) } },
    server: vsftpd({ pasv_address: address.eip }),
    options: ['--range', passiveRange],
    truth: {
      alarms: {
        'pasv-port-outside-range': 'error',
        'pasv-ports-blocked': 'error',
        'port-command-rejected': 'warning',
      },
    },
  },
  {
    name: 'outside-config-file',
    summary:
      "a vsftpd.conf that the running server has not read (--config): its ports lie outside that file's range",
    network: { rules: { cloud: securityGroup(passiveRange) } },
    server: vsftpd({ pasv_address: address.eip }),
    files: { '/run/lab/edited.conf': 'listen=YES\npasv_min_port=30000\npasv_max_port=30099\n' },
    options: ['--config', '/run/lab/edited.conf'],
    truth: {
      alarms: {
        'pasv-port-outside-range': 'error',
        'pasv-ports-blocked': 'error',
        'port-command-rejected': 'warning',
      },
    },
  },
  {
    name: 'inside-config-file',
    summary: 'the file that the server runs on (--config): healthy',
    server: vsftpd(mended),
    options: ['--config', '/run/lab/vsftpd.conf'],
    truth: { ...healthyAtHome, never: ['pasv-port-outside-range'] },
  },
  {
    name: 'helper-cloud-tls-offered',
    summary: 'the helper on the EIP gateway and a server that also offers TLS: the 227 differs under TLS',
    network: { rules: { cloud: ftpHelper } },
    server: vsftpd({ force_local_logins_ssl: 'NO', force_local_data_ssl: 'NO' }, { certificate: 'trusted' }),
    options: ['--ca', '/run/lab/ca.pem'],
    truth: { ...healthyAtHome, notes: ['port-command-rejected', 'alg-rewrites-pasv'] },
  },
  {
    name: 'one-passive-port',
    summary: 'a range of one port, one session at a time: healthy',
    server: vsftpd({ ...mended, pasv_max_port: '30000' }),
    truth: healthyAtHome,
  },
  {
    name: 'data-dropped-after-handshake',
    summary: 'a device lets data connections open and then drops what they carry',
    network: {
      // By size: a segment that was sent again may have lost its PSH.
      rules: { cloud: dropForwarded(`iifname vpc tcp sport ${passiveRange} meta length > 100`) },
    },
    server: vsftpd(mended),
    truth: {
      alarms: { 'data-transfer-stalled': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'healthy'],
    },
  },
  {
    name: 'mtu-black-hole',
    summary: 'packets over 1000 bytes from the server vanish: a long listing never arrives',
    network: { rules: { cloud: dropForwarded('iifname vpc meta length > 1000') } },
    server: vsftpd(mended, { files: 800 }),
    truth: {
      alarms: { 'data-transfer-stalled': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'healthy'],
    },
  },
];
