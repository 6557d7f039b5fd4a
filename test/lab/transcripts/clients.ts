import { caFile } from '../scenario.ts';
import type { Recording } from './recording.ts';

/** `ftp` programs read their commands from a pipe; `words` come between login and `ls`. */
function ftp(program: string, flags: string, words = ''): string {
  return `printf 'user %s %s\\n${words}ls\\nbye\\n' "$FTP_USER" "$FTP_PASSWORD" | ${program} -n -v -i ${flags} $HOST $PORT`;
}

/** The same at a terminal, typed by a person: prompts and echoes are in the transcript. */
function typed(program: string, ...lines: readonly string[]): string {
  const keys = ['$FTP_USER', '$FTP_PASSWORD', ...lines].map((line) => `sleep 1; echo "${line}"; `).join('');
  return `(${keys}sleep 1) | script -qec "${program} $HOST $PORT" /dev/null`;
}

function lftp(...settings: readonly string[]): string {
  const patience = 'set net:timeout 4; set net:max-retries 1; set net:reconnect-interval-base 1;';
  return `lftp -d -e "${patience} ${settings.map((word) => `${word}; `).join('')}ls; bye" -u $FTP_USER,$FTP_PASSWORD -p $PORT $HOST`;
}

function curl(flags: string): string {
  return `curl -s -S ${flags} --user $FTP_USER:$FTP_PASSWORD ftp://$HOST:$PORT/`;
}

function wget(flags: string): string {
  return `wget --tries=1 -O /dev/null ${flags} --user=$FTP_USER --password=$FTP_PASSWORD ftp://$HOST:$PORT/`;
}

function ftplib(level: number, ...lines: readonly string[]): string {
  const login = [
    'import os, ftplib',
    'c = ftplib.FTP()',
    `c.set_debuglevel(${level})`,
    "c.connect(os.environ['HOST'], int(os.environ['PORT']), timeout=10)",
    "c.login(os.environ['FTP_USER'], os.environ['FTP_PASSWORD'])",
  ];
  return `/usr/bin/python3 -u - <<'END'\n${[...login, ...lines, "c.retrlines('LIST')"].join('\n')}\nEND`;
}

function netFtp(passive: number): string {
  return `/usr/bin/perl -MNet::FTP -e 'my $c = Net::FTP->new($ENV{HOST}, Port => $ENV{PORT}, Passive => ${passive}, Debug => 1) or die $@; $c->login($ENV{FTP_USER}, $ENV{FTP_PASSWORD}) or die $c->message; my @rows = $c->dir; $c->quit'`;
}

const ruby = `ruby -rnet/ftp -e 'STDOUT.sync = true; c = Net::FTP.new; c.debug_mode = true; c.passive = true; c.open_timeout = 8; c.connect(ENV["HOST"], ENV["PORT"].to_i); c.login(ENV["FTP_USER"], ENV["FTP_PASSWORD"]); c.list'`;

const commonsNet = `cat >/run/lab/list.bsh <<'END'
import org.apache.commons.net.*; import org.apache.commons.net.ftp.*;
c = new FTPClient();
c.addProtocolCommandListener(new PrintCommandListener(new java.io.PrintWriter(System.out), true));
c.setConnectTimeout(6000);
c.connect(System.getenv("HOST"), Integer.parseInt(System.getenv("PORT")));
c.login(System.getenv("FTP_USER"), System.getenv("FTP_PASSWORD"));
MODE
c.listNames();
END
java -cp /usr/share/java/bsh.jar:/usr/share/java/commons-net.jar bsh.Interpreter /run/lab/list.bsh`;

function rclone(flags: string): string {
  return `rclone lsf :ftp: --ftp-host $HOST --ftp-port $PORT --ftp-user $FTP_USER --ftp-pass "$(rclone obscure $FTP_PASSWORD)" -vv --retries 1 --low-level-retries 1 --contimeout 6s --timeout 6s ${flags}`;
}

function node(words: string): string {
  return `NODE_PATH= "$NODE" $HERE/nodeLogs.ts $HOST $PORT $FTP_USER $FTP_PASSWORD ${words}`;
}

const busybox = (flags: string): string =>
  `busybox ftpget -v ${flags} -u $FTP_USER -p $FTP_PASSWORD -P $PORT $HOST - readme.txt`;

const trust = `set ssl:ca-file ${caFile}; set ssl:check-hostname no`;

function each(client: string, script: string, ...scenarios: readonly string[]): Recording[] {
  return scenarios.map((scenario) => ({ file: `lab-${client}-${scenario}.txt`, scenario, script }));
}

/** Clients that print their dialogue. */
export const clientRecordings: readonly Recording[] = [
  ...each('tnftp-v', ftp('tnftp', ''), 'seed-eip-normal', 'range-dropped', 'server-down', 'ssh-server'),
  ...each('tnftp-d', ftp('tnftp', '-d'), 'range-rejected-reset', 'passive-disabled', 'tls-required'),
  ...each('tnftp-active', ftp('tnftp', '-d -A'), 'active-public', 'seed-eip-normal'),
  ...each('inetutils-d', ftp('inetutils-ftp', '-d -p'), 'seed-eip-normal', 'range-dropped'),
  ...each('inetutils-v', ftp('inetutils-ftp', '-p'), 'eip-on-nic', 'chroot-writable', 'full'),
  ...each('tnftp-typed', typed('tnftp -d', 'ls', 'epsv4', 'ls', 'bye'), 'seed-eip-normal'),
  ...each('inetutils-typed', typed('inetutils-ftp', 'ls', 'passive', 'ls', 'bye'), 'wrong-address'),
  ...each(
    'lftp',
    lftp(),
    'seed-eip-normal',
    'range-dropped',
    'range-rejected-reset',
    'wrong-password',
    'tls-required',
    'eip-on-nic',
    'server-down',
    'control-filtered',
  ),
  ...each('lftp-tls', lftp(trust), 'tls-seed', 'proftpd-tls'),
  ...each('lftp-untrusted', lftp(), 'tls-self-signed'),
  {
    file: 'lab-lftp-file-seed-eip-normal.log',
    scenario: 'seed-eip-normal',
    script: `${lftp('debug -t -p -c -o /run/lab/lftp.log')} >/dev/null; cat /run/lab/lftp.log`,
  },
  ...each(
    'curl-v',
    curl('-v'),
    'eip-on-nic',
    'range-dropped',
    'wrong-password',
    'server-down',
    'control-filtered',
    'ssh-server',
    'epsv-refused',
    'listing-forbidden',
  ),
  ...each('curl-pasv', curl('-v --disable-epsv'), 'seed-eip-normal', 'range-rejected-reset'),
  ...each(
    'curl-asis',
    curl('-v --disable-epsv --no-ftp-skip-pasv-ip --connect-timeout 6'),
    'seed-eip-normal',
    'wrong-address',
  ),
  ...each('curl-active', curl('-v --ftp-port -'), 'seed-eip-normal', 'active-public', 'active-blocked'),
  ...each('curl-tls', curl(`-v --ssl-reqd --cacert ${caFile}`), 'tls-seed', 'tls-not-offered'),
  ...each('curl-untrusted', curl('-v --ssl-reqd'), 'tls-self-signed', 'proftpd-tls-old'),
  ...each('curl-trace', curl('--trace-ascii - --trace-time'), 'range-dropped', 'tls-required'),
  ...each('wget', wget(''), 'seed-eip-normal', 'range-rejected-reset', 'wrong-password', 'server-down'),
  ...each('wget-S', wget('-S'), 'eip-on-nic', 'wrong-address'),
  ...each('wget-d', wget('-d'), 'range-dropped', 'passive-disabled'),
  ...each('wget-active', wget('-S --no-passive-ftp'), 'seed-eip-normal'),
  ...each('ftplib', ftplib(1), 'seed-eip-normal', 'range-dropped', 'wrong-password', 'tls-required'),
  ...each('ftplib-2', ftplib(2), 'eip-on-nic'),
  ...each('ftplib-active', ftplib(1, 'c.set_pasv(False)'), 'seed-eip-normal'),
  ...each('ftplib-asis', ftplib(1, 'c.trust_server_pasv_ipv4_address = True'), 'seed-eip-normal'),
  ...each('busybox', busybox(''), 'seed-eip-normal', 'wrong-password'),
  ...each('net-ftp', netFtp(1), 'seed-eip-normal', 'eip-on-nic', 'range-dropped'),
  ...each('net-ftp-active', netFtp(0), 'seed-eip-normal'),
  ...each('ruby', ruby, 'seed-eip-normal', 'range-dropped'),
  ...each('basic-ftp', node('basic-ftp'), 'seed-eip-normal', 'range-dropped', 'wrong-password'),
  ...each('basic-ftp-5', node('basic-ftp-5'), 'seed-eip-normal', 'epsv-refused'),
  ...each('node-ftp', node('ftp'), 'seed-eip-normal', 'eip-on-nic', 'range-dropped', 'tls-required'),
  ...each('rclone', rclone('--dump headers'), 'seed-eip-normal', 'range-dropped'),
  ...each('rclone-auth', rclone('--dump headers,auth'), 'wrong-password'),
  ...each('commons-net', commonsNet.replace('MODE', 'c.enterLocalPassiveMode();'), 'seed-eip-normal'),
  ...each('commons-net-active', commonsNet.replace('MODE', ''), 'seed-eip-normal'),
];
