import type { LineReading, LogFormat } from '../logItem.ts';
import { command, reply, unescape } from '../words.ts';

function replies(text: string): LineReading['items'] {
  return unescape(text)
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => reply(line));
}

function readFtplib(line: string): LineReading | null {
  const match = /^\*(cmd|resp|put|get|welcome)\* (['"])(.{0,4000})\2$/.exec(line.trim());
  if (match === null) return null;
  const [, what, , text = ''] = match;
  if (what === 'cmd') return { items: [command(unescape(text))], weight: 2 };
  // put and get are the same lines again; the welcome message stands as a reply too.
  return { items: what === 'resp' ? replies(text) : [], weight: 2 };
}

/** Python's ftplib, debug level 1 and 2. It never dials the advertised address from 3.9.3 on; older ones do. */
export const ftplib: LogFormat = { id: 'ftplib', dialsAsAdvertised: false, reader: () => readFtplib };

function readNodeFtp(line: string): LineReading | null {
  const match = /\[connection\] ([<>]) ['"](.{0,4000})['"]$/.exec(line.trim());
  if (match !== null) {
    const [, mark, text = ''] = match;
    return { items: mark === '>' ? [command(unescape(text).trim())] : replies(text), weight: 2 };
  }
  return /\[parser\] /.test(line) ? { items: [], weight: 2 } : null;
}

/** The npm package `ftp` with debug, and the output channel of VS Code extensions built on it. */
export const nodeFtp: LogFormat = { id: 'node-ftp', dialsAsAdvertised: false, reader: () => readNodeFtp };

function readRclone(line: string): LineReading | null {
  const match = /\bFTP (Tx|Rx): "(.{0,4000})"\s*$/.exec(line);
  if (match === null) return null;
  const [, what, text = ''] = match;
  return { items: what === 'Tx' ? [command(unescape(text))] : replies(text), weight: 2 };
}

/** rclone with --dump headers. */
export const rclone: LogFormat = { id: 'rclone', dialsAsAdvertised: false, reader: () => readRclone };

function readNetFtp(line: string): LineReading | null {
  const match = /^Net::FTP=GLOB\(0x[0-9a-f]{1,16}\)(>>>|<<<) (.{0,4000})$/.exec(line.trim());
  if (match === null) return null;
  const [, mark, text = ''] = match;
  return { items: [mark === '>>>' ? command(text) : reply(text)], weight: 2 };
}

/** Perl's Net::FTP with Debug. */
export const netFtp: LogFormat = { id: 'net-ftp', dialsAsAdvertised: true, reader: () => readNetFtp };

function readBusybox(line: string): LineReading | null {
  const start = /^Connecting to \S{1,255} \(([0-9.]{7,15}):(\d{1,5})\)$/.exec(line.trim());
  if (start !== null) {
    return { items: [{ kind: 'connected', address: start[1] ?? null, port: Number(start[2]) }], weight: 1 };
  }
  const match = /^(?:ftpget|ftpput|wget): cmd ([A-Z]{3,4})(?: (.{0,1000}))?$/.exec(line.trim());
  if (match === null) return null;
  const [, verb = '', argument = '(null)'] = match;
  return { items: [command(argument === '(null)' ? verb : `${verb} ${argument}`)], weight: 2 };
}

/** busybox ftpget -v: commands only. */
export const busybox: LogFormat = { id: 'busybox', dialsAsAdvertised: false, reader: () => readBusybox };
