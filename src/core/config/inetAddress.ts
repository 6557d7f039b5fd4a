import { isBlank } from './confFile.ts';

const decimal = /^[1-9][0-9]*|^0/;

/** One part of an address in C's spelling: `0x` is hexadecimal, a leading 0 octal. Null when it is none. */
function readPart(text: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text.slice(2), 16);
  if (/^0[0-7]{1,11}$/.test(text)) return Number.parseInt(text, 8);
  return decimal.exec(text)?.[0] === text && text.length <= 10 ? Number(text) : null;
}

/**
 * The IPv4 address that C's `inet_aton` reads, as four decimal octets, or null. It takes one to four parts
 * (`10.1` is 10.0.0.1), octal and hexadecimal ones, and anything after a blank (glibc; tried on vsftpd 3.0.3).
 */
export function readInetAddress(text: string): string | null {
  let end = 0;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
  const parts = text.slice(0, end).split('.').map(readPart);
  const last = parts.pop();
  if (last === undefined || last === null || parts.length > 3) return null;
  if (last >= 256 ** (4 - parts.length)) return null;
  const octets: number[] = [];
  for (const part of parts) {
    if (part === null || part > 255) return null;
    octets.push(part);
  }
  for (let shift = 3 - parts.length; shift >= 0; shift--) octets.push(Math.floor(last / 256 ** shift) % 256);
  return octets.join('.');
}
