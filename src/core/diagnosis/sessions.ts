import type {
  CloseEvent,
  ConnectEvent,
  NoteEvent,
  ReplyEvent,
  TlsEvent,
  TraceEvent,
} from '../trace/event.ts';
import { finalReply, readExchanges } from './exchanges.ts';
import type { Exchange, SessionFacts } from './facts.ts';
import { readLogin } from './login.ts';
import { readSeenAs, readSeenInCapture } from './seenAddress.ts';

/** The events of each session, sessions in the order of their numbers. */
export function splitSessions(events: readonly TraceEvent[]): ReadonlyMap<number, readonly TraceEvent[]> {
  const sessions = new Map<number, TraceEvent[]>();
  for (const event of events) {
    const known = sessions.get(event.session);
    if (known === undefined) sessions.set(event.session, [event]);
    else known.push(event);
  }
  return new Map([...sessions].sort(([a], [b]) => a - b));
}

/**
 * The dial that this session runs over: the last one that connected before the server spoke. Addresses that were only
 * dialled and timed (`used: false`) count in the summary of addresses, and here only when no other dial was made.
 */
function readConnect(events: readonly TraceEvent[]): ConnectEvent | null {
  let best: ConnectEvent | null = null;
  for (const event of events) {
    if (event.kind === 'reply' && best !== null) return best;
    if (event.kind !== 'connect') continue;
    if (event.used === false && event.outcome === 'connected') continue;
    if (best?.outcome !== 'connected' || event.outcome === 'connected') best = event;
  }
  return best;
}

function readGreeting(exchanges: readonly Exchange[]): ReplyEvent | null {
  const first = exchanges[0];
  return first?.command === null ? (finalReply(first) ?? first.replies[0] ?? null) : null;
}

/** The lines between the first and the last of a 211 reply to FEAT (RFC 2389 §3.2). */
function readFeatures(exchanges: readonly Exchange[]): readonly string[] | null {
  const asked = exchanges.find(({ verb, replies }) => verb === 'FEAT' && replies.some((r) => r.code === 211));
  const reply = asked?.replies.find(({ code }) => code === 211);
  if (reply === undefined) return null;
  const lines = reply.text.split('\n').slice(1, -1);
  return lines.map((line) => line.trim().toUpperCase()).filter((line) => line !== '');
}

function isControlTls(event: TraceEvent): event is TlsEvent {
  return event.kind === 'tls' && event.connection === 0 && event.channel === 'control';
}

function isControlClose(event: TraceEvent): event is CloseEvent {
  return event.kind === 'close' && event.connection === 0 && event.channel === 'control';
}

/** The port of the control connection; evidence that does not show it has 0. */
function knownPort({ remote }: ConnectEvent): number | null {
  return remote == null || remote.port === 0 ? null : remote.port;
}

/** What one control connection says; `events` are those of the session, in order. */
export function readSession(id: number, events: readonly TraceEvent[]): SessionFacts {
  const exchanges = readExchanges(events);
  const notes = events.filter((event): event is NoteEvent => event.kind === 'note');
  const connect = readConnect(events);
  const reached = connect?.outcome === 'connected' || connect?.outcome === 'unknown';
  const { purpose, test } = notes.find(({ note }) => note === 'session')?.data ?? {};
  return {
    id,
    purpose: typeof purpose === 'string' ? purpose : null,
    test: typeof test === 'string' ? test : null,
    connect,
    peer: reached ? (connect.remote?.address ?? null) : null,
    peerPort: reached ? knownPort(connect) : null,
    local: connect?.local?.address ?? null,
    localPort: connect?.local?.port ?? null,
    exchanges,
    greeting: readGreeting(exchanges),
    login: readLogin(exchanges, notes),
    tls: events.filter(isControlTls).at(-1) ?? null,
    features: readFeatures(exchanges),
    seenAs: readSeenAs(exchanges) ?? readSeenInCapture(notes),
    close: events.filter(isControlClose).at(-1) ?? null,
    notes,
  };
}
