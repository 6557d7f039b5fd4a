import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, reply } from '../words.ts';

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The milliseconds of `Sun Nov 22 07:42:28 2026`, read as UTC. */
function asctimeMs(text: string): number | null {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/.exec(text);
  if (match === null) return null;
  const [, month = '', day, h, m, s, year] = match;
  return Date.UTC(Number(year), months.indexOf(month), Number(day), Number(h), Number(m), Number(s));
}

/**
 * vsftpd.log with log_ftp_protocol=YES: before login the parent process speaks, after it a child with another pid, so a
 * pid that is new belongs to the latest session of the same client.
 */
function vsftpdReader(): (line: string) => LineReading | null {
  const sessionOfPid = new Map<string, string>();
  const latest = new Map<string, string>();
  let count = 0;
  const keyFor = (pid: string, client: string, begins: boolean): string => {
    const known = begins ? undefined : (sessionOfPid.get(pid) ?? latest.get(client));
    const key = known ?? String((count += 1));
    sessionOfPid.set(pid, key);
    latest.set(client, key);
    return key;
  };
  return (line) => {
    const match =
      /^(?:(\w{3} \w{3} [ \d]\d \d\d:\d\d:\d\d \d{4}) \[pid (\d{1,10})\] |.{0,100}?vsftpd(?:\[(\d{1,10})\])?: )(?:\[([^\]]{0,200})\] )?(CONNECT|FTP command|FTP response|OK LOGIN|FAIL LOGIN|OK DOWNLOAD|OK UPLOAD|FAIL DOWNLOAD|FAIL UPLOAD): Client "([^"]{0,64})"(?:, "(.{0,4000})")?/.exec(
        line,
      );
    if (match === null) return null;
    const [, stamp, pid = '', otherPid = '', , what, client = '', text = ''] = match;
    const time = stamp === undefined ? null : asctimeMs(stamp);
    const key = keyFor(pid === '' ? otherPid : pid, client, what === 'CONNECT');
    const items: LogItem[] =
      what === 'FTP command'
        ? [command(text)]
        : what === 'FTP response'
          ? [reply(text.replace(/\?\?$/, ''))]
          : what === 'CONNECT'
            ? [{ kind: 'remark', note: 'client-seen-as', text: client.replace(/^::ffff:/, '') }]
            : [];
    return { items, time, key, weight: 2 };
  };
}

export const vsftpdLog: LogFormat = {
  id: 'vsftpd-log',
  dialsAsAdvertised: false,
  server: true,
  reader: vsftpdReader,
};

function readPyftpdlib(line: string): LineReading | null {
  const match =
    /([0-9.]{7,15}|\[?[0-9A-Fa-f:]{2,45}\]?):(\d{1,5})-\[([^\]]{0,200})\] (<-|->) (.{0,4000})$/.exec(line);
  if (match === null) return null;
  const [, address = '', port = '', , mark, text = ''] = match;
  return { items: [mark === '<-' ? command(text) : reply(text)], key: `${address}:${port}`, weight: 2 };
}

/** pyftpdlib's debug log. */
export const pyftpdlibLog: LogFormat = {
  id: 'pyftpdlib-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readPyftpdlib,
};

function readProftpd(line: string): LineReading | null {
  const match = /proftpd\[(\d{1,10})\].{0,300}?: dispatching CMD command '([^']{1,1000})' to/.exec(line);
  if (match === null) return null;
  return { items: [command(match[2] ?? '')], key: match[1] ?? '', weight: 2 };
}

/** ProFTPD's debug log: commands, no replies. */
export const proftpdLog: LogFormat = {
  id: 'proftpd-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readProftpd,
};

function readPureFtpd(line: string): LineReading | null {
  const match =
    /pure-ftpd(?:\[(\d{1,10})\])?: \((\S{1,200})@(\S{1,255})\) \[DEBUG\] Command \[(\w{3,4})\] \[(.{0,1000})\]$/.exec(
      line,
    );
  if (match === null) return null;
  const [, pid, user, host, verb = '', argument = ''] = match;
  const text = argument === '' ? verb.toUpperCase() : `${verb.toUpperCase()} ${argument}`;
  return { items: [command(text)], key: pid ?? `${user ?? ''}@${host ?? ''}`, weight: 2 };
}

/** Pure-FTPd's syslog with -d: commands, no replies. */
export const pureFtpdLog: LogFormat = {
  id: 'pure-ftpd-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readPureFtpd,
};
