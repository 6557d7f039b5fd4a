/** Characters that a terminal draws two columns wide: East Asian scripts, full-width forms, emoji. */
const wide =
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\u3000-\u303e\u30fb\u30fc\u3200-\u33ff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\p{Emoji_Presentation}]/u;
const noWidth = /\p{M}/u;

/** No line begins with these, no line ends with those (the simplest rules of Chinese typesetting). */
const closing = new Set(
  Array.from('\uff0c\u3001\u3002\uff1a\uff1b\uff1f\uff01\uff09\u3011\u300b\u300d\u300f\u201d\u2019,.;:?!)]}'),
);
const opening = new Set(Array.from('\uff08\u3010\u300a\u300c\u300e\u201c\u2018([{'));

function widthOf(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  return noWidth.test(character) ? 0 : wide.test(character) ? 2 : 1;
}

/** How many terminal columns printable text takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** `text` filled with blanks to `width` columns; longer text stays whole. */
export function padTo(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

/** `text` set at the right edge of `width` columns. */
export function padFrom(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}

/** Parts that no line break may split, blanks kept in front of the part that follows them. */
function unbreakable(text: string): string[] {
  const parts: string[] = [];
  let part = '';
  let last = '';
  for (const character of text) {
    const mayBreak =
      last !== '' &&
      (character === ' '
        ? last !== ' '
        : last !== ' ' &&
          (wide.test(character) || wide.test(last)) &&
          !closing.has(character) &&
          !opening.has(last) &&
          !noWidth.test(character));
    if (mayBreak) {
      parts.push(part);
      part = '';
    }
    part += character;
    last = character;
  }
  if (part !== '') parts.push(part);
  return parts;
}

/** Cuts `word` into pieces of at most `width` columns. */
function split(word: string, width: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  let taken = 0;
  for (const character of word) {
    const columns = widthOf(character);
    if (piece !== '' && taken + columns > width) {
      pieces.push(piece);
      piece = '';
      taken = 0;
    }
    piece += character;
    taken += columns;
  }
  pieces.push(piece);
  return pieces;
}

/** How text is broken into lines. */
export interface WrapOptions {
  /** Columns of a line, at least 20 are used. */
  readonly width: number;
  /** Columns that the first line has less. */
  readonly first?: number;
  /** Whether a word longer than a line is cut (foreign text) or left to stick out (lines to copy). */
  readonly cut?: boolean;
}

/** Breaks printable text into lines: at blanks, and between East Asian characters. Never returns an empty array. */
export function wrap(text: string, { width, first = 0, cut = true }: WrapOptions): string[] {
  const columns = Math.max(20, width);
  const lines: string[] = [];
  let line = '';
  let room = columns - first;
  for (const part of unbreakable(text)) {
    const word = line === '' && lines.length > 0 ? part.trimStart() : part;
    if (displayWidth(line) + displayWidth(word) <= room) {
      line += word;
      continue;
    }
    if (line !== '') {
      lines.push(line.trimEnd());
      room = columns;
    }
    const start = lines.length === 0 ? word : word.trimStart();
    const pieces = cut ? split(start, room) : [start];
    line = pieces.pop() ?? '';
    lines.push(...pieces);
    if (pieces.length > 0) room = columns;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Joins parts by `separator` into lines of at most `width` columns, broken between parts only. */
export function flow(parts: readonly string[], separator: string, width: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    const joined = last === undefined ? part : `${last}${separator}${part}`;
    if (last !== undefined && displayWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(part);
  }
  return lines;
}
