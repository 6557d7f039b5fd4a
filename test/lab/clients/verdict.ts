import { observe, type Observed } from '../../../src/core/clients/observed.ts';
import { clientProfiles } from '../../../src/core/clients/table/index.ts';
import { walk } from '../../../src/core/clients/walk.ts';
import { deriveFacts } from '../../../src/core/diagnosis/deriveFacts.ts';
import { traceFromReport } from '../../../src/core/report/readReport.ts';
import type { ClientPrediction, Report } from '../../../src/core/report/report.ts';
import type { Tried } from './main.ts';
import { slowSeconds, succeeded } from './programs.ts';

/** What was foretold for a client, or for one of its options. */
export type Outcome = ClientPrediction['outcome'];

/** One cell of the table: a client in a scenario. */
export interface Cell {
  readonly client: string;
  readonly scenario: string;
  readonly foretold: Outcome;
  readonly happened: Exclude<Outcome, 'unknown'>;
  /** Null when prediction and outcome agree, the message included. */
  readonly complaint: string | null;
}

/** Whether something that a client printed holds every line of its foretold message; numbers and its own name may differ. */
export function holdsMessage(output: string, message: string): boolean {
  const plain = output.replace(/^(?:tn|inetutils-)ftp: /gm, 'ftp: ');
  return message.split('\n').every((line) => {
    const pattern = line.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/(?<![\d.,])\d{4,5}\b/g, '\\d+');
    return new RegExp(pattern.replace(/(\d+,\d+,\d+,\d+),\d+,\d+/g, '$1,\\d+,\\d+')).test(plain);
  });
}

function outcomeWithOption(observed: Observed | null, profileId: string, option: string): Outcome {
  const profile = clientProfiles.find(({ id }) => id === profileId);
  const behaviour = profile?.options.find(({ text }) => text === option)?.behaviour;
  if (behaviour === undefined) throw new Error(`${profileId} has no option "${option}"`);
  const last = observed === null ? undefined : walk(behaviour, observed).at(-1);
  if (last === undefined || last.end === 'unknown') return 'unknown';
  if (last.end === 'fails') return 'fails';
  return last.waitedMs >= 1000 ? 'slow' : 'works';
}

/** Compares a prediction of the report, or of the table for an option, with what the client did. */
export function compare(scenario: string, report: Report, observed: Observed | null, tried: Tried): Cell {
  const { profile, option, output, seconds } = tried;
  const listed = succeeded(output);
  const happened = listed ? (seconds > slowSeconds ? 'slow' : 'works') : 'fails';
  const client = option === null ? profile : `${profile} ${option}`;
  const prediction = report.clients.find(({ id }) => id === profile);
  const foretold =
    option === null ? (prediction?.outcome ?? 'unknown') : outcomeWithOption(observed, profile, option);
  const cell = { client, scenario, foretold, happened };
  if (foretold !== 'unknown' && foretold !== happened) {
    return {
      ...cell,
      complaint: `${foretold} was foretold, it ${happened}: ${output.trim().slice(-300)}`,
    } as Cell;
  }
  const message = option === null && foretold === 'fails' ? (prediction?.message ?? null) : null;
  // The lab's short dials end before the ten seconds that this client itself would wait.
  const own = profile === 'node-ftp' && message === 'Timed out while making data connection';
  const isPrinted = message === null || own || holdsMessage(output, message);
  const complaint = isPrinted ? null : `"${message}" was foretold, it printed: ${output.trim().slice(-300)}`;
  return { ...cell, complaint } as Cell;
}

/** What a report rests on, read back from its events. */
export function observedIn(report: Report): Observed | null {
  const trace = traceFromReport(report);
  if ('fault' in trace) throw new Error(`The report cannot be read: ${trace.at}`);
  return observe(deriveFacts(trace));
}

const marks: Readonly<Record<Outcome, string>> = { works: '✓', fails: '✗', slow: '…', unknown: '?' };

/** Clients down, scenarios across: one mark where both agree, prediction and outcome with `!` where they do not. */
export function clientTable(cells: readonly Cell[]): string {
  const clients = [...new Set(cells.map(({ client }) => client))];
  const scenarios = [...new Set(cells.map(({ scenario }) => scenario))];
  const width = Math.max(...clients.map((name) => name.length));
  const rows = clients.map((client) => {
    const marksOf = scenarios.map((scenario) => {
      const cell = cells.find((each) => each.client === client && each.scenario === scenario);
      if (cell === undefined) return '   ';
      const right = cell.complaint === null ? ' ' : '!';
      const both = cell.foretold === cell.happened ? ' ' : marks[cell.happened];
      return `${marks[cell.foretold]}${both}${right}`;
    });
    return `${client.padEnd(width)}  ${marksOf.join(' ')}`;
  });
  const head = scenarios.map((_, index) => String(index + 1).padEnd(3)).join(' ');
  const legend = scenarios.map((scenario, index) => `${String(index + 1).padStart(3)} ${scenario}`);
  const agree = cells.filter(({ complaint }) => complaint === null).length;
  return [
    ...legend,
    '',
    `${' '.repeat(width)}  ${head}`,
    ...rows,
    '',
    '✓ lists  … lists late  ✗ fails  ? not foretold (then what happened)  ! not as foretold',
    `${agree} of ${cells.length} predictions right`,
  ].join('\n');
}
