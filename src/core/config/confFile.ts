/**
 * The lines of a vsftpd.conf as vsftpd's own reader splits them (tried on vsftpd 3.0.3): only LF ends a line, a CR
 * belongs to it, and nothing after the first 100000 bytes is read. Offsets are UTF-16 units of the text.
 */
import { byteLength } from './fileText.ts';

/** Bytes that vsftpd reads of its file; a line that crosses the limit is read up to it. */
export const confByteLimit = 100_000;

/** What a line is before anybody asks what it means. */
export type LineKind = 'blank' | 'comment' | 'template' | 'setting';

/** One line; `end` excludes the LF and `nextStart` includes it. */
export interface ConfLine {
  /** From 0. */
  readonly index: number;
  /** Offset of the first character in the text. */
  readonly start: number;
  readonly end: number;
  readonly nextStart: number;
  readonly kind: LineKind;
  /** Without the LF; a CR before it is the last character. */
  readonly content: string;
  /** How much of `content` vsftpd reads: all of it, the part before the byte limit, or 0 when the line lies beyond. */
  readonly readable: number;
}

/** A parsed file. `text` is never changed; edits are made of offsets into it. */
export interface ConfFile {
  readonly text: string;
  /** Every line, also those beyond what vsftpd reads. */
  readonly lines: readonly ConfLine[];
  /** Lines with marks of a template language; they are not judged. */
  readonly templateLines: readonly ConfLine[];
  /** The first line that vsftpd reads in part or not at all, because it lies past the byte limit. */
  readonly limitLine: ConfLine | null;
}

/** Marks of Jinja and Ansible, ERB, and of shells, envsubst and Docker entry points. */
const templateMark = /\{\{|\{%|\{#|<%|\$\{/;

/** Whether a character code is one of C's `isspace`: blank, tab, LF, VT, FF, CR. */
export function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

function kindOf(content: string): LineKind {
  let at = 0;
  while (at < content.length && isBlank(content.charCodeAt(at))) at++;
  if (at === content.length) return 'blank';
  if (content.startsWith('#')) return 'comment';
  return templateMark.test(content) ? 'template' : 'setting';
}

/** How many UTF-16 units of `content` lie within `bytes` bytes. */
function unitsWithin(content: string, bytes: number): number {
  let used = 0;
  let units = 0;
  for (const character of content) {
    used += byteLength(character);
    if (used > bytes) break;
    units += character.length;
  }
  return units;
}

/** Splits a text into lines; any text is a file, nothing throws. */
export function parseConf(text: string): ConfFile {
  const lines: ConfLine[] = [];
  const templateLines: ConfLine[] = [];
  let limitLine: ConfLine | null = null;
  // UTF-8 needs at most three bytes for a UTF-16 unit, so most files cannot reach the limit at all.
  const mayExceed = text.length * 3 > confByteLimit;
  let bytesBefore = 0;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const content = text.slice(start, end);
    let readable = content.length;
    if (mayExceed) {
      const bytes = byteLength(content);
      if (bytesBefore + bytes > confByteLimit)
        readable = unitsWithin(content, Math.max(0, confByteLimit - bytesBefore));
      bytesBefore += bytes + 1;
    }
    const nextStart = feed < 0 ? end : end + 1;
    const line = { index: lines.length, start, end, nextStart, kind: kindOf(content), content, readable };
    lines.push(line);
    if (line.kind === 'template') templateLines.push(line);
    if (readable < content.length) limitLine ??= line;
    start = nextStart;
  }
  return { text, lines, templateLines, limitLine };
}

/** Where the parts of a setting line stand, as offsets within its content. */
export interface SettingParts {
  /** After a byte order mark and leading blanks. */
  readonly nameStart: number;
  /** At the first `=`, or at the end of the line when there is none. */
  readonly nameEnd: number;
  /** -1 without `=`. */
  readonly valueStart: number;
  /** What stands before `=` without leading blanks, so a blank before `=` is part of it. */
  readonly name: string;
  /** Everything after `=`, a CR included; empty without `=`. */
  readonly value: string;
}

/** Takes a setting line apart at its first `=`. A byte order mark is skipped: vsftpd would read it as part of the name. */
export function settingParts(content: string): SettingParts {
  let nameStart = content.startsWith('\ufeff') ? 1 : 0;
  while (nameStart < content.length && isBlank(content.charCodeAt(nameStart))) nameStart++;
  const equals = content.indexOf('=', nameStart);
  const nameEnd = equals < 0 ? content.length : equals;
  return {
    nameStart,
    nameEnd,
    valueStart: equals < 0 ? -1 : equals + 1,
    name: content.slice(nameStart, nameEnd),
    value: equals < 0 ? '' : content.slice(equals + 1),
  };
}

/** The text without the blanks (C's `isspace`) at both ends. */
export function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** The option that a person meant on a setting line, whatever blanks and letter case say: `Pasv_Address ` is `pasv_address`. */
export function meantName(content: string): string {
  return trimBlanks(settingParts(content).name).toLowerCase();
}

/** A value and the comment that somebody wrote after it (a `#` after a blank); vsftpd itself knows no such comments. */
export function splitInlineComment(value: string): { value: string; comment: string } {
  for (let at = value.indexOf('#'); at >= 0; at = value.indexOf('#', at + 1)) {
    if (at > 0 && isBlank(value.charCodeAt(at - 1))) {
      let end = at;
      while (end > 0 && isBlank(value.charCodeAt(end - 1))) end--;
      return { value: value.slice(0, end), comment: value.slice(at) };
    }
  }
  return { value, comment: '' };
}

/** The text within one pair of equal quotes, or the text itself. vsftpd has no quoting. */
export function unquote(value: string): string {
  const mark = value.charAt(0);
  const quoted = value.length > 1 && (mark === '"' || mark === "'") && value.endsWith(mark);
  return quoted ? value.slice(1, -1) : value;
}

/** The first line; of an empty file, an empty one that is not in `lines`. */
export function firstLine(file: ConfFile): ConfLine {
  return (
    file.lines[0] ?? { index: 0, start: 0, end: 0, nextStart: 0, kind: 'blank', content: '', readable: 0 }
  );
}
