import { tracesFromReports, type ReportFault } from '../report/readReport.ts';
import type { Omitted, Trace } from '../trace/trace.ts';

/** One file of evidence as it was read; `name` is how messages call it. */
export interface EvidenceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why evidence cannot be read; `at` and `expected` name the place in a damaged report. */
export interface EvidenceFault {
  readonly fault: 'empty' | 'unknown-format' | 'unknown-version' | 'damaged';
  readonly file: string;
  readonly at?: string;
  readonly expected?: string;
}

/** The sessions found in evidence, one trace each, and what was left out because a limit was hit. */
export interface Evidence {
  readonly traces: readonly Trace[];
  readonly omitted: Omitted;
}

/** What a JSON text holds; undefined where it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function faultOf({ fault, at, expected }: ReportFault, file: string): EvidenceFault {
  return { fault: fault === 'not-a-report' ? 'unknown-format' : fault, file, at, expected };
}

function readOne({ name, bytes }: EvidenceFile): readonly Trace[] | EvidenceFault {
  const text = new TextDecoder().decode(bytes).trim();
  if (text === '') return { fault: 'empty', file: name };
  const traces = tracesFromReports(parseJson(text));
  return 'fault' in traces ? faultOf(traces, name) : traces;
}

/** Reads evidence: every importer is asked for here, and the first fault stands for all. Never throws on input. */
export function readEvidence(files: readonly EvidenceFile[]): Evidence | EvidenceFault {
  const traces: Trace[] = [];
  for (const file of files) {
    const read = readOne(file);
    if ('fault' in read) return read;
    traces.push(...read);
  }
  const sum = (name: keyof Omitted): number =>
    traces.reduce((total, { omitted }) => total + omitted[name], 0);
  return { traces, omitted: { sessions: sum('sessions'), events: sum('events'), bytes: sum('bytes') } };
}
