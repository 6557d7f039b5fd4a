import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { command, dateMs, reply } from '../words.ts';

function seenAs(address: string): LogItem {
  return { kind: 'remark', note: 'client-seen-as', text: address.replace(/^\[?(?:::ffff:)?|\]$/g, '') };
}

/** Before 1.0: `125.120.45.15:50123 ==> 220 …`, `<==` for commands. */
function readOldPyftpdlib(line: string): LineReading | null {
  const match =
    /(?:^|\s)(?:\[[^\]]{0,100}\])?([0-9.]{7,15}|\[?[0-9A-Fa-f:]{2,45}\]?):(\d{1,5}) (==>|<==|Connected\.)(?: (.{0,4000}))?$/.exec(
      line,
    );
  if (match === null) return null;
  const [, address = '', port = '', mark, text = ''] = match;
  const items = [mark === '<==' ? command(text) : mark === '==>' ? reply(text) : seenAs(address)];
  const stamp = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:,\d{3})?/.exec(line)?.[0];
  return { items, time: dateMs(stamp), key: `${address}:${port}`, weight: 2 };
}

function readPyftpdlib(line: string): LineReading | null {
  const match =
    /^(?:\[\w (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\] )?.{0,60}?([0-9.]{7,15}|\[?[0-9A-Fa-f:]{2,45}\]?):(\d{1,5})-\[([^\]]{0,200})\] (<-|->|FTP session opened) ?(.{0,4000})$/.exec(
      line,
    );
  if (match === null) return readOldPyftpdlib(line);
  const [, stamp, address = '', port = '', , mark, text = ''] = match;
  const items = [mark === '<-' ? command(text) : mark === '->' ? reply(text) : seenAs(address)];
  return { items, time: dateMs(stamp), key: `${address}:${port}`, weight: 2 };
}

/** pyftpdlib's debug log. */
export const pyftpdlibLog: LogFormat = {
  id: 'pyftpdlib-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readPyftpdlib,
};

function readProftpd(line: string): LineReading | null {
  const match =
    /^(?:(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:,\d{3})?) )?.{0,100}?proftpd\[(\d{1,10})\].{0,300}?: (?:dispatching (?:CMD command '([^']{1,1000})' to|(POST_CMD_ERR|LOG_CMD_ERR) command)|(FTP session opened)|Entering Passive Mode \((.{11,60})\)|(Refused (?:PORT|EPRT) .{1,100})|(USER \S{1,200} \(Login failed\): .{1,200}))/.exec(
      line,
    );
  if (match === null) return null;
  const [, stamp, pid = '', text, , opened, passive, refused, login] = match;
  const time = dateMs(stamp);
  const address = /\(\S{0,255}?\[([0-9A-Fa-f.:]{2,45})\]\)/.exec(line)?.[1];
  const items: LogItem[] = [];
  if (opened !== undefined && address !== undefined) items.push(seenAs(address));
  if (text !== undefined) items.push(command(text));
  if (passive !== undefined) items.push(reply(`227 Entering Passive Mode (${passive})`));
  // It answers such a PORT with 500 (tried on 1.3.8).
  if (refused !== undefined) items.push(reply(`500 ${refused}`));
  if (login !== undefined) items.push({ kind: 'login-refused', text: login });
  return { items, time, key: pid, weight: 2 };
}

/** ProFTPD's debug log (DebugLevel 4 and more): commands, no replies but what a 227 names. */
export const proftpdLog: LogFormat = {
  id: 'proftpd-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readProftpd,
};

/** `25/Nov/2026:12:30:40 +0000`, in milliseconds since 1970. */
function clfMs(text: string): number | null {
  const match = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/.exec(text);
  if (match === null) return null;
  const [, day = '', month = '', year = '', clock = '', zone = ''] = match;
  const time = Date.parse(`${day} ${month} ${year} ${clock} ${zone}`);
  return Number.isNaN(time) ? null : time;
}

/** ExtendedLog holds the code of a reply and not its words; of 227 and 229 nothing can be said then. */
function proftpdExtendedReader(): (line: string) => LineReading | null {
  const sessions = new Map<string, number>();
  return (line) => {
    const match =
      /^(\S{1,255}) \S{1,64} \S{1,200} \[([^\]]{20,30})\] "([A-Z]{3,4}(?: .{0,1000})?)" (\d{3}|-) (?:\d{1,20}|-)\s*$/.exec(
        line,
      );
    if (match === null) return null;
    const [, client = '', stamp = '', text = '', code = '-'] = match;
    const begins = text.startsWith('USER ');
    const number = (sessions.get(client) ?? 0) + (begins ? 1 : 0);
    sessions.set(client, number);
    const items: LogItem[] = begins ? [seenAs(client)] : [];
    items.push(command(text));
    if (code !== '-' && code !== '227' && code !== '229') items.push(reply(`${code} `));
    return { items, time: clfMs(stamp), key: `${client} ${number}`, weight: 2 };
  };
}

/** ProFTPD's ExtendedLog in its default format. */
export const proftpdExtendedLog: LogFormat = {
  id: 'proftpd-extended-log',
  dialsAsAdvertised: false,
  server: true,
  reader: proftpdExtendedReader,
};

function readPureFtpd(line: string): LineReading | null {
  const match =
    /pure-ftpd(?:\[(\d{1,10})\])?: \((\S{1,200})@(\S{1,255})\) \[(?:DEBUG|INFO)\] (?:Command \[(\w{3,4})\] \[(.{0,1000})\]|(\d{3}[ -].{0,4000})|(New connection) from .{1,255})$/.exec(
      line,
    );
  if (match === null) return null;
  const [, pid, , host = '', verb = '', argument = '', said, opened] = match;
  // The user is only known after USER, so what tells sessions apart is process or client.
  const key = pid ?? host;
  if (opened !== undefined)
    return { items: [{ kind: 'connecting', address: null, port: null }, seenAs(host)], key, weight: 2 };
  if (said !== undefined) return { items: [reply(said)], key, weight: 2 };
  const text = argument === '' ? verb.toUpperCase() : `${verb.toUpperCase()} ${argument}`;
  return { items: [command(text)], key, weight: 2 };
}

/** Pure-FTPd's syslog: commands with -d, replies too with -dd. */
export const pureFtpdLog: LogFormat = {
  id: 'pure-ftpd-log',
  dialsAsAdvertised: false,
  server: true,
  reader: () => readPureFtpd,
};
