import { argumentOf, verbOf } from '../../ftp/command.ts';
import type { TextRedactor } from './textRedactor.ts';

/** Commands whose argument is a path (RFC 959, RFC 3659, RFC 2640). */
const pathVerbs = new Set(
  'CWD XCWD SMNT RETR STOR STOU APPE RNFR RNTO DELE RMD XRMD MKD XMKD LIST NLST MLSD MLST STAT SIZE MDTM MFMT MFCT MFF AVBL'.split(
    ' ',
  ),
);

/** Words in front of the path that are none: switches of LIST, times of MFMT. */
const leading = /^(?:(?:-[A-Za-z]+|\d{14}(?:\.\d+)?) +)*/;

/** The path in a path command, null where it has none. */
export function pathOfCommand(text: string): string | null {
  if (!pathVerbs.has(verbOf(text))) return null;
  const path = argumentOf(text).replace(leading, '').trim();
  return path === '' || /^-[A-Za-z]+$/.test(path) ? null : path;
}

/** A command line with its user, path, addresses and hosts replaced. */
export function redactCommand(text: string, redactor: TextRedactor): string {
  const verb = verbOf(text);
  const argument = argumentOf(text);
  const head = text.slice(0, text.length - argument.length);
  if (argument === '' || verb === 'PASS' || verb === 'ACCT') return text;
  if (verb === 'USER') return `${head}${redactor.names.user(argument.trim())}`;
  if (verb === 'HOST') return `${head}${redactor.place(argument.trim())}`;
  const path = pathOfCommand(text);
  if (path !== null) {
    const switches = leading.exec(argument)?.[0] ?? '';
    return `${head}${switches}${redactor.names.path(path)}`;
  }
  if (verb === 'SITE') {
    return `${head}${argument.replace(/(?<=\s)\S+/g, (word) => (/^\d+$/.test(word) ? word : redactor.names.path(word)))}`;
  }
  return `${head}${redactor.text(argument)}`;
}

/** Greetings that begin with the machine's own name: `220 filesrv FTP server (Version …) ready.` (BSD, wu-ftpd). */
const namedGreeting = /^(220[ -])([A-Za-z0-9][A-Za-z0-9-]{0,62})(?= +FTP +server\b)/i;
/** ProFTPD's ServerName: `220 ProFTPD 1.3.8 Server (Name) [address]`. */
const serverName = /(ProFTPD (?:\d[\w.+-]{0,20} )?Server \()([^()\n]{1,100})(?=\))/;
const productNames =
  /^(proftpd|microsoft|filezilla|pure-ftpd|vsftpd|serv-u|titan|wing|xlight|gene6|cerberus|debian|unix|linux|windows|the|this|welcome)\b/i;

/** The name of the machine in a greeting, null where it gives none. */
export function hostOfGreeting(text: string): string | null {
  const name = namedGreeting.exec(text)?.[2] ?? null;
  return name === null || productNames.test(name) ? null : name;
}

/** A reply with everything replaced that points to somebody. */
export function redactReply(text: string, redactor: TextRedactor): string {
  const named = text.replace(serverName, (match, head: string, name: string) =>
    productNames.test(name) ? match : `${head}${redactor.names.host(name.trim().replace(/\s+/g, '-'))}`,
  );
  return redactor.text(named);
}
