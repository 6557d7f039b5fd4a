/** Commands whose argument is a secret (RFC 959 §4.1.1). */
const secretVerbs = new Set(['PASS', 'ACCT']);

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

/** The command with the argument of PASS and ACCT replaced. */
export function maskCommand(command: string): string {
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
