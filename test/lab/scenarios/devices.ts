import { dropForwarded, followsOnlyPasv, hostFirewall } from '../firewall.ts';
import { address, type Scenario } from '../scenario.ts';
import { active, healthyAtHome, mended, passive, passiveRange, replies, vsftpd } from './parts.ts';

const control = String(address.controlPort);

/** Devices on the way that do more than let packets through or not: they answer, cut, forget or read along. */
export const deviceScenarios: readonly Scenario[] = [
  {
    name: 'epsv-blind',
    summary: "the server's firewall opens ports by reading 227 and overlooks 229",
    network: { eip: 'nic', rules: { server: `${followsOnlyPasv}\n${hostFirewall('drop')}` } },
    server: vsftpd(),
    truth: {
      alarms: { 'epsv-blocked': 'warning' },
      notes: ['port-command-rejected'],
      never: ['pasv-ports-blocked', 'pasv-ports-partly-blocked', 'pasv-helper-blind', 'epsv-unsupported'],
      modes: {
        PASV: passive.pasvOk,
        EPSV: { outcome: 'failed', reply: replies.epsv, advertised: 'timed-out' },
      },
    },
  },
  {
    name: 'proxy-answers',
    summary: 'something in front takes data connections in the name of the server, which sees nobody: 425',
    network: { relays: { ports: [passiveRange], to: address.nobody } },
    server: vsftpd({ ...mended, accept_timeout: '1' }),
    truth: {
      alarms: { 'data-connection-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-peer-rejected', 'data-transfer-stalled', 'healthy'],
      modes: {
        PASV: { outcome: 'failed', advertised: 'connected', listing: replies.noData },
        EPSV: { outcome: 'failed', advertised: 'connected', listing: replies.noData },
      },
    },
  },
  {
    name: 'proxy-closes',
    summary:
      'docker-proxy publishes the range to a container that does not have it: connected and closed at once',
    network: { relays: { ports: [passiveRange], to: address.refusingStranger } },
    server: vsftpd(mended),
    truth: {
      alarms: { 'data-connection-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-peer-rejected', 'healthy'],
    },
  },
  {
    name: 'docker-proxy',
    summary: 'docker-proxy relays control and data ports and hides every client; the address is right',
    network: { relays: { ports: [control, passiveRange] } },
    server: vsftpd(mended),
    truth: {
      alarms: { 'client-address-hidden': 'warning' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'data-peer-rejected'],
      seenAs: address.gateway,
      modes: { PASV: passive.pasvOk, EPSV: passive.epsvOk, ...active.refused },
    },
  },
  {
    name: 'proxied-data-only',
    summary: 'a balancer relays the data ports only: 425 Bad IP connecting',
    network: { relays: { ports: [passiveRange] } },
    server: vsftpd(mended),
    truth: {
      alarms: { 'data-peer-rejected': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-connection-failed', 'healthy'],
      seenAs: address.home,
      modes: {
        PASV: { outcome: 'failed', advertised: 'connected', listing: '425 Security: Bad IP connecting.' },
        EPSV: { outcome: 'failed', advertised: 'connected', listing: '425 Security: Bad IP connecting.' },
      },
    },
  },
  {
    name: 'data-swallowed',
    summary: 'a device resets data connections towards the server only: it says 226, and nothing has come',
    network: {
      rules: {
        cloud: `table ip cutter {
          chain forward {
            type filter hook forward priority filter;
            iifname vpc tcp sport ${passiveRange} meta length > 100 reject with tcp reset
          }
        }`,
      },
    },
    eyesClosed: true,
    server: vsftpd(mended),
    truth: {
      alarms: { 'data-transfer-stalled': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-peer-rejected', 'data-connection-failed', 'healthy'],
    },
  },
  {
    name: 'data-reset',
    summary: 'a device resets data connections at both ends in the middle of a listing: 426',
    network: {
      rules: {
        cloud: `table ip cutter {
          chain forward {
            type filter hook forward priority filter;
            iifname wan ct mark 2 reject with tcp reset
            iifname vpc tcp sport ${passiveRange} meta length > 1000 ct mark 1 ct mark set 2 reject with tcp reset
            iifname vpc tcp sport ${passiveRange} meta length > 1000 ct mark 0 ct mark set 1
          }
        }`,
      },
    },
    eyesClosed: true,
    server: vsftpd(mended, { files: 800 }),
    truth: {
      alarms: { 'data-connection-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'data-peer-rejected', 'data-transfer-stalled', 'healthy'],
    },
  },
  {
    name: 'pasv-swallowed',
    summary: 'a firewall that reads FTP throws PASV away: no reply ever comes; EPSV works',
    network: {
      rules: {
        cloud: dropForwarded(`iifname wan tcp dport ${control} @ih,0,32 0x50415356`),
      },
    },
    server: vsftpd(mended),
    truth: {
      alarms: { 'command-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['blocked-during-diagnosis', 'passive-disabled', 'pasv-ports-blocked', 'healthy'],
      modes: { EPSV: passive.epsvOk },
    },
  },
  {
    name: 'control-dropped',
    summary: 'a router forgets the control connection while a long listing comes over a slow line',
    network: {
      linkRate: '256kbit',
      forgetsAfter: 1,
      rules: { cloud: dropForwarded('ct state invalid') },
    },
    eyesClosed: true,
    server: vsftpd(mended, { files: 1200 }),
    truth: {
      alarms: { 'control-dropped-idle': 'error' },
      // Its session may be tried before the connection is lost, or not.
      maybe: ['port-command-rejected'],
      never: ['data-transfer-stalled', 'data-connection-failed', 'blocked-during-diagnosis', 'healthy'],
    },
  },
  {
    name: 'control-closed-idle',
    summary: 'the server ends a session after three idle seconds (--hold)',
    options: ['--hold', '5'],
    server: vsftpd({ ...mended, idle_session_timeout: '3' }),
    eyesClosed: true,
    truth: {
      alarms: { 'control-dropped-idle': 'warning' },
      notes: ['port-command-rejected'],
      never: ['blocked-during-diagnosis', 'healthy'],
    },
  },
  {
    name: 'any-port-address',
    summary:
      'port_promiscuous=YES takes any address in PORT; nothing edits it on the way: healthy but for active mode',
    server: vsftpd({ ...mended, port_promiscuous: 'YES', connect_from_port_20: 'NO' }),
    truth: {
      alarms: {},
      notes: ['active-blocked'],
      never: ['alg-rewrites-port', 'port-command-rejected'],
      modes: { PASV: healthyAtHome.modes?.PASV ?? passive.pasvOk, EPSV: passive.epsvOk },
    },
  },
];
