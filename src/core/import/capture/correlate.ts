import { sameAddress } from '../../ftp/address.ts';
import { verbOf } from '../../ftp/command.ts';
import type { DialEvent, NoteEvent, TraceEvent } from '../../trace/event.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Collector } from './collector.ts';
import type { Control } from './control.ts';
import type { Flow, Mark } from './flow.ts';

/** A session of a capture with what it was read from. */
export interface CapturedSession {
  readonly trace: Trace;
  readonly control: Control;
  readonly collector: Collector;
}

/** Two sessions that begin further apart than this are not the same one seen twice, in ms. */
const clockSkewMs = 120_000;

function initials({ control }: CapturedSession): string | null {
  const { fromOpener, fromAnswerer } = control.flow;
  if (fromOpener.initial === null || fromAnswerer.initial === null) return null;
  return `${fromOpener.initial} ${fromAnswerer.initial}`;
}

/** What both ends said that no device on the path edits. */
function words({ control }: CapturedSession): string[] {
  return control.dialogue.said.flatMap((said) => {
    if (said.kind === 'command')
      return /^(?:PORT|EPRT)$/.test(verbOf(said.text)) ? [verbOf(said.text)] : [said.text];
    return said.kind === 'reply' && said.code !== 227 ? [said.text] : [];
  });
}

/**
 * Whether two sessions are one, seen at two points: address translation keeps the sequence numbers that both ends began
 * with; where a handshake is missing, the same words at about the same time must do.
 */
export function isSameSession(a: CapturedSession, b: CapturedSession): boolean {
  const [first, second] = [initials(a), initials(b)];
  if (first !== null && second !== null) return first === second;
  const [mine, theirs] = [words(a), words(b)];
  const count = Math.min(mine.length, theirs.length);
  const [start, other] = [a.control.flow.begun.time, b.control.flow.begun.time];
  const near = start === null || other === null || Math.abs(start - other) < clockSkewMs;
  return near && count >= 6 && mine.slice(-count).join('\n') === theirs.slice(-count).join('\n');
}

type NoteData = NoteEvent['data'];

/** The commands or replies of one kind, in order. */
function lines(
  session: CapturedSession,
  what: 'pasv' | 'port',
): { readonly text: string; readonly mark: Mark }[] {
  return session.control.dialogue.said.flatMap((said) => {
    const isPasv = said.kind === 'reply' && said.code === 227;
    const isPort = said.kind === 'command' && /^(?:PORT|EPRT)$/.test(verbOf(said.text));
    return said.kind !== 'gap' && said.kind !== 'tls' && (what === 'pasv' ? isPasv : isPort)
      ? [{ text: said.text, mark: said.mark }]
      : [];
  });
}

interface Observation {
  readonly note: string;
  readonly data: NoteData;
  readonly text: string;
  readonly mark: Mark;
}

/** Compares what left one end with what arrived at the other: a difference was made on the way. */
function compareLines(near: CapturedSession, far: CapturedSession, test: 'pasv' | 'port'): Observation[] {
  const [mine, theirs] = [lines(near, test), lines(far, test)];
  if (mine.length === 0 || mine.length !== theirs.length) return [];
  const index = mine.findIndex(({ text }, i) => text !== theirs[i]?.text);
  const outcome = index < 0 ? 'unchanged' : 'rewritten';
  const other = theirs[Math.max(0, index)];
  if (other === undefined) return [];
  return [{ note: 'alg-test', data: { test, outcome }, text: other.text, mark: other.mark }];
}

/** What the far capture shows of a dial that failed here. */
function followDial(dial: DialEvent, far: CapturedSession): Observation {
  const port = dial.remote?.port ?? 0;
  const seen = far.collector.data.find((flow) => flow.answerer.port === port && flow.syn !== null);
  const fact =
    seen === undefined ? 'syn-not-arrived' : isAnswered(seen) ? 'syn-answered-there' : 'syn-unanswered-there';
  const text = `${dial.text}: ${fact}`;
  return {
    note: 'host-fact',
    data: { fact, port, dial: dial.id },
    text,
    mark: seen?.begun ?? far.collector.lastMark,
  };
}

function isAnswered(flow: Flow): boolean {
  return flow.synAck !== null || flow.fromAnswerer.rst !== null;
}

function observe(near: CapturedSession, far: CapturedSession): Observation[] {
  const out = [...compareLines(near, far, 'pasv'), ...compareLines(near, far, 'port')];
  const { clientAddress, server } = far.control;
  const mark = far.control.flow.begun;
  if (!sameAddress(clientAddress, near.control.clientAddress)) {
    const data = { fact: 'client-seen-as', address: clientAddress };
    out.push({ note: 'host-fact', data, text: `client-seen-as ${clientAddress}`, mark });
  }
  if (!sameAddress(server.address, near.control.server.address)) {
    const data = { fact: 'server-address', address: server.address };
    out.push({ note: 'host-fact', data, text: `server-address ${server.address}`, mark });
  }
  for (const event of near.trace.events) {
    if (event.kind === 'dial' && event.outcome !== 'connected' && event.remote != null)
      out.push(followDial(event, far));
  }
  return out;
}

/** One session seen at two points as one trace: the client's view, and what the other capture adds to it. */
function merge(near: CapturedSession, far: CapturedSession): CapturedSession {
  const { trace } = near;
  const id = trace.sources.length;
  const start = trace.events.length;
  const last = trace.events.at(-1)?.at ?? null;
  const notes = observe(near, far).map(({ note, data, text, mark }, i): TraceEvent => ({
    id: start + i,
    at: last,
    session: 0,
    connection: 0,
    channel: 'host',
    from: 'local',
    kind: 'note',
    note,
    data,
    text,
    source: { id, frame: mark.frame },
  }));
  const [source] = far.trace.sources;
  return {
    ...near,
    trace: {
      ...trace,
      sources: source === undefined ? trace.sources : [...trace.sources, { ...source, id }],
      events: [...trace.events, ...notes],
    },
  };
}

function isClientSide({ trace }: CapturedSession): boolean {
  return trace.sources[0]?.point === 'client';
}

/** Puts sessions of several captures together: each session once, whatever it was seen at. */
export function correlate(captures: readonly (readonly CapturedSession[])[]): CapturedSession[] {
  const merged: CapturedSession[] = [];
  for (const session of captures.flat()) {
    const index = merged.findIndex(
      (known) => known.collector !== session.collector && isSameSession(known, session),
    );
    const known = merged[index];
    if (known === undefined) merged.push(session);
    else
      merged[index] =
        isClientSide(session) && !isClientSide(known) ? merge(session, known) : merge(known, session);
  }
  return merged;
}
