import { securityGroup } from '../firewall.ts';
import { address, caFile, type ModeTruth, type Scenario, type ServerPlan, type Truth } from '../scenario.ts';
import { explicitTls, passiveRange } from './parts.ts';
import { pyftpdlibRight } from './pyftpdlib.ts';

/** How the other servers word what vsftpd says in `parts.ts`. */
interface Wording {
  readonly product: ServerPlan['product'];
  readonly pasv: (digits: string) => string;
  readonly epsv: string;
  readonly listed: string;
  readonly portRefused: string;
  readonly eprtRefused: string;
  readonly portOk: string;
  readonly eprtOk: string;
  readonly right: NonNullable<ServerPlan['set']>;
  readonly rangeOnly: NonNullable<ServerPlan['set']>;
  /** Whether a reply of the server names the client's address. */
  readonly namesClient: boolean;
}

const proftpd: Wording = {
  product: 'proftpd',
  pasv: (digits) => `227 Entering Passive Mode (${digits},*,*).`,
  epsv: '229 Entering Extended Passive Mode (|||*|)',
  listed: '226 Transfer complete',
  portRefused: '500 Illegal PORT command',
  eprtRefused: '500 Illegal EPRT command',
  portOk: '200 PORT command successful',
  eprtOk: '200 EPRT command successful',
  right: { MasqueradeAddress: address.eip, PassivePorts: '30000 30099' },
  rangeOnly: { PassivePorts: '30000 30099' },
  namesClient: true,
};

const pureFtpd: Wording = {
  product: 'pure-ftpd',
  pasv: (digits) => `227 Entering Passive Mode (${digits},*,*)`,
  epsv: '229 Extended Passive mode OK (|||*|)',
  listed: '226',
  portRefused: `500 I won't open a connection to ${address.client} (only to ${address.home})`,
  eprtRefused: `500 I won't open a connection to ${address.client} (only to ${address.home})`,
  portOk: '200 PORT command successful',
  eprtOk: '200 PORT command successful',
  right: { '-P': address.eip, '-p': '30000:30099' },
  rangeOnly: { '-p': '30000:30099' },
  namesClient: true,
};

/** pyftpdlib connects as soon as PORT comes, so its reply waits for the connection. */
const pyftpdlib: Wording = {
  product: 'pyftpdlib',
  pasv: (digits) => `227 Entering passive mode (${digits},*,*).`,
  epsv: '229 Entering extended passive mode (|||*|).',
  listed: '226 Transfer complete.',
  portRefused: `501 Rejected data connection to foreign address ${address.client}:*.`,
  eprtRefused: `501 Rejected data connection to foreign address ${address.client}:*.`,
  portOk: '200 Active data connection established.',
  eprtOk: '200 Active data connection established.',
  right: pyftpdlibRight,
  rangeOnly: { passive_ports: 'range(30000, 30100)' },
  namesClient: false,
};

const privateDigits = '172,17,9,135';
const publicDigits = '123,56,241,199';

function scenariosOf(wording: Wording): Scenario[] {
  const { product, listed } = wording;
  const pasvOk: ModeTruth = {
    outcome: 'ok',
    reply: wording.pasv(publicDigits),
    advertised: 'connected',
    listing: listed,
  };
  const epsvOk: ModeTruth = { outcome: 'ok', reply: wording.epsv, advertised: 'connected', listing: listed };
  const refused: Truth['modes'] = {
    PORT: { outcome: 'failed', reply: wording.portRefused },
    EPRT: { outcome: 'failed', reply: wording.eprtRefused },
  };
  // ProFTPD with a public MasqueradeAddress puts the client's real address in place of a private one.
  const mendsPort = product === 'proftpd';
  const behindNat: Truth['modes'] = mendsPort
    ? {
        PORT: { outcome: 'failed', reply: wording.portOk },
        EPRT: { outcome: 'skipped', reply: wording.eprtOk },
      }
    : refused;
  const activeFault = mendsPort ? 'active-blocked' : 'port-command-rejected';
  return [
    {
      name: `${product}-private`,
      summary: `${product}: the seed's fault`,
      server: { product },
      truth: {
        alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
        never: ['pasv-ports-blocked'],
        ...(wording.namesClient ? { seenAs: address.home } : {}),
        modes: {
          PASV: {
            outcome: 'failed',
            reply: wording.pasv(privateDigits),
            advertised: 'unreachable',
            peer: 'connected',
            listing: listed,
          },
          EPSV: epsvOk,
          ...refused,
        },
      },
    },
    {
      name: `${product}-right`,
      summary: `${product}: public address and range configured: healthy`,
      server: { product, set: wording.right },
      network: { rules: { cloud: securityGroup(passiveRange) } },
      truth: { alarms: {}, notes: [activeFault], modes: { PASV: pasvOk, EPSV: epsvOk, ...behindNat } },
    },
    {
      name: `${product}-range-dropped`,
      summary: `${product}: the address is right, the range is closed`,
      server: { product, set: wording.right },
      network: { rules: { cloud: securityGroup() } },
      truth: {
        alarms: { 'pasv-ports-blocked': 'error', [activeFault]: 'warning' },
        modes: {
          PASV: { outcome: 'failed', reply: wording.pasv(publicDigits), advertised: 'timed-out' },
          EPSV: { outcome: 'failed', reply: wording.epsv, advertised: 'timed-out' },
        },
      },
    },
    {
      name: `${product}-active`,
      summary: `${product}: the client has a public address: all four modes work`,
      server: { product, set: wording.right },
      network: { client: 'public' },
      truth: {
        alarms: {},
        never: ['port-command-rejected', 'active-blocked'],
        modes: {
          PASV: pasvOk,
          EPSV: epsvOk,
          PORT: { outcome: 'ok', reply: wording.portOk, from: address.eip, listing: listed },
          EPRT: { outcome: 'ok', reply: wording.eprtOk, from: address.eip, listing: listed },
        },
      },
    },
    {
      name: `${product}-tls`,
      summary: `${product}: TLS 1.3, every session with its own tickets: healthy`,
      server: { product, set: wording.right, certificate: 'trusted' },
      url: `ftpes://ftpuser@${address.eip}:${address.controlPort}`,
      options: ['--ca', caFile],
      truth: { alarms: {}, notes: [activeFault], modes: { PASV: pasvOk, EPSV: epsvOk, ...behindNat } },
    },
  ];
}

const bothPassive: Truth['modes'] = { PASV: { outcome: 'ok' }, EPSV: { outcome: 'ok' } };

/** ProFTPD, Pure-FTPd and pyftpdlib through the same cases, and the first two through their own. */
export const serverScenarios: readonly Scenario[] = [
  ...scenariosOf(proftpd),
  ...scenariosOf(pureFtpd),
  ...scenariosOf(pyftpdlib),
  {
    name: 'proftpd-one-session',
    summary: 'proftpd: MaxClientsPerUser 1: healthy',
    eyesClosed: true,
    server: { product: 'proftpd', set: { ...proftpd.right, MaxClientsPerUser: '1' } },
    truth: {
      alarms: {},
      notes: ['too-many-connections'],
      never: ['login-failed', 'blocked-during-diagnosis'],
      modes: bothPassive,
    },
  },
  {
    name: 'proftpd-tls-no-reuse',
    summary: 'proftpd: TLS without required session reuse: healthy',
    server: {
      product: 'proftpd',
      set: { ...proftpd.right, TLSOptions: 'NoSessionReuseRequired' },
      certificate: 'trusted',
    },
    ...explicitTls,
    truth: { alarms: {}, never: ['tls-session-reuse-required'], modes: bothPassive },
  },
  {
    name: 'proftpd-tls-1.2',
    summary: 'proftpd: TLS 1.2 only: healthy',
    server: { product: 'proftpd', set: { ...proftpd.right, TLSProtocol: 'TLSv1.2' }, certificate: 'trusted' },
    ...explicitTls,
    truth: { alarms: {}, modes: bothPassive },
  },
  {
    name: 'proftpd-tls-reuse',
    summary: 'proftpd: session reuse required, seen by a client with a public address: healthy',
    network: { client: 'public' },
    server: { product: 'proftpd', set: proftpd.right, certificate: 'trusted' },
    ...explicitTls,
    truth: { alarms: {}, notes: ['tls-session-reuse-required'], modes: bothPassive },
  },
  {
    name: 'proftpd-tls-1.2-reuse',
    summary: 'proftpd: the same under TLS 1.2: healthy',
    network: { client: 'public' },
    server: { product: 'proftpd', set: { ...proftpd.right, TLSProtocol: 'TLSv1.2' }, certificate: 'trusted' },
    ...explicitTls,
    truth: { alarms: {}, notes: ['tls-session-reuse-required'], modes: bothPassive },
  },
  {
    name: 'proftpd-tls-old',
    summary: 'proftpd: TLS 1.0 only, which nobody accepts any more',
    server: { product: 'proftpd', set: { ...proftpd.right, TLSProtocol: 'TLSv1' }, certificate: 'trusted' },
    ...explicitTls,
    truth: {
      alarms: { 'tls-handshake-failed': 'error' },
      never: ['tls-unsupported', 'login-failed', 'healthy'],
    },
  },
  {
    name: 'proftpd-tls-cipher',
    summary: 'proftpd: a cipher list that does not go with its RSA certificate: no common cipher',
    server: {
      product: 'proftpd',
      set: {
        ...proftpd.right,
        TLSProtocol: 'TLSv1.2',
        TLSCipherSuite: 'ECDHE-ECDSA-AES128-GCM-SHA256',
      },
      certificate: 'trusted',
    },
    ...explicitTls,
    truth: {
      alarms: { 'tls-handshake-failed': 'error' },
      never: ['tls-unsupported', 'login-failed', 'healthy'],
    },
  },
  {
    name: 'proftpd-names-only',
    summary: 'proftpd: ListOptions "-1" makes LIST give bare names',
    server: { product: 'proftpd', set: { ...proftpd.right, ListOptions: '"-1"' } },
    truth: {
      alarms: { 'listing-unparsable': 'warning' },
      never: ['listing-encoding', 'permission-denied'],
      modes: bothPassive,
    },
  },
  {
    name: 'proftpd-foreign-peer',
    summary: 'proftpd: data connections leave the home network by another address',
    network: { dataLeavesAs: address.secondHome },
    server: { product: 'proftpd', set: { ...proftpd.right, AllowForeignAddress: 'off' } },
    truth: {
      alarms: { 'data-peer-rejected': 'error', 'active-blocked': 'warning' },
      never: ['data-connection-failed', 'pasv-ports-blocked', 'healthy'],
    },
  },
  {
    name: 'pure-ftpd-foreign-peer',
    summary: 'pure-ftpd: the same; it drops such a connection without a word',
    network: { dataLeavesAs: address.secondHome },
    server: { product: 'pure-ftpd', set: pureFtpd.right },
    truth: {
      alarms: { 'data-connection-failed': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-ports-blocked', 'healthy'],
    },
  },
  {
    name: 'proftpd-full',
    summary: 'proftpd: MaxClients 1 and somebody else is logged in',
    server: { product: 'proftpd', set: { ...proftpd.right, MaxClients: '1' } },
    company: [],
    truth: {
      alarms: { 'too-many-connections': 'error' },
      never: ['login-failed', 'refused-by-server', 'healthy'],
    },
  },
  {
    name: 'pure-ftpd-full',
    summary: 'pure-ftpd: -c 1 and somebody else is logged in',
    server: { product: 'pure-ftpd', set: { ...pureFtpd.right, '-c': '1' } },
    company: [],
    truth: {
      alarms: { 'too-many-connections': 'error' },
      never: ['login-failed', 'refused-by-server', 'healthy'],
    },
  },
  {
    name: 'pure-ftpd-one-per-address',
    summary: 'pure-ftpd: -C 1, one session an address: healthy',
    eyesClosed: true,
    server: { product: 'pure-ftpd', set: { ...pureFtpd.right, '-C': '1' } },
    truth: {
      alarms: {},
      notes: ['too-many-connections'],
      never: ['refused-by-server', 'blocked-during-diagnosis'],
      modes: bothPassive,
    },
  },
  {
    name: 'pure-ftpd-bad-address',
    summary: 'pure-ftpd: -P with a name that nobody knows: 421 in place of the greeting',
    server: { product: 'pure-ftpd', set: { ...pureFtpd.right, '-P': 'no-such-host.lab' } },
    truth: {
      alarms: { 'server-config-error': 'error' },
      never: ['too-many-connections', 'not-ftp', 'healthy'],
    },
  },
  {
    name: 'pure-ftpd-tls-required',
    summary: 'pure-ftpd: -Y 2, plain FTP: TLS is required',
    server: { product: 'pure-ftpd', set: { ...pureFtpd.right, '-Y': '2' }, certificate: 'trusted' },
    truth: {
      alarms: { 'tls-required': 'error' },
      never: ['login-failed', 'too-many-connections', 'refused-by-server', 'healthy'],
    },
  },
  {
    name: 'proftpd-tls-required',
    summary: 'proftpd: TLSRequired on, plain FTP: TLS is required',
    server: { product: 'proftpd', set: { ...proftpd.right, TLSRequired: 'on' }, certificate: 'trusted' },
    truth: { alarms: { 'tls-required': 'error' }, never: ['login-failed', 'permission-denied', 'healthy'] },
  },
  {
    name: 'proftpd-pasv-denied',
    summary: 'proftpd: <Limit PASV EPSV> DenyAll, and a client behind NAT',
    server: { product: 'proftpd', further: '<Limit PASV EPSV>\n  DenyAll\n</Limit>\n' },
    truth: {
      alarms: { 'passive-disabled': 'error', 'port-command-rejected': 'error' },
      never: ['permission-denied'],
      modes: { PASV: { outcome: 'failed', reply: '5' }, EPSV: { outcome: 'failed', reply: '5' } },
    },
  },
  {
    name: 'pure-ftpd-nat-mode',
    summary: 'pure-ftpd: -N switches passive mode off',
    server: { product: 'pure-ftpd', set: { '-N': '' } },
    truth: {
      alarms: { 'passive-disabled': 'error', 'port-command-rejected': 'error' },
      modes: { PASV: { outcome: 'failed', reply: '500' }, EPSV: { outcome: 'failed', reply: '500' } },
    },
  },
  {
    name: 'pure-ftpd-four-ports',
    summary: 'pure-ftpd: a range of four ports, which allows two users: healthy',
    server: { product: 'pure-ftpd', set: { ...pureFtpd.right, '-p': '30000:30003' } },
    truth: {
      alarms: {},
      never: ['passive-pool-exhausted', 'blocked-during-diagnosis'],
      modes: bothPassive,
    },
  },
];
