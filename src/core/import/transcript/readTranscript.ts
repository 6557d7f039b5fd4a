import { formatTarget } from '../../probe/target.ts';
import { noSettings, type Trace } from '../../trace/trace.ts';
import type { LogFormat } from './logItem.ts';
import { recognise } from './recognise.ts';
import { SessionBuilder } from './sessionBuilder.ts';
import { cleanLines, decodeLog, type TextLine } from './textLines.ts';

/** Most sessions of one file. */
const mostSessions = 2000;
/** Most lines of one file. */
const mostLines = 5_000_000;

/** The sessions of a text. */
export interface Transcript {
  /** As `source.format` names it. */
  readonly format: string;
  readonly traces: readonly Trace[];
  readonly omittedSessions: number;
}

/** Deals the items of a text out to its sessions. */
class Sessions {
  readonly all: SessionBuilder[] = [];
  omitted = 0;
  readonly #open = new Map<string, SessionBuilder>();
  readonly #format: LogFormat;

  constructor(format: LogFormat) {
    this.#format = format;
  }

  read(lines: Iterable<TextLine>): void {
    const read = this.#format.reader();
    for (const { line, text } of lines) {
      const reading = read(text);
      if (reading === null) continue;
      for (const item of reading.items) {
        const session = this.#sessionFor(reading.key ?? '', item);
        session?.take(item, line, reading.time ?? null);
      }
    }
    for (const session of this.all) session.end();
  }

  #sessionFor(key: string, item: Parameters<SessionBuilder['endsBefore']>[0]): SessionBuilder | null {
    const open = this.#open.get(key);
    if (open !== undefined && !open.endsBefore(item)) return open;
    if (this.all.length >= mostSessions) {
      if (open === undefined || open.endsBefore(item)) this.omitted += 1;
      return open ?? null;
    }
    const session = new SessionBuilder(this.#format);
    this.#open.set(key, session);
    this.all.push(session);
    return session;
  }
}

function traceOf(session: SessionBuilder, format: LogFormat, file: string): Trace {
  const { host, port, events, omitted, startedMs } = session;
  const target =
    host === null ? null : formatTarget({ scheme: 'ftp', host, port: port ?? 21, user: null, path: null });
  const last = events.at(-1)?.at ?? null;
  return {
    source: { kind: 'transcript', target: port === null ? null : target, file, format: format.id },
    sources: [{ id: 0, kind: 'transcript', file, point: format.server === true ? 'server' : 'client' }],
    vantage: null,
    startedAt: startedMs === null || startedMs < 86_400_000 ? null : new Date(startedMs).toISOString(),
    durationMs: last,
    settings: noSettings,
    complete: true,
    stopped: null,
    omitted: { sessions: 0, events: omitted, bytes: 0 },
    events,
  };
}

/** Whether a session says enough to be judged: at least one command or reply. */
function isSpoken({ events }: SessionBuilder): boolean {
  return events.some(({ kind }) => kind === 'command' || kind === 'reply' || kind === 'connect');
}

/** Reads the FTP dialogues of a text, whatever client or server wrote it; null when it holds none. */
export function readTranscript(bytes: Uint8Array, file: string): Transcript | null {
  const text = decodeLog(bytes);
  const sample: TextLine[] = [];
  for (const line of cleanLines(text)) {
    sample.push(line);
    if (sample.length >= 4000) break;
  }
  const format = recognise(sample);
  if (format === null) return null;
  const sessions = new Sessions(format);
  sessions.read(limited(cleanLines(text)));
  const spoken = sessions.all.filter(isSpoken);
  return {
    format: format.id,
    traces: spoken.map((session) => traceOf(session, format, file)),
    omittedSessions: sessions.omitted,
  };
}

function* limited(lines: Iterable<TextLine>): Generator<TextLine> {
  let count = 0;
  for (const line of lines) {
    count += 1;
    if (count > mostLines) return;
    yield line;
  }
}
