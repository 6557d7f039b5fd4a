/**
 * Turns changes of options into the text that a file will have. `editScript.ts` does the same on a server with POSIX
 * tools, byte for byte; whoever changes one changes both, and a test compares them on thousands of files.
 */
import type { RemedyEdit } from '../report/report.ts';
import type { ConfFile, ConfLine } from './confFile.ts';
import {
  confByteLimit,
  meantName,
  parseConf,
  settingParts,
  splitInlineComment,
  trimBlanks,
} from './confFile.ts';
import { byteLength } from './fileText.ts';

/** A replacement of `text.slice(start, end)`; offsets are UTF-16 units of the unchanged text. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/** Why an edit was not made. */
export interface RefusedEdit {
  readonly edit: RemedyEdit;
  /** `template`: a line with template marks sets the option; `unsafe`: no option name, or control characters in the value. */
  readonly why: 'template' | 'unsafe';
  /** The template line, from 1. */
  readonly line: number | null;
}

/** What the edits come to. */
export interface EditResult {
  /** The text afterwards; the same text when there is nothing to do. */
  readonly text: string;
  /** The least that leads there, in ascending order, never overlapping. */
  readonly edits: readonly TextEdit[];
  /** Edits that were left out, with the reason. */
  readonly refused: readonly RefusedEdit[];
}

/** A line on its way: `from` is the line of the file that it was, null for a new one. */
interface Draft {
  readonly from: ConfLine | null;
  content: string;
  /** Whether an LF follows. */
  ended: boolean;
}

/** Whether an edit can be written into a line: reports come from files too, and a line feed in a value would be a line of its own. */
export function isSafeEdit(edit: RemedyEdit): boolean {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(edit.option)) return false;
  return (
    edit.op === 'remove' ||
    (edit.value !== undefined && edit.value.length <= 4096 && !/\p{Cc}/u.test(edit.value))
  );
}

function isTemplate(draft: Draft): boolean {
  return draft.from?.kind === 'template';
}

/** Whether a line sets the option, or was meant to. */
function sets(draft: Draft, option: string): boolean {
  if (draft.content.startsWith('#')) return false;
  return trimBlanks(draft.content) !== '' && meantName(draft.content) === option;
}

/** The `name=value` of a commented-out setting, `#pasv_address=192.0.2.1` or `# pasv_address=…`; null for any other line. */
function commentedOut(draft: Draft): { name: string; value: string } | null {
  if (!draft.content.startsWith('#')) return null;
  let start = 1;
  while (' \t#'.includes(draft.content.charAt(start)) && start < draft.content.length) start++;
  const equals = draft.content.indexOf('=', start);
  if (equals < 0) return null;
  return { name: draft.content.slice(start, equals), value: trimBlanks(draft.content.slice(equals + 1)) };
}

function isWindowsText(drafts: readonly Draft[]): boolean {
  let windows = 0;
  let unix = 0;
  for (const { content, ended } of drafts) {
    if (!ended) continue;
    if (content.endsWith('\r')) windows++;
    else unix++;
  }
  return windows > unix;
}

/** Puts a line after the `position`-th one (0 is the top), which gets an LF if it had none. */
function insertAfter(drafts: Draft[], position: number, content: string): void {
  const before = drafts[position - 1];
  if (before !== undefined) before.ended = true;
  drafts.splice(position, 0, { from: null, content, ended: true });
}

/** How many lines fit before a new one so that vsftpd, which reads 100000 bytes, still reads the new one. */
function lastPositionWithinLimit(drafts: readonly Draft[], added: number): number {
  let bytes = 0;
  for (const [index, draft] of drafts.entries()) {
    bytes += byteLength(draft.content) + 1;
    if (bytes + added > confByteLimit) return index;
  }
  return drafts.length;
}

function addSetting(drafts: Draft[], edit: RemedyEdit, value: string): void {
  const setting = `${edit.option}=${value}`;
  const position = drafts.findLastIndex(
    (draft) => !isTemplate(draft) && commentedOut(draft)?.name === edit.option,
  );
  const commented = drafts[position];
  if (commented !== undefined && commentedOut(commented)?.value === value) {
    commented.content = commented.content.endsWith('\r') ? `${setting}\r` : setting;
    return;
  }
  const windows =
    commented === undefined || !commented.ended ? isWindowsText(drafts) : commented.content.endsWith('\r');
  const content = windows ? `${setting}\r` : setting;
  const limit = lastPositionWithinLimit(drafts, byteLength(content) + 1);
  insertAfter(drafts, position >= 0 && position < limit ? position + 1 : limit, content);
}

/** Rewrites the line that counts; a comment that stood after its value moves to a line of its own above. */
function rewrite(drafts: Draft[], index: number, edit: RemedyEdit, value: string): void {
  const draft = drafts[index];
  if (draft === undefined) return;
  const end = draft.content.endsWith('\r') ? '\r' : '';
  const mark = draft.content.startsWith('\ufeff') ? '\ufeff' : '';
  const bare = draft.content.slice(0, draft.content.length - end.length);
  const { comment } =
    edit.option === 'ftpd_banner' ? { comment: '' } : splitInlineComment(settingParts(bare).value);
  draft.content = `${comment === '' ? mark : ''}${edit.option}=${value}${end}`;
  if (comment !== '')
    drafts.splice(index, 0, { from: null, content: `${mark}${comment}${end}`, ended: true });
}

function applyOne(drafts: Draft[], edit: RemedyEdit): RefusedEdit | null {
  if (!isSafeEdit(edit)) return { edit, why: 'unsafe', line: null };
  const template = drafts.find((draft) => isTemplate(draft) && sets(draft, edit.option));
  if (template !== undefined) return { edit, why: 'template', line: (template.from?.index ?? 0) + 1 };
  const value = edit.value ?? '';
  const matches: number[] = [];
  for (const [index, draft] of drafts.entries()) if (sets(draft, edit.option)) matches.push(index);
  let kept = -1;
  if (edit.op === 'set') {
    // Past the limit vsftpd does not see the line, so it does not count as the one to rewrite.
    const limit = lastPositionWithinLimit(drafts, 0);
    kept = matches.findLast((index) => index < limit) ?? -1;
  }
  for (const index of matches.toReversed()) if (index !== kept) drafts.splice(index, 1);
  if (edit.op === 'remove') return null;
  if (kept < 0) addSetting(drafts, edit, value);
  else rewrite(drafts, kept - matches.filter((index) => index < kept).length, edit, value);
  return null;
}

/** The smallest replacement within a line. */
function lineEdit(line: ConfLine, content: string): TextEdit {
  const old = line.content;
  let head = 0;
  while (head < old.length && head < content.length && old[head] === content[head]) head++;
  let tail = 0;
  const most = Math.min(old.length, content.length) - head;
  while (tail < most && old[old.length - 1 - tail] === content[content.length - 1 - tail]) tail++;
  return {
    start: line.start + head,
    end: line.end - tail,
    newText: content.slice(head, content.length - tail),
  };
}

/** Reads the edits off the drafts: every line of the file is kept, changed or gone, and new lines stand between. */
function textEdits(file: ConfFile, drafts: readonly Draft[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const add = (edit: TextEdit): void => {
    const last = edits.at(-1);
    if (edit.start === edit.end && edit.newText === '') return;
    if (last?.end !== edit.start) edits.push(edit);
    else edits[edits.length - 1] = { ...last, end: edit.end, newText: last.newText + edit.newText };
  };
  let next = 0;
  let at = 0;
  const dropUntil = (index: number): void => {
    for (; next < index; next++) {
      const line = file.lines[next];
      if (line !== undefined) add({ start: line.start, end: line.nextStart, newText: '' });
      at = line?.nextStart ?? at;
    }
  };
  for (const draft of drafts) {
    if (draft.from === null) {
      add({ start: at, end: at, newText: `${draft.content}${draft.ended ? '\n' : ''}` });
      continue;
    }
    dropUntil(draft.from.index);
    add(lineEdit(draft.from, draft.content));
    if (draft.ended && draft.from.nextStart === draft.from.end)
      add({ start: draft.from.end, end: draft.from.end, newText: '\n' });
    next = draft.from.index + 1;
    at = draft.from.nextStart;
  }
  dropUntil(file.lines.length);
  return edits;
}

/** The text after edits that are in ascending order and do not overlap. */
export function applyTextEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits) {
    parts.push(text.slice(at, edit.start), edit.newText);
    at = edit.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/**
 * Makes changes of options in the order given. `set` rewrites the line that counts and drops its duplicates; without
 * one it goes below the option's own commented-out example, else to the end (always where vsftpd still reads it).
 * `remove` drops every line of the option. Comments, order and line ends stay; a second run changes nothing.
 */
export function applyEdits(text: string | ConfFile, edits: readonly RemedyEdit[]): EditResult {
  const file = typeof text === 'string' ? parseConf(text) : text;
  const drafts = file.lines.map((line): Draft => ({
    from: line,
    content: line.content,
    ended: line.nextStart > line.end,
  }));
  const refused: RefusedEdit[] = [];
  for (const edit of edits) {
    const result = applyOne(drafts, edit);
    if (result !== null) refused.push(result);
  }
  const changes = textEdits(file, drafts);
  return { text: applyTextEdits(file.text, changes), edits: changes, refused };
}
