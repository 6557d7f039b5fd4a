/** Commands whose argument is a secret (RFC 959 §4.1.1, RFC 2228 §3). */
const secretVerbs = new Set(['PASS', 'ACCT', 'ADAT']);
/** `SITE PSWD old new` and its kin change a password. */
const siteSecret = /^\s*(SITE\s{1,8}\w{0,8}(?:PSWD|PASS|PASSWD|PWD))\b/i;

/** Commands that need a data connection (RFC 959 §4.1.3, RFC 3659 §7). */
export const transferVerbs: ReadonlySet<string> = new Set([
  'LIST',
  'NLST',
  'MLSD',
  'RETR',
  'STOR',
  'APPE',
  'STOU',
]);

/** Those of them that send a file to the server. */
export const uploadVerbs: ReadonlySet<string> = new Set(['STOR', 'APPE', 'STOU']);

/** The verb of a command line in upper case, without its argument. */
export function verbOf(command: string): string {
  const blank = command.length - command.trimStart().length;
  let end = blank;
  while (end - blank < 16 && isLetter(command.charCodeAt(end))) end += 1;
  return command.slice(blank, end).toUpperCase();
}

/** Whether a UTF-16 code unit is an ASCII letter; false for NaN. */
function isLetter(unit: number): boolean {
  const lower = unit | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** The argument of a command line, empty when there is none. */
export function argumentOf(command: string): string {
  return /^\s*[A-Za-z]{1,16} ?([\s\S]*)$/.exec(command)?.[1] ?? '';
}

/** What stands in a trace for a secret. */
export const mask = '****';

/** The command with its argument replaced where that is a secret. */
export function maskCommand(command: string): string {
  const site = siteSecret.exec(command);
  if (site !== null) return `${site[1] ?? ''} ${mask}`;
  return secretVerbs.has(verbOf(command)) ? `${verbOf(command)} ${mask}` : command;
}

/**
 * `text` with every occurrence of `secret` replaced. Secrets shorter than 3 characters would tear other words and stay; one
 * made of digits is left alone inside longer numbers, addresses and ports, which a diagnosis lives on.
 */
export function maskSecret(text: string, secret: string | null): string {
  if (secret === null || secret.length < 3 || !text.includes(secret)) return text;
  if (!/^\d+$/.test(secret)) return text.replaceAll(secret, mask);
  return text.replace(new RegExp(`(?<![\\d,.|])${secret}(?![\\d,.|])`, 'g'), mask);
}

/** `text` without the passwords of URLs in it (`ftp://user:password@host`). */
export function maskUrls(text: string): string {
  if (!text.includes('://')) return text;
  return text.replace(/(:\/\/[^\s/:@]{0,200}):[^\s/]{1,200}@/g, `$1:${mask}@`);
}
