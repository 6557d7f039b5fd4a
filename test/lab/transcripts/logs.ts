import type { Recording } from './recording.ts';

/** A few clients one after the other, so that a server's log holds several sessions. */
const visitors = [
  'curl -s --disable-epsv --user $FTP_USER:$FTP_PASSWORD ftp://$HOST:$PORT/',
  'curl -s --ftp-port - --disable-eprt --user $FTP_USER:$FTP_PASSWORD ftp://$HOST:$PORT/',
  'curl -s --user $FTP_USER:wr0ng-w0rd ftp://$HOST:$PORT/',
  'wget -q --tries=1 -O /dev/null --user=$FTP_USER --password=$FTP_PASSWORD ftp://$HOST:$PORT/',
].join('\n');

/** pure-ftpd speaks to syslog alone: /dev becomes a copy of this world's own, with a socket that writes a file. */
const syslog = `mkdir /run/lab/dev; cp -a /dev/null /dev/zero /dev/urandom /dev/random /dev/tty /run/lab/dev/
mount --bind /run/lab/dev /dev
/usr/bin/python3 - <<'END' >/run/lab/syslog 2>/dev/null &
import socket, re, time
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind('/dev/log')
while True:
    line = re.sub(r'^<\\d+>(\\w{3} +\\d+ [\\d:]+) ', r'\\1 server ', s.recv(8192).decode('utf-8', 'replace').rstrip('\\n\\0'))
    print(line, flush=True)
END
syslog=$!
sleep 1`;

const pyftpdlib = `cat >/run/lab/server.py <<'END'
import logging, os
from pyftpdlib.authorizers import DummyAuthorizer
from pyftpdlib.handlers import FTPHandler
from pyftpdlib.servers import FTPServer
from pyftpdlib.log import config_logging
config_logging(level=logging.DEBUG)
a = DummyAuthorizer()
a.add_user(os.environ['FTP_USER'], os.environ['FTP_PASSWORD'], '/run/lab/home/ftpuser', perm='elr')
FTPHandler.authorizer = a
FTPServer(('0.0.0.0', int(os.environ['PORT'])), FTPHandler).serve_forever()
END
ip netns exec server /usr/bin/python3 /run/lab/server.py 2>/run/lab/pyftpdlib.log & server=$!
sleep 1
(${visitors.replaceAll('\n', '; ')}) >/dev/null 2>&1
kill $server; cat /run/lab/pyftpdlib.log`;

function filezilla(locale: string, scenario: string, seconds = 8, file = `${locale}-${scenario}`): Recording {
  return {
    file: `lab-filezilla-${file}.log`,
    scenario,
    script: `sh $HERE/filezilla.sh ${locale} ${seconds}`,
  };
}

function quietly(script: string): string {
  return `(${script.replaceAll('\n', '; ')}) >/dev/null 2>&1`;
}

/** Logs of servers, and of a client with windows. */
export const logRecordings: readonly Recording[] = [
  filezilla('en_US', 'seed-eip-normal'),
  filezilla('zh_CN', 'seed-eip-normal'),
  filezilla('de_DE', 'range-dropped', 30),
  filezilla('fr_FR', 'seed-eip-normal'),
  filezilla('es_ES', 'range-rejected-reset', 10),
  filezilla('ja_JP', 'wrong-address', 12),
  filezilla('zh_TW', 'wrong-password'),
  filezilla('ru_RU', 'server-down'),
  filezilla('pt_BR', 'range-dropped', 30),
  filezilla('it_IT', 'eip-on-nic'),
  filezilla('en_US', 'tls-seed', 10),
  filezilla('zh_CN', 'tls-chroot-writable', 10),
  filezilla('en_US', 'tls-chroot-writable', 10),
  filezilla('en_US', 'proftpd-tls', 10),
  filezilla('en_US', 'proftpd-tls-old', 10),
  filezilla('en_US', 'ssh-server', 12),
  {
    file: 'lab-vsftpd-seed-eip-normal.log',
    scenario: 'seed-eip-normal',
    script: `${quietly(visitors)}; cat /run/lab/vsftpd.log`,
  },
  {
    file: 'lab-vsftpd-range-dropped.log',
    scenario: 'range-dropped',
    script: `${quietly(visitors)}; sleep 7; cat /run/lab/vsftpd.log`,
  },
  {
    file: 'lab-proftpd-debug.log',
    scenario: 'proftpd-private',
    set: { DebugLevel: '8' },
    script: `${quietly(visitors)}; cat /run/lab/server.out`,
  },
  {
    file: 'lab-proftpd-extended.log',
    scenario: 'proftpd-private',
    set: {
      LogFormat: 'dialogue "%h %l %u %t \\"%r\\" %s %b"',
      ExtendedLog: '/run/lab/extended.log ALL dialogue',
    },
    script: `${quietly(visitors)}; cat /run/lab/extended.log`,
  },
  {
    file: 'lab-pure-ftpd.log',
    scenario: 'server-down',
    script: `${syslog}
ip netns exec server $PURE_FTPD -S ,$PORT -l unix -H -d -dd >/dev/null 2>&1 & server=$!
sleep 1; ${quietly(visitors)}; sleep 1; kill $syslog $server; cat /run/lab/syslog`,
  },
  { file: 'lab-pyftpdlib.log', scenario: 'server-down', script: pyftpdlib },
];
