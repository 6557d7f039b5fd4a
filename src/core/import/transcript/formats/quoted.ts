import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { clockMs, command, exception, exceptionWords, reply, unescape } from '../words.ts';

function replies(text: string): LineReading['items'] {
  return unescape(text)
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => reply(line));
}

function readFtplib(line: string): LineReading | null {
  const match = /^\*(cmd|resp|put|get|welcome)\* (['"])(.{0,4000})\2$/.exec(line.trim());
  if (match === null) {
    const failure = exception(line.trim());
    return failure === null ? null : { items: failure, weight: 0 };
  }
  const [, what, , text = ''] = match;
  if (what === 'cmd') return { items: [command(unescape(text))], weight: 2 };
  // put and get are the same lines again; the welcome message stands as a reply too.
  return { items: what === 'resp' ? replies(text) : [], weight: 2 };
}

/** Python's ftplib, debug level 1 and 2. It never dials the advertised address from 3.9.3 on; older ones do. */
export const ftplib: LogFormat = { id: 'ftplib', dialsAsAdvertised: false, reader: () => readFtplib };

/** Errors of the npm package `ftp` and of Node's sockets, which stand without a mark. */
const nodeError =
  /(?:Unable to make data connection|Timed out while making data connection|connect E[A-Z]{4,20} |^Error: |ERR_TLS|ERR_SSL|certificate)/;

/**
 * The output channel of liximomo's and Natizyskunk's VS Code SFTP: `[11-22 07:12:00] [debug] > PASV`, the answer in quotes.
 * Without the stamp in older ones; replies come in the pieces in which they arrived.
 */
function readOutputChannel(text: string): { reading: LineReading; open: boolean } | null {
  const match =
    /^(?:\[\d\d-\d\d (\d\d:\d\d:\d\d)\] )?\[debug\]:? (?:> ([A-Z]{3,4}(?: .{0,1000})?)|< (['"])(.{0,4000})\3( \+)?)$/.exec(
      text,
    );
  if (match === null) return null;
  const [, stamp, sent, , said = '', more] = match;
  const items = sent === undefined ? replies(said) : [command(sent)];
  return { reading: { items, time: clockMs(stamp), weight: 2 }, open: more !== undefined };
}

/** The settings that VS Code SFTP prints as it starts: the only place where its log says where it connects. */
function readSettings(text: string): LogItem[] {
  if (!/\[info\] config at .{0,400}"protocol":"ftp"/.test(text)) return [];
  const host = /"host":"([A-Za-z0-9_.:-]{1,255})"/.exec(text)?.[1];
  const port = /"port":(\d{1,5})/.exec(text)?.[1];
  if (host === undefined) return [];
  const address = /^[0-9.]{7,15}$|:/.test(host) ? host : null;
  return [{ kind: 'connecting', address, port: port === undefined ? null : Number(port), host }];
}

function nodeFtpReader(): (line: string) => LineReading | null {
  let spoken = false;
  /** A long reply is printed in pieces joined by ` +`. */
  let open = false;
  return (line) => {
    const text = line.trim();
    const piece = open ? /^(['"])(.{0,4000})\1( \+)?$/.exec(text) : null;
    open = false;
    if (piece !== null) {
      open = piece[3] !== undefined;
      return { items: replies(piece[2] ?? ''), weight: 1 };
    }
    const match = /\[connection\] ([<>]) (['"])(.{0,4000})\2( \+)?$/.exec(text);
    if (match !== null) {
      const [, mark, , words = '', more] = match;
      open = mark === '<' && more !== undefined;
      return { items: mark === '>' ? [command(unescape(words).trim())] : replies(words), weight: 2 };
    }
    if (/\[connection\] PASV socket connected/.test(text))
      return { items: [{ kind: 'dialled', outcome: 'connected', errno: null }], weight: 2 };
    if (/\[(?:parser|connection)\] /.test(text)) return { items: [], weight: 2 };
    const channel = readOutputChannel(text);
    if (channel !== null) {
      spoken = true;
      open = channel.open;
      return channel.reading;
    }
    const settings = spoken ? [] : readSettings(text);
    if (settings.length > 0) return { items: settings, weight: 1 };
    const failure = nodeError.test(text) ? exceptionWords(text) : null;
    return failure === null ? null : { items: failure, weight: 0 };
  };
}

/** The npm package `ftp` with debug, and the output channel of VS Code extensions built on it. */
export const nodeFtp: LogFormat = { id: 'node-ftp', dialsAsAdvertised: false, reader: nodeFtpReader };

function goMs(line: string): number | null {
  const match = /^(\d{4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)/.exec(line);
  if (match === null) return null;
  const [year, month, day, h, m, s] = match.slice(1).map(Number);
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, h, m, s);
}

/** `dial("tcp","A:P")` before and `> dial: conn=…, err=…` after: the first is the control connection's. */
function rcloneDial(line: string, reached: boolean): LogItem[] | null {
  const dial = /: dial\("tcp\d?", ?"([^"]{1,255}):(\d{1,5})"\)/.exec(line);
  if (dial !== null) {
    const [, host = '', digits] = dial;
    const address = host.replace(/^\[|\]$/g, '');
    const isLiteral = /^[0-9.]{7,15}$|:/.test(address);
    const port = Number(digits);
    if (!reached) return [{ kind: 'connecting', address: isLiteral ? address : null, port, host: address }];
    return isLiteral ? [{ kind: 'dialling', address, port }] : [];
  }
  const ended = /: > dial: conn=.{0,80}?, err=(.{1,400})$/.exec(line);
  if (ended === null) return null;
  const [, cause = ''] = ended;
  if (cause === '<nil>') return reached ? [{ kind: 'dialled', outcome: 'connected', errno: null }] : [];
  return exceptionWords(cause) ?? [];
}

function rcloneReader(): (line: string) => LineReading | null {
  let reached = false;
  return (line) => {
    const time = goMs(line);
    const match = /\bFTP (Tx|Rx): (?:"(.{0,4000})"|(PASS \*{1,20}))\s*$/.exec(line);
    if (match !== null) {
      reached = true;
      const [, what, quoted, masked] = match;
      const text = masked ?? unescape(quoted ?? '');
      return { items: what === 'Tx' ? [command(text)] : replies(quoted ?? ''), time, weight: 2 };
    }
    const dial = rcloneDial(line, reached);
    return dial === null ? null : { items: dial, time, weight: 2 };
  };
}

/** rclone with --dump headers. */
export const rclone: LogFormat = { id: 'rclone', dialsAsAdvertised: false, reader: rcloneReader };

function readNetFtp(line: string): LineReading | null {
  const match = /^Net::FTP=GLOB\(0x[0-9a-f]{1,16}\)(>>>|<<<) (.{0,4000})$/.exec(line.trim());
  if (match === null) return null;
  const [, mark, text = ''] = match;
  return { items: [mark === '>>>' ? command(text) : reply(text)], weight: 2 };
}

/** Perl's Net::FTP with Debug. */
export const netFtp: LogFormat = { id: 'net-ftp', dialsAsAdvertised: true, reader: () => readNetFtp };

function readRuby(line: string): LineReading | null {
  const text = line.trim();
  const start = /^connect: ([A-Za-z0-9_.:-]{1,255}), (\d{1,5})$/.exec(text);
  if (start !== null) {
    const [, host = '', port] = start;
    const address = /^[0-9.]{7,15}$|:/.test(host) ? host : null;
    return { items: [{ kind: 'connecting', address, port: Number(port), host }], weight: 1 };
  }
  const match = /^(put|get): (.{0,4000})$/.exec(text);
  if (match !== null)
    return { items: [match[1] === 'put' ? command(match[2] ?? '') : reply(match[2] ?? '')], weight: 1 };
  const failure = /\((?:Net::OpenTimeout|Errno::E[A-Z]+|SocketError|OpenSSL::SSL::SSLError)\)$/.test(text)
    ? exceptionWords(text)
    : null;
  return failure === null ? null : { items: failure, weight: 0 };
}

/** Ruby's Net::FTP with `debug_mode` (net-ftp 0.1.3, tried). It dials the control peer from 0.1.3 on. */
export const rubyNetFtp: LogFormat = { id: 'ruby-net-ftp', dialsAsAdvertised: false, reader: () => readRuby };

function readBusybox(line: string): LineReading | null {
  const text = line.trim();
  const start = /^Connecting to \S{1,255} \(([0-9.]{7,15}):(\d{1,5})\)$/.exec(text);
  if (start !== null) {
    return { items: [{ kind: 'connecting', address: start[1] ?? null, port: Number(start[2]) }], weight: 1 };
  }
  const unexpected =
    /^(?:ftpget|ftpput|wget): unexpected server response(?: to [A-Z]{3,4})?: (\d{3}[ -].{0,1000})$/.exec(
      text,
    );
  if (unexpected !== null) return { items: [reply(unexpected[1] ?? '')], weight: 2 };
  const failed =
    /^(?:ftpget|ftpput|wget): can't connect to remote host(?: \(([0-9.]{7,15})\))?: (.{1,200})$/.exec(text);
  if (failed !== null) {
    const failure = exceptionWords(failed[2] ?? '');
    return { items: failure ?? [], weight: 2 };
  }
  const match = /^(?:ftpget|ftpput|wget): cmd ([A-Z]{3,4})(?: (.{0,1000}))?$/.exec(text);
  if (match === null) return null;
  const [, verb = '', argument = ''] = match;
  const rest = argument.replace(/ ?\(null\)$/, '');
  return { items: [command(rest === '' ? verb : `${verb} ${rest}`)], weight: 2 };
}

/** busybox ftpget -v: commands only, and the reply that ended it. */
export const busybox: LogFormat = { id: 'busybox', dialsAsAdvertised: false, reader: () => readBusybox };
