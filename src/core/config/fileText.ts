/**
 * Text of a file whose bytes must survive: valid UTF-8 becomes its characters, and every byte that is not part of
 * valid UTF-8 becomes the lone surrogate U+DC00 + byte, which `encodeFileText` turns back. A byte order mark stays as
 * U+FEFF. So bytes → text → bytes is the identity, for any bytes.
 */

import { printable } from '../report/printable.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Length of the valid UTF-8 sequence at `at` (Unicode §3.9, table 3-7), 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1] ?? 0;
  const continues = (index: number): boolean => ((bytes[at + index] ?? 0) & 0xc0) === 0x80;
  if (first >= 0xc2 && first <= 0xdf) return continues(1) ? 2 : 0;
  if (first >= 0xe0 && first <= 0xef) {
    const low = first === 0xe0 ? 0xa0 : 0x80;
    const high = first === 0xed ? 0x9f : 0xbf;
    return second >= low && second <= high && continues(2) ? 3 : 0;
  }
  if (first >= 0xf0 && first <= 0xf4) {
    const low = first === 0xf0 ? 0x90 : 0x80;
    const high = first === 0xf4 ? 0x8f : 0xbf;
    return second >= low && second <= high && continues(2) && continues(3) ? 4 : 0;
  }
  return 0;
}

function decodeLossless(bytes: Uint8Array): string {
  const parts: string[] = [];
  let clean = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      if (at > clean) parts.push(strict.decode(bytes.subarray(clean, at)));
      parts.push(String.fromCharCode(0xdc00 + (bytes[at] ?? 0)));
      clean = at + 1;
    }
    at += Math.max(length, 1);
  }
  if (clean < bytes.length) parts.push(strict.decode(bytes.subarray(clean)));
  return parts.join('');
}

/** The text of a file's bytes; never throws and loses nothing. */
export function decodeFileText(bytes: Uint8Array): string {
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLossless(bytes);
  }
}

/** Whether the text holds bytes that were not UTF-8. */
export function hasUndecodableBytes(text: string): boolean {
  return !text.isWellFormed();
}

/** The bytes of a text made by `decodeFileText`. */
export function encodeFileText(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const parts: Uint8Array[] = [];
  let clean = 0;
  for (const match of text.matchAll(/[\udc80-\udcff]/gu)) {
    if (match.index > clean) parts.push(encoder.encode(text.slice(clean, match.index)));
    parts.push(Uint8Array.of(match[0].charCodeAt(0) - 0xdc00));
    clean = match.index + 1;
  }
  parts.push(encoder.encode(text.slice(clean)));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** How many bytes the text has in its file. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80 || (code >= 0xdc80 && code <= 0xdcff)) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code <= 0xdbff && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

/** A piece of a file as a person may see it: what cannot be seen or decoded is escaped, bytes as `\xNN`. */
export function visibleText(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const bytes = text.replace(
    /[\udc80-\udcff]/gu,
    (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`,
  );
  return printable(bytes).replace(/[\u00a0\u3000]/gu, (blank) => (blank === '\u3000' ? '\\u3000' : '\\xa0'));
}
