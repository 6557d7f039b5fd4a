/** A stretch of text: ordinary, or one character that would not be seen or would move others, by its name. */
export interface TextPiece {
  readonly kind: 'text' | 'hidden' | 'address';
  readonly text: string;
}

/**
 * Characters that are shown by name: controls, format characters (all bidi controls, zero-width characters and tags are
 * among them; Unicode TR 36), line and paragraph separators, lone surrogates, and letters that have no shape.
 */
const hidden = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164|\uffa0/gu;

const short: Readonly<Record<string, string>> = { '\n': '⏎', '\r': '␍', '\t': '⇥' };

/** The name by which a hidden character is shown. */
function nameOf(character: string): string {
  const known = short[character];
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Splits `text` so that no piece holds a character that a reader could not see. */
function splitHidden(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > at) pieces.push({ kind: 'text', text: text.slice(at, match.index) });
    pieces.push({ kind: 'hidden', text: nameOf(match[0]) });
    at = match.index + match[0].length;
  }
  if (at < text.length) pieces.push({ kind: 'text', text: text.slice(at) });
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
