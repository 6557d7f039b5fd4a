import { formatTarget } from '../../ftp/target.ts';
import { noSettings, type Trace } from '../../trace/trace.ts';
import type { LogFormat, LogItem } from './logItem.ts';
import { recognise } from './recognise.ts';
import { SessionBuilder } from './sessionBuilder.ts';
import { cleanLines, marginsOf, type TextLine } from './textLines.ts';

/** Most sessions of one file. */
const mostSessions = 2000;
/** Most lines of one file. */
const mostLines = 5_000_000;
/** Lines that tell the format. */
const sampleLines = 4000;

/** The sessions of a text. */
export interface Transcript {
  /** As `source.format` names it. */
  readonly format: string;
  readonly traces: readonly Trace[];
  /** How many more sessions the text holds. */
  readonly omittedSessions: number;
}

/** A session that is one too many: only how far it has come is known, which tells where the next one begins. */
class OmittedSession {
  readonly #gauge: SessionBuilder;

  constructor(format: LogFormat) {
    this.#gauge = new SessionBuilder(format, 0);
  }

  endsBefore(item: LogItem): boolean {
    return this.#gauge.endsBefore(item);
  }

  take(item: LogItem): void {
    if (item.kind === 'command' || item.kind === 'reply') this.#gauge.take(item, 0, null);
  }
}

/** Deals the items of a text out to its sessions. */
class Sessions {
  readonly all: SessionBuilder[] = [];
  omitted = 0;
  readonly #open = new Map<string, SessionBuilder | OmittedSession>();
  readonly #format: LogFormat;

  constructor(format: LogFormat) {
    this.#format = format;
  }

  read(lines: Iterable<TextLine>): void {
    const read = this.#format.reader();
    for (const { line, text, time } of lines) {
      const reading = read(text);
      if (reading === null) continue;
      for (const item of reading.items) {
        this.#sessionFor(reading.key ?? '', item).take(item, line, reading.time ?? time ?? null);
      }
    }
    for (const session of this.all) session.end();
  }

  #sessionFor(key: string, item: LogItem): SessionBuilder | OmittedSession {
    const open = this.#open.get(key);
    if (open !== undefined && !open.endsBefore(item)) return open;
    const isFull = this.all.length >= mostSessions;
    const session = isFull ? new OmittedSession(this.#format) : new SessionBuilder(this.#format);
    if (session instanceof SessionBuilder) this.all.push(session);
    else this.omitted += 1;
    this.#open.set(key, session);
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

/** Whether a session says enough to be judged: a command, a reply, or what became of reaching the server or its data port. */
function isSpoken({ events }: SessionBuilder): boolean {
  return events.some(
    (event) =>
      ['command', 'reply', 'connect', 'resolve'].includes(event.kind) ||
      (event.kind === 'note' && event.note === 'data-dial-failed'),
  );
}

function sampleOf(lines: Iterable<TextLine>): TextLine[] {
  const sample: TextLine[] = [];
  for (const line of lines) {
    sample.push(line);
    if (sample.length >= sampleLines) break;
  }
  return sample;
}

/** Reads the FTP dialogues of a text, whatever client or server wrote it; null when it holds none. */
export function readTranscript(text: string, file: string): Transcript | null {
  const readings = marginsOf(text).flatMap((margin) => {
    const found = recognise(sampleOf(cleanLines(text, margin)));
    return found === null ? [] : [{ margin, ...found }];
  });
  const [first, ...others] = readings;
  if (first === undefined) return null;
  // What stands at the margin is part of some formats: it is taken away only where more of the dialogue is read then.
  const { margin, format } = others.reduce(
    (best, next) => (next.dialogue > best.dialogue ? next : best),
    first,
  );
  const sessions = new Sessions(format);
  sessions.read(limited(cleanLines(text, margin)));
  const spoken = sessions.all.filter(isSpoken);
  if (spoken.length === 0) return null;
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
