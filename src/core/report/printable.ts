/**
 * Characters that must not reach a terminal or a page as they are: controls (cursor movement, colours, titles),
 * bidirectional and other format characters, line and paragraph separators, lone surrogates, private and unassigned
 * code points, and what a font draws as nothing.
 */
export const hiddenCharacter =
  /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/gu;

/** Combining marks beyond the second on one character: they would be drawn over the lines above and below. */
const markPile = /(\p{M}{2})(\p{M}+)/gu;

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/**
 * Foreign text made safe and visible on one line: ESC becomes `\x1b`, a line feed `\x0a`, a right-to-left override
 * `\u202e`. Everything else, Chinese included, stays as it is.
 */
export function printable(text: string): string {
  return text
    .replace(hiddenCharacter, escape)
    .replace(markPile, (_, first: string, rest: string) => `${first}${Array.from(rest, escape).join('')}`);
}

/** `text` on one line, cut to `limit` characters with `…` where it is longer. */
export function printableStart(text: string, limit: number): string {
  const head = Array.from(text.slice(0, limit * 2 + 2));
  const cut = head.length > limit;
  return `${printable((cut ? head.slice(0, limit) : head).join(''))}${cut ? '…' : ''}`;
}
