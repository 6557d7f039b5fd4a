import { tracesFromReports, type ReportFault } from '../report/readReport.ts';
import type { Omitted, Trace } from '../trace/trace.ts';
import { correlate, type CapturedSession } from './capture/correlate.ts';
import { isCapture } from './capture/readPackets.ts';
import { readCapture } from './capture/readCapture.ts';
import { unreadParts, type UnreadPart } from './capture/unread.ts';
import { unpack } from './gzip.ts';
import { applyHostFacts, type FileFacts } from './hostFacts/applyHostFacts.ts';
import type { HostFact } from './hostFacts/hostFact.ts';
import { readHostFacts } from './hostFacts/readHostFacts.ts';
import { readTranscript } from './transcript/readTranscript.ts';
import { decodeLog } from './transcript/decodeLog.ts';
import { cleanLines, marginsOf } from './transcript/textLines.ts';
import { readAll, withHead } from './source.ts';

/** One file of evidence; `name` is how messages call it. Its chunks are asked for once. */
export interface EvidenceFile {
  readonly name: string;
  /** The file's bytes, packed ones too. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Why evidence cannot be read at all; `at` and `expected` name the place in a damaged report. */
export interface EvidenceFault {
  readonly fault:
    'empty' | 'too-large' | 'unknown-format' | 'host-facts-only' | 'unknown-version' | 'damaged';
  readonly file: string;
  readonly at?: string;
  readonly expected?: string;
}

/** A file that could be read in part, and what of it could not. */
export interface PartlyRead extends UnreadPart {
  readonly file: string;
}

/** The sessions found in evidence, one trace each, and what was left out because a limit was hit. */
export interface Evidence {
  /** One a session; empty where a capture holds no FTP. */
  readonly traces: readonly Trace[];
  readonly omitted: Omitted;
  /** What of which file could not be read. */
  readonly partly: readonly PartlyRead[];
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

/** What one text holds: dialogues, and what commands on the hosts printed. */
interface ReadText {
  readonly traces: readonly Trace[];
  readonly facts: readonly HostFact[];
  readonly omittedSessions: number;
}

/** Reads what is no capture: a report, or whatever dialogue stands in a text. */
async function readText(name: string, chunks: AsyncIterable<Uint8Array>): Promise<ReadText | EvidenceFault> {
  const bytes = await readAll(chunks);
  if (bytes === null) return { fault: 'too-large', file: name };
  if (bytes.every((byte) => byte <= 0x20)) return { fault: 'empty', file: name };
  const text = decodeLog(bytes);
  if (text.trimStart().startsWith('{')) {
    const traces = tracesFromReports(parseJson(text));
    if (!('fault' in traces)) return { traces, facts: [], omittedSessions: 0 };
    if (traces.fault !== 'not-a-report') return faultOf(traces, name);
  }
  const transcript = readTranscript(text, name);
  const facts = readHostFacts(
    cleanLines(
      text,
      marginsOf(text).findLast(({ stamps }) => !stamps),
    ),
  );
  if (transcript === null && facts.length === 0) return { fault: 'unknown-format', file: name };
  return { traces: transcript?.traces ?? [], facts, omittedSessions: transcript?.omittedSessions ?? 0 };
}

/**
 * Reads evidence: every importer is asked for here, and the first fault stands for all. Captures are read as streams and
 * sessions that several of them show are put together. Never throws on input; a source that fails rejects.
 */
export async function readEvidence(files: readonly EvidenceFile[]): Promise<Evidence | EvidenceFault> {
  const traces: Trace[] = [];
  const captures: (readonly CapturedSession[])[] = [];
  const partly: PartlyRead[] = [];
  const hostFacts: FileFacts[] = [];
  let omittedSessions = 0;
  let omittedEvents = 0;
  for (const { name, chunks } of files) {
    const unpacked = unpack(chunks);
    const { head, source } = await withHead(unpacked.source, 4);
    if (isCapture(head)) {
      const capture = await readCapture(source, name);
      partly.push(...unreadParts(capture, unpacked.fault()).map((part) => ({ file: name, ...part })));
      omittedSessions += capture.omittedSessions;
      omittedEvents += capture.omittedConnections;
      captures.push(capture.sessions);
    } else {
      const read = await readText(name, source);
      if ('fault' in read) return read;
      traces.push(...read.traces);
      hostFacts.push({ file: name, facts: read.facts });
      omittedSessions += read.omittedSessions;
    }
  }
  const found = [...correlate(captures).map(({ trace }) => trace), ...traces];
  const [onlyText] = files;
  if (found.length === 0 && captures.length === 0) {
    return { fault: 'host-facts-only', file: onlyText?.name ?? '' };
  }
  const all = found.map((trace) => applyHostFacts(trace, hostFacts));
  const sum = (what: keyof Omitted): number => all.reduce((total, { omitted }) => total + omitted[what], 0);
  const omitted = {
    sessions: sum('sessions') + omittedSessions,
    events: sum('events') + omittedEvents,
    bytes: sum('bytes'),
  };
  return { traces: all, omitted, partly };
}
