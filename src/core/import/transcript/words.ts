import { errnoOf, outcomeOfErrno } from './errnoText.ts';
import { certificateErrno, tlsWords } from './tlsText.ts';
import type { LogItem } from './logItem.ts';

/** FTP verbs that a log may show bare. */
export const bareCommand =
  /^(?:USER|PASS|ACCT|AUTH TLS|AUTH SSL|FEAT|SYST|PASV|EPSV|PORT|EPRT|LPRT|CWD|CDUP|PWD|XPWD|TYPE|LIST|NLST|MLSD|MLST|RETR|STOR|STOU|APPE|REST|SIZE|MDTM|NOOP|QUIT|OPTS|PBSZ|PROT|CCC|STAT|HELP|SITE|ABOR|DELE|MKD|RMD|RNFR|RNTO|CLNT|HOST)(?: .{0,1000})?$/;

/** A line that begins like a reply; codes that FTP does not have are left out. */
export const replyLine = /^[1-5][0-5]\d(?:[ -].{0,4000})?$/;

/** A command line that the client sent. */
export function command(text: string): LogItem {
  return { kind: 'command', text };
}

/** A reply line of the server. */
export function reply(text: string): LogItem {
  return { kind: 'reply', text };
}

/** A data connection that failed for a reason in some language. */
export function failedDial(text: string): LogItem {
  const errno = errnoOf(text);
  return { kind: 'dialled', outcome: outcomeOfErrno(errno), errno };
}

/** How servers of other protocols begin, where a log shows replies without a mark. */
export const foreignGreeting = /^(?:SSH-\d\.|HTTP\/\d|<!doctype|<html|\+OK |RFB \d{3}\.|\* OK )/i;

/** `Name: cause` of an uncaught exception in Python, Java, JavaScript, Go or Ruby. */
const uncaught =
  /^(?:Caused by: |Exception in thread "[^"]{0,80}" |Uncaught )?(?:[\w.$]{1,80}\.)?[A-Z]\w{0,60}(?:Error|Exception|Timeout|timeout)\b(?: \[\w{1,40}\])?:? ?(.{0,400})$|^socket\.(?:timeout|error): (.{0,400})$|^(timed out)$/;

/** What an uncaught exception says of the connection that was being opened; null when it is of something else. */
export function exception(line: string): LogItem[] | null {
  const match = uncaught.exec(line);
  if (match === null) return null;
  return exceptionWords(line);
}

/** The same for a text that is known to be an error. */
export function exceptionWords(text: string): LogItem[] | null {
  const certificate = certificateErrno(text);
  if (certificate !== null) return [{ kind: 'tls-failed', text, errno: certificate }];
  if (tlsWords.test(text)) return [{ kind: 'tls-failed', text }];
  const named = /(?<![\d.])(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})(?!\d)/.exec(text);
  const failure = failedDial(text);
  if (failure.kind !== 'dialled' || failure.outcome === 'unknown') return null;
  return named === null
    ? [failure]
    : [{ kind: 'dialling', address: named[1] ?? '', port: Number(named[2]) }, failure];
}

/** The milliseconds of `HH:MM:SS[.fraction]`. */
export function clockMs(text: string | undefined): number | null {
  const match = /^(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text ?? '');
  if (match === null) return null;
  const [, h = '0', m = '0', s = '0', fraction = '0'] = match;
  return (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + Number(`0.${fraction}`) * 1000;
}

const dateTime = /^(\d{4})[-/](\d\d)[-/](\d\d)[ T](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/;
/** The stamp that was read last: neighbouring lines mostly share it. */
let lastStamp = '';
let lastMs: number | null = null;

/** The milliseconds since 1970 of `YYYY-MM-DD HH:MM:SS[.mmm]`, read as UTC: only differences count. */
export function dateMs(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text === lastStamp) return lastMs;
  const match = dateTime.exec(text.trim());
  lastStamp = text;
  lastMs = null;
  if (match !== null) {
    const [year, month, day, h, m, s] = match.slice(1, 7).map(Number);
    const fraction = match[7] === undefined ? 0 : Number(`0.${match[7]}`) * 1000;
    lastMs = Date.UTC(year ?? 0, (month ?? 1) - 1, day, h, m, s) + fraction;
  }
  return lastMs;
}

/** Undoes the escapes of a quoted string of Python, JavaScript or Go. */
export function unescape(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-fA-F]{2})|([\\'"nrt]))/g,
    (_, hex: string | undefined, letter: string | undefined) => {
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return letter === 'n' ? '\n' : letter === 'r' ? '\r' : letter === 't' ? '\t' : (letter ?? '');
    },
  );
}
