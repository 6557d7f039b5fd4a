import { hiddenCharacter, printable } from '../core/report/printable.ts';

/**
 * A stretch of text: ordinary; a sign for a line end or a tab; one character that would not be seen or would move
 * others, by its name; or an address to be marked.
 */
export interface TextPiece {
  readonly kind: 'text' | 'sign' | 'hidden' | 'address';
  readonly text: string;
}

/** Signs for the characters that end lines and separate words; every other hidden one is spelled as text views spell it. */
const signs: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '␍', '\t': '⇥' };

/** Splits `text` so that no piece holds a character that a reader could not see. */
function splitHidden(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(hiddenCharacter)) {
    if (match.index > at) pieces.push({ kind: 'text', text: printable(text.slice(at, match.index)) });
    const sign = signs[match[0]];
    pieces.push(
      sign === undefined ? { kind: 'hidden', text: printable(match[0]) } : { kind: 'sign', text: sign },
    );
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: printable(text.slice(at)) });
  return pieces;
}

/** Finds a literal address in text, an IPv4 one in the form of PORT and 227 too (`172,17,9,135`). */
function addressPattern(address: string): RegExp {
  if (address.includes(':')) return new RegExp(address.replace(/[^0-9a-f:.]/gi, ''), 'giu');
  const octets = address.split('.').map((octet) => octet.replace(/\D/g, ''));
  return new RegExp(`(?<![0-9])(?:${octets.join('\\.')}|${octets.join(',')})(?![0-9])`, 'gu');
}

/** `text` in pieces that are safe to show; every occurrence of `address` is a piece of its own. */
export function visiblePieces(text: string, address: string | null = null): TextPiece[] {
  if (address === null) return splitHidden(text);
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(addressPattern(address))) {
    if (match[0] === '') break;
    pieces.push(...splitHidden(text.slice(at, match.index)), { kind: 'address', text: match[0] });
    at = match.index + match[0].length;
  }
  return [...pieces, ...splitHidden(text.slice(at))];
}

/** `text` as one safe string, for places that hold text only. */
export function visibleText(text: string): string {
  return splitHidden(text)
    .map((piece) => piece.text)
    .join('');
}
