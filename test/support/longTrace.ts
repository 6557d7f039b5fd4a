import type { Trace } from '../../src/core/trace/trace.ts';
import { eventsOf, traceOf } from './traceText.ts';
import { listing, pasv, publicSession, stat } from './traceParts.ts';

/** A trace of `count` events: one session with transfer after transfer, as a long capture shows it. */
export function longTrace(count: number): Trace {
  const opening = publicSession + stat('125.120.45.15');
  const one = pasv(30012, 'connected', listing);
  const head = eventsOf(opening).length;
  const each = eventsOf(one).length;
  const text = opening + one.repeat(Math.ceil((count - head) / each));
  const trace = traceOf(text);
  return { ...trace, events: trace.events.slice(0, count) };
}
