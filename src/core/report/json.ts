import type { Omitted } from '../trace/trace.ts';
import type { Report } from './report.ts';

/** Several reports out of evidence, as `explain --json` prints them. */
export interface Reports {
  readonly schema: 'ftp-diagnose/reports@1';
  readonly reports: readonly Report[];
  readonly omitted: Omitted;
}

/** What JSON may hold as it is and a terminal must not see: DEL, C1 controls, format characters, separators. */
const unsafe = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** JSON with an indent of two, in which every control and bidirectional character is escaped; ends in a line feed. */
export function formatJson(value: unknown): string {
  const text = JSON.stringify(value, null, 2).replace(unsafe, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `${text}\n`;
}
