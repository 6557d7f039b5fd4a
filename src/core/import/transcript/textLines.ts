import { dateMs, clockMs } from './words.ts';

/** One line of a text, cleaned of what pasting adds. */
export interface TextLine {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  /** Milliseconds of a stamp that stood before the line and was taken away. */
  readonly time?: number | null;
}

/** What tools put before each line of a text. */
export interface Margin {
  /** `12  text`, `12: text`, `12| text`. */
  readonly numbers: boolean;
  /** A date or a clock, in brackets or not. */
  readonly stamps: boolean;
  /** Whatever a console or a logger puts before the `<` and `>` of a dialogue. */
  readonly sources?: boolean;
}

const bare: Margin = { numbers: false, stamps: false };

/** Longest line that is looked at; the rest of it is passed over. */
const longestLine = 4096;
/** Deepest quoting that is taken away. */
const deepestQuote = 32;
/** Lines that decide whether there is a margin. */
const marginSample = 200;

const escape = String.fromCharCode(27);
/** Colour and cursor sequences of terminals (ECMA-48 §5.4). */
const ansi = new RegExp(`${escape}(?:\\[[0-9;?]{0,32}[A-Za-z]|[()][A-Z0-9])`, 'g');

/** Whether a line begins, after blanks, with something that quoting tools put there. */
function mayBeQuoted(text: string): boolean {
  for (let at = 0; at < 9; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3e || code === 0x7c) return true;
    if (code !== 0x20 && code !== 0x09) return false;
  }
  return false;
}

/** Takes away `>` of quotes, any number deep, and a bar at the margin. */
function unquote(text: string): string {
  let rest = text;
  for (
    let depth = 0;
    depth < deepestQuote && /^\s{0,8}>(?!>>)/.test(rest) && !isCommandMark(rest);
    depth += 1
  ) {
    rest = rest.replace(/^\s{0,8}>\s?/, '');
  }
  return rest.replace(/^\s{0,8}\|\s(?=\S)/, '');
}

/** `> CMD` is how curl, WinSCP and basic-ftp write commands; there the mark stays. */
function isCommandMark(text: string): boolean {
  return /^\s{0,8}>\s(?:[A-Z]{3,4}(?:\s|$)|\d{4}-\d\d-\d\d )/.test(text);
}

const entities: Readonly<Record<string, string>> = {
  '&gt;': '>',
  '&lt;': '<',
  '&quot;': '"',
  '&#39;': "'",
  '&nbsp;': ' ',
  '&amp;': '&',
};

function unescapeHtml(text: string): string {
  return text.replace(/&(?:gt|lt|quot|#39|nbsp|amp);/g, (entity) => entities[entity] ?? entity);
}

/** `cat -n`, `grep -n`, `less -N` and editors: digits, then a tab, blanks, a colon or a bar. */
const number = /^\s{0,8}(\d{1,7})(?:[:.|│]\s?|\t|\s{1,3}(?=\S)|$)/;
/** `[2026-11-25 12:30:40.123]`, `2026-11-25T12:30:40Z`, `12:30:40,123`, `Nov 25 12:30:40 host program[12]:`. */
const stamp =
  /^\s{0,4}[[(]?(?:(\d{4}[-/]\d\d[-/]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,6})?)(?:Z|[+-]\d\d:?\d\d)?|(\d{1,2}:\d\d:\d\d(?:[.,]\d{1,6})?)|[A-Z][a-z]{2} {1,2}\d{1,2} (\d\d:\d\d:\d\d) \S{1,64} [\w.-]{1,40}(?:\[\d{1,8}\])?:)[\])]?[ \t:|]{1,3}/;

/** A line that was made code by itself in Markdown: backticks around the whole of it. */
function unfence(text: string): string {
  const end = text.trimEnd();
  return end.length > 2 && end.endsWith('`') && !end.startsWith('``') ? end.slice(1, -1) : text;
}

/** `client.js:278 < 220 ready`, `I/flutter (13572): [25.11.2026 12:42:48.553] > PASV`: a mark, and behind it what FTP says. */
const source = /^.{1,100}?[^<>\s][ \t]{1,4}(?=(?:< [1-5]\d\d[ -]|> [A-Z]{3,4}(?:\s|$)))/;

/** A piece of a text without the CR at its end. */
function cut(text: string, start: number, end: number): string {
  return text.slice(start, end > start && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end);
}

function clean(raw: string): string {
  let text = raw.includes(escape) ? raw.replace(ansi, '') : raw;
  if (text.includes('&')) text = unescapeHtml(text);
  if (text.startsWith('`')) text = unfence(text);
  return mayBeQuoted(text) ? unquote(text) : text;
}

/** The lines of a text, without line ends, colours, quotes and what stands at the margin. */
export function* cleanLines(text: string, { numbers, stamps, sources }: Margin = bare): Generator<TextLine> {
  let line = 0;
  let start = 0;
  while (start <= text.length) {
    const found = text.indexOf('\n', start);
    const end = found < 0 ? text.length : found;
    line += 1;
    let plain = clean(cut(text, start, Math.min(end, start + longestLine)));
    if (numbers) plain = clean(plain.replace(number, ''));
    const time = stamps ? stamp.exec(plain) : null;
    if (time !== null) plain = clean(plain.slice(time[0].length));
    if (sources === true) plain = plain.replace(source, '');
    if (plain !== '')
      yield time === null ? { line, text: plain } : { line, text: plain, time: stampMs(time) };
    start = end + 1;
    if (found < 0) return;
  }
}

function stampMs([, date, clock, syslog]: RegExpExecArray): number | null {
  return date === undefined ? clockMs(clock ?? syslog) : dateMs(date);
}

/** The margins that a text may have, the likeliest reading without one first. */
export function marginsOf(text: string): readonly Margin[] {
  const sample: string[] = [];
  for (const { text: line } of cleanLines(text)) {
    sample.push(line);
    if (sample.length >= marginSample) break;
  }
  const numbers = isNumbered(sample);
  const inner = numbers ? sample.map((line) => line.replace(number, '')) : sample;
  const stamps = inner.filter((line) => stamp.test(line)).length >= Math.max(2, inner.length / 2);
  const sources = inner.filter((line) => source.test(line)).length >= Math.max(2, inner.length / 3);
  return [
    bare,
    ...(numbers ? [{ numbers, stamps: false }] : []),
    ...(stamps ? [{ numbers, stamps }] : []),
    ...(sources ? [{ numbers, stamps: false, sources }] : []),
  ];
}

/** Whether nearly all lines begin with a number, each larger than the one before. */
function isNumbered(lines: readonly string[]): boolean {
  let last = -1;
  let rising = 0;
  for (const line of lines) {
    const found = Number(number.exec(line)?.[1] ?? NaN);
    if (found > last) rising += 1;
    if (!Number.isNaN(found)) last = found;
  }
  return lines.length >= 4 && rising >= lines.length * 0.9;
}
