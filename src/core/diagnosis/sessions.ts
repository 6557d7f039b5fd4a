import type {
  CloseEvent,
  ConnectEvent,
  NoteEvent,
  ReplyEvent,
  SocketAddress,
  TlsEvent,
  TraceEvent,
} from '../trace/event.ts';
import { finalReply, readExchanges } from './exchanges.ts';
import type { Exchange, SessionFacts } from './facts.ts';
import { readLogin } from './login.ts';
import { readLocalInHostFacts, readSeenAs, readSeenInCapture } from './seenAddress.ts';

/** The events of each session, sessions in the order of their numbers. */
export function splitSessions(events: readonly TraceEvent[]): ReadonlyMap<number, readonly TraceEvent[]> {
  const [first] = events;
  if (first !== undefined && events.every(({ session }) => session === first.session)) {
    return new Map([[first.session, events]]);
  }
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

/** Refusals that speak of a transfer or a file, hardly of a whole client (RFC 959 §4.2.1). */
const ofTransfers: ReadonlySet<number> = new Set([425, 426, 450, 451, 452, 550, 551, 552, 553]);

/** What came after a first reply: nothing, a goodbye, or more. */
type Sequel = 'nothing' | 'goodbye' | 'more';

/**
 * Whether a reply is what a server begins with: 120, 220, 421, or a refusal to somebody who is seen to come and behind
 * which nothing more is said. Whoever says goodbye at once was turned away, whatever the code speaks of.
 */
function isGreeting({ code }: ReplyEvent, sequel: Sequel): boolean {
  if (code >= 200 && code < 400) return code === 220;
  if (code < 200 || code === 421) return code !== 125 && code !== 150;
  return sequel === 'goodbye' || (sequel === 'nothing' && !ofTransfers.has(code));
}

function sequelOf([first, ...later]: readonly Exchange[], isSeenToBegin: boolean): Sequel {
  const said = later.filter(({ verb, replies }) => verb !== 'QUIT' && replies.length > 0);
  if (!isSeenToBegin || first?.replies.length !== 1 || said.length > 0) return 'more';
  return later[0]?.verb === 'QUIT' ? 'goodbye' : 'nothing';
}

/** What the server said unasked; the first reply of a log that begins in the middle is no greeting. */
function readGreeting(exchanges: readonly Exchange[], isSeenToBegin: boolean): ReplyEvent | null {
  const [first] = exchanges;
  if (first?.command !== null) return null;
  const reply = finalReply(first) ?? first.replies[0];
  return reply !== undefined && isGreeting(reply, sequelOf(exchanges, isSeenToBegin)) ? reply : null;
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

/**
 * The other end of the control connection: where it was dialled, else what a data dial of the control peer shows
 * (lftp and others name that address and not the login's).
 */
function readPeer(connect: ConnectEvent | null, events: readonly TraceEvent[]): SocketAddress | null {
  const reached = connect?.outcome === 'connected' || connect?.outcome === 'unknown';
  if (connect !== null) return reached ? (connect.remote ?? null) : null;
  const dial = events.find((event) => event.kind === 'dial' && event.as === 'control-peer');
  return dial?.remote == null ? null : { address: dial.remote.address, port: 0 };
}

/** What one control connection says; `events` are those of the session, in order. */
export function readSession(id: number, events: readonly TraceEvent[]): SessionFacts {
  const exchanges = readExchanges(events);
  const notes = events.filter((event): event is NoteEvent => event.kind === 'note');
  const connect = readConnect(events);
  const peer = readPeer(connect, events);
  const { purpose, test } = notes.find(({ note }) => note === 'session')?.data ?? {};
  return {
    id,
    purpose: typeof purpose === 'string' ? purpose : null,
    test: typeof test === 'string' ? test : null,
    connect,
    peer: peer?.address ?? null,
    // Evidence that does not show the port has 0.
    peerPort: peer === null || peer.port === 0 ? null : peer.port,
    local: connect?.local?.address ?? readLocalInHostFacts(notes)?.address ?? null,
    localPort: connect?.local?.port ?? null,
    exchanges,
    greeting: readGreeting(exchanges, connect !== null),
    login: readLogin(exchanges, notes),
    tls: events.filter(isControlTls).at(-1) ?? null,
    features: readFeatures(exchanges),
    seenAs: readSeenAs(exchanges) ?? readSeenInCapture(notes),
    close: events.filter(isControlClose).at(-1) ?? null,
    notes,
  };
}
