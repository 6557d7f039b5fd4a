import { errnoOf, outcomeOfErrno } from './errnoText.ts';
import type { LogItem } from './logItem.ts';

/** FTP verbs that a log may show bare. */
export const bareCommand =
  /^(?:USER|PASS|ACCT|AUTH TLS|AUTH SSL|FEAT|SYST|PASV|EPSV|PORT|EPRT|LPRT|CWD|CDUP|PWD|XPWD|TYPE|LIST|NLST|MLSD|MLST|RETR|STOR|STOU|APPE|REST|SIZE|MDTM|NOOP|QUIT|OPTS|PBSZ|PROT|CCC|STAT|HELP|SITE|ABOR|DELE|MKD|RMD|RNFR|RNTO|CLNT|HOST)(?: .{0,1000})?$/;

/** A line that begins like a reply; codes that FTP does not have are left out. */
export const replyLine = /^[1-5][0-5]\d(?:[ -].{0,4000})?$/;

export function command(text: string): LogItem {
  return { kind: 'command', text };
}

export function reply(text: string): LogItem {
  return { kind: 'reply', text };
}

/** A data connection that failed for a reason in some language. */
export function failedDial(text: string): LogItem {
  const errno = errnoOf(text);
  return { kind: 'dialled', outcome: outcomeOfErrno(errno), errno };
}

/** The milliseconds of `HH:MM:SS[.fraction]`. */
export function clockMs(text: string | undefined): number | null {
  const match = /^(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text ?? '');
  if (match === null) return null;
  const [, h = '0', m = '0', s = '0', fraction = '0'] = match;
  return (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1000 + Number(`0.${fraction}`) * 1000;
}

/** The milliseconds since 1970 of `YYYY-MM-DD HH:MM:SS[.mmm]`, read as UTC: only differences count. */
export function dateMs(text: string | undefined): number | null {
  const time = Date.parse(`${(text ?? '').trim().replace(/[ /]/, 'T').replace(',', '.')}Z`);
  return Number.isNaN(time) ? null : time;
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
