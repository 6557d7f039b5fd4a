import { isBlank } from './confFile.ts';

/** A number as vsftpd reads it out of a value; nothing is validated there (tried on vsftpd 3.0.3). */
export interface CNumber {
  /** The unsigned 32-bit result. */
  readonly value: number;
  /** A value that begins with 0 is read in base 8. */
  readonly octal: boolean;
  /** How many characters were looked at; the rest is ignored silently. */
  readonly length: number;
  /** Whether a minus sign was read; the value has then wrapped around. */
  readonly negative: boolean;
}

const maxLong = 2n ** 63n - 1n;

function digitsFrom(text: string, start: number, top: string): number {
  let end = start;
  while (end < text.length && text.charAt(end) >= '0' && text.charAt(end) <= top) end++;
  return end;
}

/** Reads a value as vsftpd does: octal after a leading 0, else C's `atoi`, which stops at the first other character and gives 0 for none. */
export function readCNumber(text: string): CNumber {
  if (text.startsWith('0')) {
    const end = digitsFrom(text, 0, '7');
    const value = Number(BigInt.asUintN(32, BigInt(`0o${text.slice(0, end)}`)));
    return { value, octal: true, length: end, negative: false };
  }
  let start = 0;
  while (start < text.length && isBlank(text.charCodeAt(start))) start++;
  const negative = text.charAt(start) === '-';
  if (negative || text.charAt(start) === '+') start++;
  const end = digitsFrom(text, start, '9');
  if (end === start) return { value: 0, octal: false, length: 0, negative: false };
  // `atoi` is `strtol` cut to an int: it saturates at a long and then wraps.
  const magnitude = BigInt(text.slice(start, Math.min(end, start + 40)));
  const signed = negative ? -magnitude : magnitude;
  const long = signed > maxLong ? maxLong : signed < -maxLong - 1n ? -maxLong - 1n : signed;
  return { value: Number(BigInt.asUintN(32, long)), octal: false, length: end, negative };
}
