import type { TextEdit } from '../edit.ts';
import type { ConfFile } from '../confFile.ts';
import type { LintProblem } from './problem.ts';

/** One file with what was found in it. */
export interface LintedFile {
  readonly name: string;
  readonly file: ConfFile;
  readonly problems: readonly LintProblem[];
}

/** A place of a file; lines and columns count from 1, columns in UTF-16 units, the end is exclusive. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Line and column of an offset. */
function position(file: ConfFile, offset: number): { line: number; column: number } {
  let low = 0;
  let high = file.lines.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((file.lines[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const line = file.lines[low];
  if (line === undefined) return { line: 1, column: 1 };
  const beyond = offset >= line.nextStart && line.nextStart > line.end;
  return beyond ? { line: low + 2, column: 1 } : { line: low + 1, column: offset - line.start + 1 };
}

/** The place between two offsets. */
export function regionOf(file: ConfFile, start: number, end: number): Region {
  const from = position(file, start);
  const to = position(file, end);
  return { ...from, endLine: to.line, endColumn: to.column };
}

function jsonEdit(file: ConfFile, { start, end, newText }: TextEdit) {
  return { ...regionOf(file, start, end), newText };
}

/** What `lint --json` prints: `ftp-diagnose/lint@1`. `edits` are those of the first fix, empty where there is none. */
export function lintJson(files: readonly LintedFile[]): string {
  const report = {
    schema: 'ftp-diagnose/lint@1',
    files: files.map(({ name, file, problems }) => ({
      file: name,
      problems: problems.map((problem) => ({
        id: problem.id,
        severity: problem.severity,
        line: problem.line,
        column: problem.column,
        endLine: problem.endLine,
        endColumn: problem.endColumn,
        message: problem.message,
        edits: (problem.fixes[0]?.edits ?? []).map((edit) => jsonEdit(file, edit)),
        stage: problem.stage,
        says: problem.says,
        fixes: problem.fixes.map(({ title, applicability, edits }) => ({
          title,
          applicability,
          edits: edits.map((edit) => jsonEdit(file, edit)),
        })),
      })),
    })),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}
