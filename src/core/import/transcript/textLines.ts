/** One line of a text, cleaned of what pasting adds. */
export interface TextLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
}

/** Longest line that is looked at; the rest of it is passed over. */
const longestLine = 4096;

function isUtf16(bytes: Uint8Array, zeroAt: 0 | 1): boolean {
  const head = bytes.subarray(0, 512);
  let zeros = 0;
  for (let at = zeroAt; at < head.length; at += 2) if (head[at] === 0) zeros += 1;
  return head.length >= 8 && zeros > head.length / 5;
}

/**
 * Decodes a log: UTF-8, UTF-16 with or without a byte order mark, else GB18030 where the bytes allow it (which holds GBK),
 * else Latin-1. Never throws.
 */
export function decodeLog(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (isUtf16(bytes, 1)) return new TextDecoder('utf-16le').decode(bytes);
  if (isUtf16(bytes, 0)) return new TextDecoder('utf-16be').decode(bytes);
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  return new TextDecoder('latin1').decode(bytes);
}

/** Colour and cursor sequences of terminals (ECMA-48 §5.4). */
const ansi = new RegExp(`${String.fromCharCode(27)}(?:\\[[0-9;?]{0,32}[A-Za-z]|[()][A-Z0-9])`, 'g');

/** Takes away what quoting and listing tools put before a line: `>` quotes, `12:` or `  12  ` line numbers, Markdown bullets. */
function unquote(text: string): string {
  let rest = text;
  for (
    let depth = 0;
    depth < 4 && /^\s{0,8}>\s?(?=[>\s]|\d|[A-Za-z*\-<[])/.test(rest) && !isCommandMark(rest);
    depth += 1
  ) {
    rest = rest.replace(/^\s{0,8}>\s?/, '');
  }
  return rest.replace(/^\s{0,8}\|\s(?=\S)/, '');
}

/** `> CMD` is how curl, WinSCP and basic-ftp write commands; there the mark stays. */
function isCommandMark(text: string): boolean {
  return /^\s{0,8}>\s(?:[A-Z]{3,4}\b|\d{4}-\d\d-\d\d )/.test(text);
}

/** The lines of a text, without line ends, colours, quotes and numbering. */
export function* cleanLines(text: string): Generator<TextLine> {
  let line = 0;
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    line += 1;
    const raw = text.slice(start, Math.min(end, start + longestLine)).replace(/\r$/, '');
    const plain = raw.replace(ansi, '');
    if (plain !== '') yield { line, text: unquote(plain) };
    start = end + 1;
    if (found < 0) return;
  }
}
