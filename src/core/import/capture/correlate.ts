import { formatSocketAddress, sameAddress } from '../../ftp/address.ts';
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
  /** Its data connections by their numbers in the trace. */
  readonly flows: ReadonlyMap<number, Flow>;
}

/** Two sessions that begin further apart than this are not the same one seen twice, in ms. */
const clockSkewMs = 120_000;
/** So many equal lines at the end make two sessions of incomplete captures one. */
const fewestWords = 6;

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
function isSameSession(a: CapturedSession, b: CapturedSession): boolean {
  const [first, second] = [initials(a), initials(b)];
  if (first !== null && second !== null) return first === second;
  const [mine, theirs] = [words(a), words(b)];
  const count = Math.min(mine.length, theirs.length);
  const [start, other] = [a.control.flow.begun.time, b.control.flow.begun.time];
  const near = start === null || other === null || Math.abs(start - other) < clockSkewMs;
  return near && count >= fewestWords && mine.slice(-count).join('\n') === theirs.slice(-count).join('\n');
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
  const [here, there] = [mine[Math.max(0, index)], theirs[Math.max(0, index)]];
  if (here === undefined || there === undefined) return [];
  const data = index < 0 ? { test, outcome } : { test, outcome, here: here.text, there: there.text };
  return [{ note: 'alg-test', data, text: `${test}: ${outcome}`, mark: there.mark }];
}

type SynFact = 'syn-not-arrived' | 'syn-unanswered-there' | 'syn-answered-there';

/** The same connection in another capture: address translation may change both ends, but not the first sequence number. */
function counterpart(flow: Flow | undefined, { collector }: CapturedSession): Flow | undefined {
  const initial = flow?.fromOpener.initial ?? null;
  if (flow === undefined || initial === null) return undefined;
  return collector.data.find((other) => other.fromOpener.initial === initial && isNear(other, flow));
}

/** Whether two connections began at about the same time, as far as two clocks can tell. */
function isNear(a: Flow, b: Flow): boolean {
  const [start, other] = [a.begun.time, b.begun.time];
  return start === null || other === null || Math.abs(start - other) < clockSkewMs;
}

function synFact(seen: Flow | undefined): SynFact {
  if (seen === undefined) return 'syn-not-arrived';
  return isAnswered(seen) ? 'syn-answered-there' : 'syn-unanswered-there';
}

/** What the far capture shows of a dial that failed here. */
function followDial(dial: DialEvent, near: CapturedSession, far: CapturedSession): Observation {
  const port = dial.remote?.port ?? 0;
  const seen = counterpart(near.flows.get(dial.connection), far);
  const fact = synFact(seen);
  return {
    note: 'host-fact',
    data: { fact, port, dial: dial.id },
    text: `${dial.text}: ${fact}`,
    mark: seen?.begun ?? far.control.flow.lastSeen,
  };
}

/** Connections that the server opened there and that are not open here. */
function followArrivals(near: CapturedSession, far: CapturedSession): Observation[] {
  return far.trace.events.flatMap((event): Observation[] => {
    const flow = far.flows.get(event.connection);
    if (event.kind !== 'accept' || flow === undefined || flow.isConnected) return [];
    const fact = counterpart(flow, near) === undefined ? 'inbound-not-arrived' : 'inbound-unanswered';
    const { address, port } = flow.answerer;
    const text = `${formatSocketAddress(address, port)}: ${fact}`;
    return [{ note: 'host-fact', data: { fact, address, port }, text, mark: flow.begun }];
  });
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
      out.push(followDial(event, near, far));
  }
  return [...out, ...followArrivals(near, far)];
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

/** Whether `later` was taken nearer to the client than `known`, as far as the hops tell; else the order of the files counts. */
function isNearer(later: CapturedSession, known: CapturedSession): boolean {
  const [mine, other] = [later.trace.sources[0]?.point, known.trace.sources[0]?.point];
  return mine !== other && (mine === 'client' || other === 'server');
}

/** Finds the session that another one is the same as, without comparing each with each. */
class Known {
  /** Positions by what both sessions must share: both first sequence numbers, or the last words. */
  readonly #byKey = new Map<string, number[]>();

  add(session: CapturedSession, index: number): void {
    for (const key of keysOf(session)) {
      const known = this.#byKey.get(key);
      if (known === undefined) this.#byKey.set(key, [index]);
      else known.push(index);
    }
  }

  find(session: CapturedSession, merged: readonly CapturedSession[]): number | undefined {
    for (const key of keysOf(session)) {
      const found = this.#byKey.get(key)?.find((index) => {
        const known = merged[index];
        return known !== undefined && known.collector !== session.collector && isSameSession(known, session);
      });
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function keysOf(session: CapturedSession): string[] {
  const first = initials(session);
  const last = words(session).slice(-fewestWords);
  return [...(first === null ? [] : [first]), ...(last.length < fewestWords ? [] : [last.join('\n')])];
}

/** Puts sessions of several captures together: each session once, whatever it was seen at. */
export function correlate(captures: readonly (readonly CapturedSession[])[]): CapturedSession[] {
  const merged: CapturedSession[] = [];
  const index = new Known();
  for (const session of captures.flat()) {
    const at = captures.length > 1 ? index.find(session, merged) : undefined;
    const known = at === undefined ? undefined : merged[at];
    if (at === undefined || known === undefined) {
      index.add(session, merged.length);
      merged.push(session);
    } else {
      merged[at] = isNearer(session, known) ? merge(session, known) : merge(known, session);
    }
  }
  return merged;
}
