import { account, address, caFile } from '../scenario.ts';

/** Where the clients connect to. */
export interface Server {
  readonly host: string;
  readonly port: number;
}

/** A real client and how it is made to list, or to fetch `readme.txt` where it cannot list. */
export interface Program {
  /** The row of the product's table that it stands for. */
  readonly profile: string;
  /** The option of that row that it runs under; null for the client as it is. */
  readonly option: string | null;
  command(server: Server): readonly string[];
}

const { user, password } = account;
const url = ({ host, port }: Server): string => `ftp://${host}:${port}/`;

/** A client that reads commands from its standard input. */
function interactive(program: string, flags: string, first = ''): Program['command'] {
  return ({ host, port }) => [
    'sh',
    '-c',
    `printf 'user %s %s\\n${first}ls\\nbye\\n' "$0" "$1" | ${program} -n -v -i ${flags} ${host} ${port}`,
    user,
    password,
  ];
}

function lftp(...settings: readonly string[]): Program['command'] {
  const patience = ['set net:timeout 4', 'set net:max-retries 2', 'set net:reconnect-interval-base 1'];
  const script = [...patience, 'set net:reconnect-interval-multiplier 1', ...settings, 'ls', 'bye'].join(
    '; ',
  );
  return ({ host, port }) => ['lftp', '-e', script, '-u', `${user},${password}`, '-p', String(port), host];
}

function curl(...flags: readonly string[]): Program['command'] {
  return (server) => ['curl', '-sS', ...flags, '--user', `${user}:${password}`, url(server)];
}

function wget(...flags: readonly string[]): Program['command'] {
  return (server) => [
    'wget', '--tries=1', '-O', '-', ...flags, `--user=${user}`, `--password=${password}`, url(server),
  ]; // prettier-ignore
}

function ftplib(passive: boolean): Program['command'] {
  return ({ host, port }) => [
    '/usr/bin/python3',
    '-c',
    [
      'import ftplib',
      'client = ftplib.FTP()',
      `client.connect('${host}', ${port})`,
      `client.login('${user}', '${password}')`,
      ...(passive ? [] : ['client.set_pasv(False)']),
      "client.retrlines('LIST')",
    ].join('\n'),
  ];
}

function perl(passive: string): Program['command'] {
  return ({ host, port }) => [
    '/usr/bin/perl',
    '-MNet::FTP',
    '-e',
    [
      `my $client = Net::FTP->new('${host}', Port => ${port}${passive}) or die $@;`,
      `$client->login('${user}', '${password}') or die $client->message;`,
      'my @rows = $client->dir or die $client->message;',
      'print map { "$_\\n" } @rows;',
    ].join(' '),
  ];
}

function node(...words: readonly string[]): Program['command'] {
  const script = new URL('nodeClients.ts', import.meta.url).pathname;
  return ({ host, port }) => [process.execPath, script, host, String(port), user, password, ...words];
}

/** Every client that Debian and npm have, as it comes and under its options. */
export const programs: readonly Program[] = [
  { profile: 'tnftp', option: null, command: interactive('tnftp', '') },
  { profile: 'tnftp', option: 'ftp -A', command: interactive('tnftp', '-A') },
  { profile: 'inetutils-ftp', option: null, command: interactive('inetutils-ftp', '') },
  { profile: 'inetutils-ftp', option: 'ftp -p', command: interactive('inetutils-ftp', '-p') },
  {
    profile: 'inetutils-ftp',
    option: 'ftp -p, epsv4',
    command: interactive('inetutils-ftp', '-p', 'epsv4\\n'),
  },
  { profile: 'lftp', option: null, command: lftp() },
  {
    profile: 'lftp',
    option: 'set ftp:ignore-pasv-address yes',
    command: lftp('set ftp:ignore-pasv-address yes'),
  },
  { profile: 'lftp', option: 'set ftp:prefer-epsv yes', command: lftp('set ftp:prefer-epsv yes') },
  { profile: 'lftp', option: 'set ftp:passive-mode off', command: lftp('set ftp:passive-mode off') },
  { profile: 'curl', option: null, command: curl() },
  { profile: 'curl', option: '--disable-epsv', command: curl('--disable-epsv') },
  { profile: 'curl', option: '--ftp-port -', command: curl('--ftp-port', '-') },
  { profile: 'wget', option: null, command: wget() },
  { profile: 'wget', option: '--no-passive-ftp', command: wget('--no-passive-ftp') },
  {
    profile: 'busybox',
    option: null,
    command: ({ host, port }) => [
      'busybox', 'ftpget', '-u', user, '-p', password, '-P', String(port), host, '-', 'readme.txt',
    ], // prettier-ignore
  },
  { profile: 'ftplib', option: null, command: ftplib(true) },
  { profile: 'ftplib', option: 'set_pasv(False)', command: ftplib(false) },
  { profile: 'net-ftp-perl', option: null, command: perl(', Passive => 1') },
  { profile: 'net-ftp-perl-debian', option: null, command: perl('') },
  { profile: 'basic-ftp', option: null, command: node('basic-ftp') },
  {
    profile: 'basic-ftp',
    option: 'allowSeparateTransferHost: true',
    command: node('basic-ftp', 'separate'),
  },
  { profile: 'basic-ftp-5', option: null, command: node('basic-ftp-5') },
  {
    profile: 'basic-ftp-5',
    option: 'allowSeparateTransferHost: false',
    command: node('basic-ftp-5', 'same'),
  },
  { profile: 'node-ftp', option: null, command: node('ftp') },
  { profile: 'node-ftp', option: 'pasvTimeout: 500', command: node('ftp', '500') },
];

function ftplibTls({ host, port }: Server): readonly string[] {
  return [
    '/usr/bin/python3',
    '-c',
    [
      'import ftplib, ssl',
      `client = ftplib.FTP_TLS(context=ssl.create_default_context(cafile='${caFile}'))`,
      `client.connect('${host}', ${port})`,
      `client.login('${user}', '${password}')`,
      'client.prot_p()',
      "client.retrlines('LIST')",
    ].join('\n'),
  ];
}

/** The same under AUTH TLS, for those that can; each knows the lab's authority. */
export const tlsPrograms: readonly Program[] = [
  { profile: 'lftp', option: null, command: lftp(`set ssl:ca-file ${caFile}`) },
  { profile: 'curl', option: null, command: curl('--ssl-reqd', '--cacert', caFile) },
  {
    profile: 'wget',
    option: null,
    command: (server) =>
      wget(`--ca-certificate=${caFile}`)(server).map((word) => word.replace(/^ftp:/, 'ftps:')),
  },
  { profile: 'ftplib', option: null, command: ftplibTls },
  { profile: 'basic-ftp', option: null, command: node('basic-ftp', 'tls') },
  { profile: 'basic-ftp-5', option: null, command: node('basic-ftp-5', 'tls') },
  { profile: 'node-ftp', option: null, command: node('ftp', 'tls') },
];

/** Dials that nobody answers end after 7 s in the lab: who came through later than this, in seconds, has waited for one. */
export const slowSeconds = 6.5;

/** Whether the output shows the listing, or the content of the file that was fetched. */
export function succeeded(output: string): boolean {
  return /\breadme\.txt\b|Welcome to the lab\./.test(output);
}

/** The server of the lab as its client reaches it. */
export const labServer: Server = { host: address.eip, port: address.controlPort };
