import type { Report } from '../../src/core/report/report.ts';
import type { Scenario, Truth } from './scenario.ts';
import type { Finished } from './world/world.ts';

/** One diagnosis in the table at the end of a lab run. */
export interface Row {
  readonly name: string;
  /** The server that was diagnosed, `none` where none runs. */
  readonly product: string;
  readonly expected: string;
  readonly found: string;
  readonly seconds: number;
  readonly isRight: boolean;
}

/** Sums a diagnosis up for the table. */
export function row(name: string, { server }: Scenario, truth: Truth, run: Finished, isRight: boolean): Row {
  return {
    name,
    product: server?.product ?? 'none',
    expected: ids(Object.keys(truth.alarms), truth.notes ?? []),
    found: foundIn(run, truth),
    seconds: run.seconds,
    isRight,
  };
}

/** The row of a scenario that could not be played. */
export function unplayed(name: string, { server }: Scenario, truth: Truth): Row {
  return {
    name,
    product: server?.product ?? 'none',
    expected: ids(Object.keys(truth.alarms), truth.notes ?? []),
    found: 'not played',
    seconds: 0,
    isRight: false,
  };
}

/** Everything above info, and in brackets the notes that are asked for; other notes may come and go. */
function foundIn(run: Finished, { notes = [], maybe = [] }: Truth): string {
  try {
    const { findings } = JSON.parse(run.stdout) as Report;
    const alarms = findings
      .filter(({ id, severity }) => severity !== 'info' && !maybe.includes(id))
      .map(({ id }) => id);
    return ids(
      alarms,
      notes.filter((id) => findings.some((finding) => finding.id === id)),
    );
  } catch {
    return 'no report';
  }
}

function ids(alarms: readonly string[], notes: readonly string[]): string {
  const above = alarms.length === 0 ? 'healthy' : [...alarms].sort().join(' ');
  return notes.length === 0 ? above : `${above} (${[...notes].sort().join(' ')})`;
}

/** How many of the rows are right, by what was diagnosed. */
function count(rows: readonly Row[]): string {
  const products = [...new Set(rows.map(({ product }) => product))].sort();
  const parts = products.map((product) => {
    const own = rows.filter((entry) => entry.product === product);
    return `${product} ${own.filter(({ isRight }) => isRight).length} of ${own.length}`;
  });
  const healthy = rows.filter(({ expected }) => expected.startsWith('healthy')).length;
  const right = rows.filter(({ isRight }) => isRight).length;
  return [
    `${right} of ${rows.length} diagnoses right: ${rows.length - healthy} with faults, ${healthy} healthy`,
    parts.join(', '),
  ].join('\n');
}

/** Draws the rows under each other: name, seconds, what was expected and what was found. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(8, ...rows.map(({ name }) => name.length));
  const lines = [...rows]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ name, expected, found, seconds, isRight }) => {
      const head = `${isRight ? 'right' : 'WRONG'}  ${name.padEnd(width)}  ${seconds.toFixed(1).padStart(5)} s  `;
      return found === expected
        ? `${head}expected and found: ${expected}`
        : `${head}expected: ${expected}\n${' '.repeat(head.length)}found:    ${found}`;
    });
  return [...lines, '', count(rows)].join('\n');
}
