/** The few directives of ProFTPD and Pure-FTPd that remedies set; nothing else of those languages is read. */
import type { PortRange } from '../trace/trace.ts';
import type { TextEdit } from './edit.ts';
import type { PublicSide } from './natBlock.ts';

/** A server whose directives can be inserted into a file of its own. */
export type DirectiveServer = 'proftpd' | 'pure-ftpd';

/** One directive with its arguments as written. */
export interface Directive {
  readonly name: string;
  readonly value: string;
}

interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Inside a section such as `<VirtualHost>`, which the server as a whole does not go by. */
  readonly inside: boolean;
}

/** What of the server a file configures, by its name; null for the file of something else. */
export function directiveServerOf(path: string): DirectiveServer | null {
  if (/(?:^|[\\/])pure-ftpd[^\\/]*\.conf[^\\/]*$/i.test(path)) return 'pure-ftpd';
  return /(?:^|[\\/])proftpd(?:[^\\/]*\.conf[^\\/]*|[\\/].*\.conf)$/i.test(path) ? 'proftpd' : null;
}

/** The lines that make a server behind address translation work (ProFTPD doc/howto/NAT.html, pure-ftpd.conf.in). */
export function publicDirectives(
  server: DirectiveServer,
  { address, range }: PublicSide,
): readonly Directive[] {
  const ports = `${range.from} ${range.to}`;
  return server === 'proftpd'
    ? [
        { name: 'MasqueradeAddress', value: address },
        { name: 'PassivePorts', value: ports },
      ]
    : [
        { name: 'ForcePassiveIP', value: address },
        { name: 'PassivePortRange', value: ports },
      ];
}

/** `<Global>` and `<IfModule>` count as outside: what stands in them holds for the server as a whole. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let depth = 0;
  for (let start = 0; start <= text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed < 0 ? text.length : feed;
    const line = text.slice(start, end);
    const trimmed = line.trimStart();
    if (trimmed.startsWith('</')) {
      if (!/^<\/(?:Global|IfModule|IfDefine)\b/i.test(trimmed)) depth = Math.max(0, depth - 1);
    } else if (trimmed.startsWith('<') && !/^<(?:Global|IfModule|IfDefine)\b/i.test(trimmed)) depth++;
    lines.push({ start, end, text: line, inside: depth > 0 });
    if (feed < 0) break;
    start = end + 1;
  }
  return lines;
}

/** The directive that a line sets, with its value; null for comments, sections and blank lines. */
function directiveIn({ text }: Line): { name: string; value: string; at: number; end: number } | null {
  const start = text.length - text.trimStart().length;
  const rest = text.slice(start);
  if (rest === '' || rest.startsWith('#') || rest.startsWith('<')) return null;
  const gap = rest.search(/[ \t]/);
  if (gap < 0) return null;
  const value = rest.slice(gap).trim();
  const at = start + gap + (rest.slice(gap).length - rest.slice(gap).trimStart().length);
  return { name: rest.slice(0, gap).toLowerCase(), value, at, end: at + value.length };
}

function isCommentedOut({ text }: Line, name: string): boolean {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('#')) return false;
  const word = trimmed.replace(/^[#\s]+/, '').toLowerCase();
  return word.startsWith(`${name.toLowerCase()} `) || word.startsWith(`${name.toLowerCase()}\t`);
}

/** Where a new line goes: below the directive's own example, else before the first section, else at the end. */
function placeFor(lines: readonly Line[], name: string, text: string): number {
  const example = lines.findLast((line) => !line.inside && isCommentedOut(line, name));
  if (example !== undefined) return Math.min(example.end + 1, text.length);
  return lines.find(({ text: line }) => line.trimStart().startsWith('<'))?.start ?? text.length;
}

/**
 * Sets directives of the server as a whole: every line that has one is rewritten in place, with its indentation; one
 * that is missing is written as a new line. Edits are in ascending order; none when the file says so already.
 */
export function setDirectives(text: string, directives: readonly Directive[]): readonly TextEdit[] {
  const lines = linesOf(text);
  const end = lines.filter((line) => line.text.endsWith('\r')).length > lines.length / 2 ? '\r\n' : '\n';
  const edits: TextEdit[] = [];
  for (const { name, value } of directives) {
    const found = lines.flatMap((line) => {
      const directive = line.inside ? null : directiveIn(line);
      return directive?.name === name.toLowerCase() ? [{ line, directive }] : [];
    });
    for (const { line, directive } of found) {
      if (directive.value === value) continue;
      edits.push({ start: line.start + directive.at, end: line.start + directive.end, newText: value });
    }
    if (found.length > 0) continue;
    const at = placeFor(lines, name, text);
    const open = at === text.length && text !== '' && !text.endsWith('\n') ? end : '';
    const last = edits.at(-1);
    const line = `${open}${name} ${value}${end}`;
    // Two new lines at one place are one edit, in the order given.
    if (last?.start === at && last.end === at)
      edits[edits.length - 1] = { ...last, newText: `${last.newText}${line.slice(open.length)}` };
    else edits.push({ start: at, end: at, newText: line });
  }
  return edits.toSorted((a, b) => a.start - b.start);
}

/** The passive ports that the file sets for the server as a whole; null where it sets none that can be read. */
export function directiveRange(text: string, server: DirectiveServer): PortRange | null {
  const name = server === 'proftpd' ? 'passiveports' : 'passiveportrange';
  const value = linesOf(text)
    .map((line) => (line.inside ? null : directiveIn(line)))
    .findLast((directive) => directive?.name === name)?.value;
  const match = /^(\d{1,5})[ \t]+(\d{1,5})(?:\s|$)/.exec(value ?? '');
  const range = { from: Number(match?.[1]), to: Number(match?.[2]) };
  return match !== null && range.from <= range.to && range.to <= 65535 ? range : null;
}
