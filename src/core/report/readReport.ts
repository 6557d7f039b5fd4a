import {
  JsonFault,
  listOf,
  objectOf,
  oneOf,
  orNull,
  readBoolean,
  readCount,
  readNumber,
  readPort,
  readString,
  recordOf,
} from '../trace/jsonReader.ts';
import type { Read } from '../trace/jsonReader.ts';
import { readEvent } from '../trace/readEvent.ts';
import { modes, noSettings } from '../trace/trace.ts';
import type {
  Omitted,
  PortRange,
  Settings,
  SourceEntry,
  Trace,
  TraceSource,
  Vantage,
} from '../trace/trace.ts';

/** Why a JSON value is no report; `at` names the place, for example `events[12].code`. */
export interface ReportFault {
  readonly fault: 'not-a-report' | 'unknown-version' | 'damaged';
  readonly at: string;
  /** What was expected there, in English. */
  readonly expected: string;
}

/** A report of a long run holds some thousand events. */
const maxEvents = 200_000;

const source: Read<TraceSource> = objectOf((field, has) => ({
  kind: field('kind', oneOf('probe', 'practice', 'transcript', 'capture')),
  target: field('target', orNull(readString)),
  ...(has('file') ? { file: field('file', readString) } : {}),
  ...(has('format') ? { format: field('format', readString) } : {}),
}));

const sourceEntry: Read<SourceEntry> = objectOf((field, has) => ({
  id: field('id', readCount),
  kind: field('kind', oneOf('probe', 'transcript', 'capture', 'config', 'host-facts')),
  ...(has('file') ? { file: field('file', readString) } : {}),
  point: field('point', orNull(oneOf('client', 'server'))),
}));

const vantage: Read<Vantage> = objectOf((field) => ({
  host: field('host', readString),
  addresses: field('addresses', listOf(readString)),
  platform: field('platform', readString),
  remote: field('remote', orNull(readString)),
}));

const range: Read<PortRange> = objectOf((field) => ({
  from: field('from', readPort),
  to: field('to', readPort),
}));

const settings: Read<Settings> = objectOf((field) => ({
  insecure: field('insecure', readBoolean),
  modes: field('modes', listOf(oneOf(...modes))),
  samples: field('samples', readCount),
  timeoutMs: field('timeoutMs', readNumber),
  range: field('range', orNull(range)),
  config: field('config', orNull(recordOf(readString))),
  activeAddress: field('activeAddress', orNull(readString)),
  activePorts: field('activePorts', orNull(range)),
}));

const omitted: Read<Omitted> = objectOf((field) => ({
  sessions: field('sessions', readCount),
  events: field('events', readCount),
  bytes: field('bytes', readCount),
}));

const trace: Read<Trace> = objectOf((field) => ({
  source: field('source', source),
  sources: field('sources', listOf(sourceEntry)),
  vantage: field('vantage', orNull(vantage)),
  startedAt: field('startedAt', orNull(readString)),
  durationMs: field('durationMs', orNull(readNumber)),
  settings: field('settings', orNull(settings)) ?? noSettings,
  complete: field('complete', readBoolean),
  stopped: field('stopped', orNull(oneOf('time', 'ctrl-c', 'login', 'closed'))),
  omitted: field('omitted', omitted),
  events: field('events', listOf(readEvent, maxEvents)),
}));

const schema: Read<string> = objectOf((field) => field('schema', readString));

function schemaOf(json: unknown): string | null {
  try {
    return schema(json, '');
  } catch {
    return null;
  }
}

/** Event ids are how findings and views refer to events: each is larger than the one before. */
function checkOrder({ events }: Trace): void {
  for (let index = 1; index < events.length; index += 1) {
    if ((events[index]?.id ?? 0) <= (events[index - 1]?.id ?? 0)) {
      throw new JsonFault(`events[${index}].id`, 'a larger id than the event before');
    }
  }
}

/**
 * Reads the trace out of a report's JSON, so that it can be diagnosed anew. Whatever the JSON holds, this does not
 * throw: a value that is no report of this version gives the fault and its place.
 */
export function traceFromReport(json: unknown): Trace | ReportFault {
  const name = schemaOf(json);
  if (name === null || !name.startsWith('ftp-diagnose/report')) {
    return { fault: 'not-a-report', at: 'schema', expected: 'ftp-diagnose/report@1' };
  }
  if (name !== 'ftp-diagnose/report@1') {
    return { fault: 'unknown-version', at: 'schema', expected: 'ftp-diagnose/report@1' };
  }
  try {
    const read = trace(json, '');
    checkOrder(read);
    return read;
  } catch (error) {
    if (error instanceof JsonFault) return { fault: 'damaged', at: error.path, expected: error.message };
    throw error;
  }
}

const collection: Read<readonly unknown[]> = objectOf((field) =>
  field(
    'reports',
    listOf<unknown>((value) => value, 10_000),
  ),
);

/** Reads the traces of one report or of the collection that `explain --json` prints; the first fault stands for all. */
export function tracesFromReports(json: unknown): readonly Trace[] | ReportFault {
  if (schemaOf(json) !== 'ftp-diagnose/reports@1') {
    const one = traceFromReport(json);
    return 'fault' in one ? one : [one];
  }
  const traces: Trace[] = [];
  try {
    for (const [index, report] of collection(json, '').entries()) {
      const read = traceFromReport(report);
      if ('fault' in read) return { ...read, at: `reports[${index}].${read.at}` };
      traces.push(read);
    }
  } catch (error) {
    if (error instanceof JsonFault) return { fault: 'damaged', at: error.path, expected: error.message };
    throw error;
  }
  return traces;
}
