import type { Report } from '../../src/core/report/report.ts';
import type { Truth } from './scenario.ts';
import type { Finished } from './world/world.ts';

/** One diagnosis in the table at the end of a lab run. */
export interface Row {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly seconds: number;
  readonly isRight: boolean;
}

/** Sums a diagnosis up for the table. */
export function row(name: string, truth: Truth, run: Finished, isRight: boolean): Row {
  return {
    name,
    expected: ids(Object.keys(truth.alarms)),
    found: foundIn(run),
    seconds: run.seconds,
    isRight,
  };
}

function foundIn(run: Finished): string {
  try {
    const { findings } = JSON.parse(run.stdout) as Report;
    return ids(findings.filter(({ severity }) => severity !== 'info').map(({ id }) => id));
  } catch {
    return 'no report';
  }
}

function ids(names: readonly string[]): string {
  return names.length === 0 ? 'healthy' : [...names].sort().join(' ');
}

/** Draws the rows under each other: name, seconds, what was expected, and what was found where it differs. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(8, ...rows.map(({ name }) => name.length));
  const lines = [...rows]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, expected, found, seconds, isRight }) => {
      const head = `${isRight ? 'right' : 'WRONG'}  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s  `;
      return found === expected
        ? `${head}${expected}`
        : `${head}${expected}\n${' '.repeat(head.length)}found: ${found}`;
    });
  const right = rows.filter(({ isRight }) => isRight).length;
  return [...lines, `${right} of ${rows.length} diagnoses right`].join('\n');
}
