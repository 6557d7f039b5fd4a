import type { Finding, Report } from '../../core/report/report.ts';
import type { EvidenceCase } from './evidenceCase.ts';

/** A finding on a line of a text; `line` counts from 0, as editors do. */
export interface LogMark {
  readonly line: number;
  readonly caseId: string;
  readonly session: number;
  readonly event: number;
  readonly finding: Finding;
  /** Further lines of the same text that the finding rests on. */
  readonly others: readonly number[];
}

/** The event of each line that a session was read from, so that any of them leads to the timeline. */
export interface LogMarks {
  readonly marks: readonly LogMark[];
  /** The first line of the first session, where the whole is spoken of. */
  readonly firstLine: number;
}

function linesOf(report: Report, name: string): ReadonlyMap<number, number> {
  const ids = new Set(report.sources.filter(({ file }) => file === name).map(({ id }) => id));
  return new Map(
    report.events.flatMap(({ id, source }) =>
      source?.line !== undefined && ids.has(source.id) ? [[id, source.line - 1] as const] : [],
    ),
  );
}

/** The marks of one session: each line that a finding rests on carries it once. */
function marksOf(
  report: Report,
  lines: ReadonlyMap<number, number>,
  caseId: string,
  session: number,
): LogMark[] {
  return report.findings
    .filter(({ id }) => id !== 'healthy')
    .flatMap((finding) => {
      const places = new Map<number, number>();
      for (const event of finding.evidence) {
        const line = lines.get(event);
        if (line !== undefined && !places.has(line)) places.set(line, event);
      }
      return [...places].map(([line, event]) => ({
        line,
        caseId,
        session,
        event,
        finding,
        others: [...places.keys()].filter((other) => other !== line),
      }));
    });
}

/** What the reports of a case say about the lines of one of its texts; null when they rest on none of them. */
export function marksIn(evidence: EvidenceCase, reports: readonly Report[], name: string): LogMarks | null {
  const all: LogMark[] = [];
  let firstLine = Infinity;
  reports.forEach((report, session) => {
    const lines = linesOf(report, name);
    for (const line of lines.values()) firstLine = Math.min(firstLine, line);
    all.push(...marksOf(report, lines, evidence.id, session));
  });
  return firstLine === Infinity ? null : { marks: all.sort((a, b) => a.line - b.line), firstLine };
}

/** A change of a text: the lines from `from` to `to`, both included and counted from 0, are now `lines` lines. */
export interface LineChange {
  readonly from: number;
  readonly to: number;
  readonly lines: number;
}

/** Where a line stands after a change; within the changed lines it keeps its distance from their first. */
export function lineAfter(line: number, { from, to, lines }: LineChange): number {
  if (line <= from) return line;
  if (line > to) return line + lines - (to - from + 1);
  return Math.min(line, from + lines - 1);
}

/**
 * Follows marked lines through edits. A line that no longer says what it said loses its mark, and a text of which more
 * than half the marked lines have changed is no longer the one that was read: `null`.
 */
export class MarkedLines {
  readonly #texts = new Map<number, string>();
  readonly #first: number;
  #places: Map<number, number>;

  /** `lines` as they were read; `textAt` gives what stands there now. */
  constructor(lines: Iterable<number>, textAt: (line: number) => string | null) {
    this.#places = new Map();
    for (const line of lines) {
      const text = textAt(line);
      if (text === null) continue;
      this.#texts.set(line, text);
      this.#places.set(line, line);
    }
    this.#first = this.#places.size;
  }

  /** Takes changes in the order in which they are to be made: an editor gives them from the end of the text to its start. */
  change(changes: readonly LineChange[]): void {
    for (const change of changes) {
      this.#places = new Map([...this.#places].map(([line, now]) => [line, lineAfter(now, change)]));
    }
  }

  /** Drops what no longer says the same; null when too little is left. */
  settle(textAt: (line: number) => string | null): ReadonlyMap<number, number> | null {
    this.#places = new Map(
      [...this.#places].filter(([line, now]) => textAt(now)?.trim() === this.#texts.get(line)?.trim()),
    );
    return this.#places.size * 2 < this.#first ? null : this.#places;
  }
}
