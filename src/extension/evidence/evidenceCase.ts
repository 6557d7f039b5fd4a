import type { PartlyRead } from '../../core/import/index.ts';
import type { Report } from '../../core/report/report.ts';
import type { Omitted } from '../../core/trace/trace.ts';
import type { ReadableFile } from './reading.ts';

/** One piece of evidence: a file, a text in an editor, the clipboard. */
export interface EvidenceSource {
  /** How reports call it; no two of a case are called alike. */
  readonly name: string;
  /** What an editor can open to show its lines, as a URI; null when there is nothing to open. */
  readonly uri: string | null;
  /** Its path for the command line; null when it has none. */
  readonly path: string | null;
  /** Gives what is to be read, as it is now. @throws Error when it cannot be had */
  load(): Promise<ReadableFile>;
}

/** Evidence that is judged together. */
export interface EvidenceCase {
  /** The same evidence has the same id, so that diagnosing it again replaces what it gave before. */
  readonly id: string;
  readonly name: string;
  readonly sources: readonly EvidenceSource[];
}

/** Where the reading of a case stands and what it gave. */
export interface CaseState {
  readonly phase: 'running' | 'done' | 'cancelled' | 'failed';
  /** The step under way, in the person's language; null when none is. */
  readonly step: string | null;
  /** Why it failed, one sentence; null when it did not. */
  readonly message: string | null;
  /** One report a session, in the order of the evidence. */
  readonly reports: readonly Report[];
  /** Which of them is shown. */
  readonly chosen: number;
  readonly omitted: Omitted;
  readonly partly: readonly PartlyRead[];
}

/** Everything was read. */
export const nothingOmitted: Omitted = { sessions: 0, events: 0, bytes: 0 };

const weights = { error: 2, warning: 1, info: 0 } as const;

function worst({ findings }: Report): number {
  return Math.max(0, ...findings.map(({ severity }) => weights[severity]));
}

/** The session that a person wants to see first: the first of the worst. */
export function firstToShow(reports: readonly Report[]): number {
  const worsts = reports.map(worst);
  return Math.max(0, worsts.indexOf(Math.max(0, ...worsts)));
}

/** Names for files of one case: the last part of each path, and as much more of it as tells two alike apart. */
export function distinctNames(paths: readonly string[]): string[] {
  const parts = paths.map((path) => path.split(/[/\\]/).filter((part) => part !== ''));
  const names = parts.map((each) => each.at(-1) ?? '');
  const nameOf = (index: number): string => {
    const own = parts[index] ?? [];
    for (let depth = 1; depth < own.length; depth += 1) {
      const name = own.slice(-depth).join('/');
      const alike = parts.filter((other) => other.slice(-depth).join('/') === name);
      if (alike.length === 1) return name;
    }
    return own.join('/');
  };
  return names.map((_name, index) => nameOf(index));
}
