/**
 * The same edits as `edit.ts`, as a POSIX shell script for a server where no editor can save: it needs sh, awk, cmp, cp,
 * cat, date, mktemp, tail, tr and wc (tried with dash, bash and busybox; gawk, mawk, busybox awk and the original awk).
 */
import type { Translate } from '../l10n.ts';
import type { RemedyEdit } from '../report/report.ts';
import { shellQuote } from '../shellWord.ts';
import { confByteLimit } from './confFile.ts';
import { isSafeEdit } from './edit.ts';
import { listenerLines, rangeLines, restartLines, say } from './restartScript.ts';

/** Where distributions keep the file, tried in this order when the path is not known. */
const usualPaths = ['/etc/vsftpd.conf', '/etc/vsftpd/vsftpd.conf'];

/**
 * Reads the edits (operation, option and value between tabs), then the file, and writes the file as it shall be.
 * Lines are kept without their LF in `text[]`; `ended[]` says whether an LF follows and `fixed[]` marks template lines.
 */
const awkProgram = String.raw`
function trim(s) { sub(/^[ \t\r\f\v]+/, "", s); sub(/[ \t\r\f\v]+$/, "", s); return s }
function without_mark(s) { return substr(s, 1, 3) == "\357\273\277" ? substr(s, 4) : s }
function value_of(s,  p) { p = index(s, "="); return p ? substr(s, p + 1) : "" }
function sets(s, option,  p) {
  if (substr(s, 1, 1) == "#" || trim(s) == "") return 0
  s = without_mark(s); sub(/^[ \t\r\f\v]+/, "", s)
  p = index(s, "="); if (p) s = substr(s, 1, p - 1)
  return tolower(trim(s)) == option
}
function commented(s, option,  p) {
  if (substr(s, 1, 1) != "#") return 0
  sub(/^#[# \t]*/, "", s); p = index(s, "=")
  return p && substr(s, 1, p - 1) == option
}
function comment_at(v,  i, n) {
  n = length(v)
  for (i = 2; i <= n; i++) if (substr(v, i, 1) == "#" && substr(v, i - 1, 1) ~ /[ \t\r\f\v]/) return i
  return 0
}
function insert(at, s,  i) {
  if (at > 0) ended[at] = 1
  for (i = count; i > at; i--) { text[i + 1] = text[i]; ended[i + 1] = ended[i]; fixed[i + 1] = fixed[i] }
  count++; text[at + 1] = s; ended[at + 1] = 1; fixed[at + 1] = 0
}
function drop(at,  i) {
  for (i = at; i < count; i++) { text[i] = text[i + 1]; ended[i] = ended[i + 1]; fixed[i] = fixed[i + 1] }
  count--
}
function within_limit(added,  i, bytes) {
  bytes = 0
  for (i = 1; i <= count; i++) { bytes += length(text[i]) + 1; if (bytes + added > limit) return i - 1 }
  return count
}
function windows(  i, w, u) {
  w = 0; u = 0
  for (i = 1; i <= count; i++) if (ended[i]) { if (text[i] ~ /\r$/) w++; else u++ }
  return w > u
}
function add(option, value,  i, at, s, c, cr, room) {
  at = 0
  for (i = 1; i <= count; i++) if (!fixed[i] && commented(text[i], option)) at = i
  s = option "=" value
  if (at) {
    c = text[at]; sub(/^#[# \t]*/, "", c)
    if (trim(value_of(c)) == value) { text[at] = s (text[at] ~ /\r$/ ? "\r" : ""); return }
  }
  cr = (at == 0 || !ended[at]) ? windows() : text[at] ~ /\r$/
  if (cr) s = s "\r"
  room = within_limit(length(s) + 1)
  insert(at && at <= room ? at : room, s)
}
function rewrite(at, option, value,  s, end, mark, v, i, c) {
  s = text[at]; end = ""; mark = ""; c = ""
  if (s ~ /\r$/) { end = "\r"; s = substr(s, 1, length(s) - 1) }
  if (substr(s, 1, 3) == "\357\273\277") mark = "\357\273\277"
  if (option != "ftpd_banner") { v = value_of(s); i = comment_at(v); if (i) c = substr(v, i) }
  text[at] = (c == "" ? mark : "") option "=" value end
  if (c != "") insert(at - 1, mark c end)
}
function change(op, option, value,  i, kept, room) {
  for (i = 1; i <= count; i++) if (fixed[i] && sets(text[i], option)) {
    print option ": line " i " is a template" > "/dev/stderr"; failed = 1; return
  }
  kept = 0
  if (op == "set") { room = within_limit(0); for (i = 1; i <= room; i++) if (sets(text[i], option)) kept = i }
  for (i = count; i >= 1; i--) if (i != kept && sets(text[i], option)) { drop(i); if (i < kept) kept-- }
  if (op == "remove") return
  if (kept) rewrite(kept, option, value); else add(option, value)
}
NR == FNR { edit[++edits] = $0; next }
{
  text[++count] = $0; ended[count] = 1
  s = without_mark($0)
  fixed[count] = substr($0, 1, 1) != "#" && trim($0) != "" && (index(s, "{{") || index(s, "{%") || index(s, "{#") || index(s, "<%") || index(s, "$" "{"))
}
END {
  if (count && open_end) ended[count] = 0
  for (i = 1; i <= edits; i++) {
    op = edit[i]; sub(/\t.*/, "", op)
    rest = substr(edit[i], length(op) + 2); option = rest; sub(/\t.*/, "", option)
    change(op, option, substr(rest, length(option) + 2))
  }
  for (i = 1; i <= count; i++) printf "%s%s", text[i], ended[i] ? "\n" : ""
  exit failed
}`;

function findFile(path: string | null): string[] {
  if (path !== null) return [`file=\${1:-${shellQuote(path)}}`];
  return [
    'file=${1:-}',
    `if [ -z "$file" ]; then for file in ${usualPaths.join(' ')}; do [ -f "$file" ] && break; done; fi`,
  ];
}

/** Turns edits into the lines that the awk program reads; values hold no control characters, so tabs can part them. */
function editLines(edits: readonly RemedyEdit[]): string[] {
  return edits.filter(isSafeEdit).map(({ op, option, value }) => [op, option, value ?? ''].join('\t'));
}

/**
 * A script that backs the file up, makes the edits, shows the difference, restarts vsftpd, looks whether it listens
 * again and prints the passive ports to open; run a second time it changes nothing. `path` null looks in the usual places; a first argument overrides it.
 */
export function editScript(edits: readonly RemedyEdit[], path: string | null, t: Translate): string {
  const lines = editLines(edits);
  return [
    '#!/bin/sh',
    `# ${t('Changes vsftpd.conf as FTP Diagnose proposes. Run it as root on the FTP server: sh FILE [vsftpd.conf]')}`,
    ...lines.map((line) => `#   ${line.trimEnd().replace('\t', ' ').replace('\t', '=')}`),
    'set -u',
    'LC_ALL=C; export LC_ALL',
    'backup=',
    ...findFile(path),
    'fail() { printf \'%s\\n\' "$1" >&2; exit 1; }',
    `[ -f "$file" ] || fail ${shellQuote(t('There is no such file:'))}" $file"`,
    `[ -w "$file" ] || fail ${shellQuote(t('Run this as root, this file cannot be written:'))}" $file"`,
    `[ "$(tr -d '\\000' < "$file" | wc -c)" -eq "$(wc -c < "$file")" ] || fail ${shellQuote(t('This is not a text file, nothing was changed:'))}" $file"`,
    'work=$(mktemp -d) || exit 1',
    'trap \'rm -rf "$work"\' EXIT',
    "trap 'exit 1' HUP INT TERM",
    'cat > "$work/edits" <<\'END_OF_EDITS\'',
    ...lines,
    'END_OF_EDITS',
    'cat > "$work/edit.awk" <<\'END_OF_PROGRAM\'' + awkProgram,
    'END_OF_PROGRAM',
    'open_end=0',
    '[ -s "$file" ] && [ "$(tail -c 1 "$file" | wc -l)" -eq 0 ] && open_end=1',
    `awk -v limit=${confByteLimit} -v open_end="$open_end" -f "$work/edit.awk" "$work/edits" "$file" > "$work/new" || fail ${shellQuote(t('The edits do not fit this file, nothing was changed.'))}`,
    'if cmp -s "$work/new" "$file"; then',
    `  ${say(t('The file holds these settings already; nothing was changed.'))}`,
    'else',
    '  backup=$file.$(date +%Y%m%d%H%M%S).bak',
    '  cp -p "$file" "$backup" || exit 1',
    '  cat "$work/new" > "$file" || { cp -p "$backup" "$file"; exit 1; }',
    `  printf '%s %s\\n' ${shellQuote(t('The file as it was is kept in'))} "$backup"`,
    '  diff -u "$backup" "$file" 2>/dev/null || :',
    'fi',
    ...restartLines(t),
    ...listenerLines(t),
    ...rangeLines(t),
    'exit "$status"',
    '',
  ].join('\n');
}
