import type { Trace } from '../trace/trace.ts';
import { readChannels } from './channels.ts';
import { summarizeControl } from './controlSummary.ts';
import type { Facts } from './facts.ts';
import { readModes } from './modes.ts';
import { identifyServer } from './serverIdentity.ts';
import { readSession, splitSessions } from './sessions.ts';

/**
 * Derives from a trace, live or read from evidence, all that rules and reports go by. Never throws on a well-formed
 * trace; what the trace does not show stays null.
 */
export function deriveFacts(trace: Trace): Facts {
  const split = splitSessions(trace.events);
  const sessions = [...split].map(([id, events]) => readSession(id, events));
  const tests = new Set(sessions.filter(({ test }) => test !== null).map(({ id }) => id));
  const all = sessions
    .flatMap((session) => readChannels(session, split.get(session.id) ?? []))
    .sort((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0));
  const channels = all.filter(({ session }) => !tests.has(session));
  const notes = trace.events.filter((event) => event.kind === 'note');
  const connects = trace.events.filter((event) => event.kind === 'connect');
  const resolve = trace.events.find((event) => event.kind === 'resolve') ?? null;
  const server = identifyServer(sessions, trace.source.format);
  return {
    trace,
    control: summarizeControl(trace, resolve, connects, sessions, channels, server),
    resolve,
    connects,
    sessions,
    channels,
    testChannels: all.filter(({ session }) => tests.has(session)),
    modes: readModes(channels, notes),
    server,
    peer: sessions.find(({ peer }) => peer !== null)?.peer ?? null,
    seenAs: sessions.find(({ seenAs }) => seenAs !== null)?.seenAs ?? null,
    notes,
  };
}
