import { dropIncoming, securityGroup } from '../firewall.ts';
import { address, type Scenario, type ServerPlan } from '../scenario.ts';
import { explicitTls, passiveRange } from './parts.ts';

/** The handler's attributes that announce the public address out of a fixed range, in Python. */
export const pyftpdlibRight: NonNullable<ServerPlan['set']> = {
  masquerade_address: `'${address.eip}'`,
  passive_ports: 'range(30000, 30100)',
};

const privateAddress = '227 Entering passive mode (172,17,9,135,*,*).';

/** What only pyftpdlib does; the cases that it shares with other servers are in servers.ts. */
export const pyftpdlibScenarios: readonly Scenario[] = [
  {
    name: 'pyftpdlib-banner-changed',
    summary: "pyftpdlib: the seed's fault under a banner that claims to be vsftpd",
    server: { product: 'pyftpdlib', set: { banner: "'(vsFTPd 3.0.3)'" } },
    truth: {
      alarms: { 'pasv-private-address': 'error', 'port-command-rejected': 'warning' },
      modes: { PASV: { outcome: 'failed', reply: privateAddress, peer: 'connected' } },
    },
  },
  {
    name: 'pyftpdlib-name-for-address',
    summary: 'pyftpdlib: masquerade_address holds a name, which goes into the 227 as it stands',
    server: { product: 'pyftpdlib', set: { ...pyftpdlibRight, masquerade_address: "'ftp.example.com'" } },
    truth: {
      alarms: { 'pasv-reply-malformed': 'error', 'port-command-rejected': 'warning' },
      never: ['pasv-private-address', 'pasv-wrong-address', 'pasv-ports-blocked'],
      modes: {
        PASV: { outcome: 'failed', reply: '227 Entering passive mode (ftp,example,com,117,*).' },
        EPSV: { outcome: 'ok' },
      },
    },
  },
  {
    name: 'pyftpdlib-blank-behind-address',
    summary: 'pyftpdlib: masquerade_address ends in a blank, which goes into the 227',
    server: { product: 'pyftpdlib', set: { ...pyftpdlibRight, masquerade_address: `'${address.eip} '` } },
    truth: {
      alarms: { 'pasv-reply-malformed': 'error' },
      notes: ['port-command-rejected'],
      never: ['pasv-wrong-address'],
      modes: {
        PASV: { outcome: 'ok', reply: '227 Entering passive mode (123,56,241,199 ,117,*).' },
        EPSV: { outcome: 'ok' },
      },
    },
  },
  {
    name: 'pyftpdlib-blanks-behind-commas',
    // pyftpdlib never writes it by itself: the spelling is a home-made server's, the server behind it is real.
    summary: 'pyftpdlib with a handler of our own that writes blanks behind the commas of its 227',
    server: {
      product: 'pyftpdlib',
      set: pyftpdlibRight,
      further: [
        'plain = Handler.respond',
        'def spaced(self, text, *rest, **more):',
        "    plain(self, text.replace(',', ', ') if text.startswith('227') else text, *rest, **more)",
        'Handler.respond = spaced',
      ].join('\n'),
    },
    truth: {
      alarms: { 'pasv-reply-malformed': 'warning' },
      notes: ['port-command-rejected'],
      modes: {
        PASV: { outcome: 'ok', reply: '227 Entering passive mode (123, 56, 241, 199, 117, *).' },
        EPSV: { outcome: 'ok' },
      },
    },
  },
  {
    name: 'pyftpdlib-active-fails',
    summary:
      'pyftpdlib: permit_foreign_addresses; it connects to a private address before it answers PORT: healthy',
    // Routers answer few packets that lead nowhere: a look first would use the answers up.
    eyesClosed: true,
    server: { product: 'pyftpdlib', set: { ...pyftpdlibRight, permit_foreign_addresses: 'True' } },
    truth: {
      alarms: {},
      notes: ['active-blocked'],
      never: ['port-command-rejected'],
      modes: {
        PASV: { outcome: 'ok' },
        EPSV: { outcome: 'ok' },
        PORT: { outcome: 'failed', reply: "425 Can't connect to specified address." },
      },
    },
  },
  {
    name: 'pyftpdlib-active-dropped',
    summary:
      "pyftpdlib: the client's firewall drops the connection, for which it keeps its reply to PORT back: healthy",
    network: { client: 'public', rules: { client: dropIncoming('ct state new') } },
    eyesClosed: true,
    server: { product: 'pyftpdlib', set: pyftpdlibRight },
    truth: {
      alarms: {},
      notes: ['active-blocked'],
      never: ['port-command-rejected', 'command-failed', 'control-dropped-idle'],
      modes: { PASV: { outcome: 'ok' }, EPSV: { outcome: 'ok' } },
    },
  },
  {
    name: 'pyftpdlib-foreign-peer',
    summary: 'pyftpdlib: data connections leave the home network by another address',
    network: { dataLeavesAs: address.secondHome },
    server: { product: 'pyftpdlib', set: pyftpdlibRight },
    truth: {
      alarms: { 'data-peer-rejected': 'error', 'port-command-rejected': 'warning' },
      never: ['data-connection-failed', 'pasv-ports-blocked'],
    },
  },
  {
    name: 'pyftpdlib-full',
    summary: 'pyftpdlib: max_cons is reached and somebody else is logged in',
    eyesClosed: true,
    server: { product: 'pyftpdlib', set: pyftpdlibRight, further: 'FTPServer.max_cons = 2' },
    company: [],
    truth: {
      alarms: { 'too-many-connections': 'error' },
      never: ['login-failed', 'refused-by-server'],
    },
  },
  {
    name: 'pyftpdlib-few',
    summary: 'pyftpdlib: max_cons counts data connections too and is enough for one client: healthy',
    eyesClosed: true,
    server: { product: 'pyftpdlib', set: pyftpdlibRight, further: 'FTPServer.max_cons = 4' },
    company: [],
    truth: {
      alarms: {},
      notes: ['too-many-connections'],
      never: ['command-failed', 'passive-pool-exhausted'],
      modes: { PASV: { outcome: 'ok' } },
    },
  },
  {
    name: 'pyftpdlib-one-per-address',
    summary: 'pyftpdlib: max_cons_per_ip 2, a control and a data connection: healthy',
    eyesClosed: true,
    server: { product: 'pyftpdlib', set: pyftpdlibRight, further: 'FTPServer.max_cons_per_ip = 2' },
    truth: {
      alarms: {},
      notes: ['too-many-connections'],
      modes: { PASV: { outcome: 'ok' }, EPSV: { outcome: 'ok' } },
    },
  },
  {
    name: 'pyftpdlib-range-used-up',
    summary: 'pyftpdlib: a range of one port that another client holds: the next port is any, and shut',
    network: { rules: { cloud: securityGroup(passiveRange) } },
    server: { product: 'pyftpdlib', set: { ...pyftpdlibRight, passive_ports: '[30000]' } },
    company: ['PASV'],
    options: ['--range', '30000'],
    eyesClosed: true,
    truth: {
      alarms: {
        'pasv-ports-blocked': 'error',
        'port-command-rejected': 'warning',
        'pasv-port-outside-range': 'error',
      },
    },
  },
  {
    name: 'pyftpdlib-tls-required',
    summary: 'pyftpdlib: tls_control_required, plain FTP: TLS is required',
    server: {
      product: 'pyftpdlib',
      set: { ...pyftpdlibRight, tls_control_required: 'True' },
      certificate: 'trusted',
    },
    truth: { alarms: { 'tls-required': 'error' }, never: ['login-failed', 'permission-denied'] },
  },
  {
    name: 'pyftpdlib-tls-data-required',
    summary: 'pyftpdlib: tls_data_required, plain FTP: TLS is required for data',
    server: {
      product: 'pyftpdlib',
      set: { ...pyftpdlibRight, tls_data_required: 'True' },
      certificate: 'trusted',
    },
    truth: { alarms: { 'tls-required': 'error' }, never: ['login-failed', 'permission-denied'] },
  },
  {
    name: 'pyftpdlib-tls-1.0',
    summary:
      'pyftpdlib that has TLS 1.0 only and still speaks it: the diagnosis gets in, current clients do not',
    // The lab's own look is such a client.
    eyesClosed: true,
    server: {
      product: 'pyftpdlib',
      set: pyftpdlibRight,
      certificate: 'trusted',
      further: [
        'old = Handler.get_ssl_context()',
        'old.set_min_proto_version(0x0301)',
        'old.set_max_proto_version(0x0301)',
        "old.set_cipher_list(b'ALL:@SECLEVEL=0')",
      ].join('\n'),
    },
    ...explicitTls,
    truth: {
      alarms: { 'tls-handshake-failed': 'error' },
      never: ['tls-unsupported', 'healthy'],
      modes: { PASV: { outcome: 'ok' }, EPSV: { outcome: 'ok' } },
    },
  },
  {
    name: 'pyftpdlib-no-passive',
    summary: 'pyftpdlib: PASV and EPSV taken out of proto_cmds, a client behind NAT',
    server: {
      product: 'pyftpdlib',
      further:
        "Handler.proto_cmds = {verb: of for verb, of in Handler.proto_cmds.items() if verb not in ('PASV', 'EPSV')}",
    },
    truth: { alarms: { 'passive-disabled': 'error', 'port-command-rejected': 'error' } },
  },
];
