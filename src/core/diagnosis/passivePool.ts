import type { Severity } from '../report/report.ts';
import { severityOfPassive } from './failedCommand.ts';
import type { ChannelFacts, Facts } from './facts.ts';
import { readRefusal } from './refusal.ts';
import { isPassive } from '../trace/trace.ts';

/** From where to where in the trace each session may hold a passive port: from its first 227 or 229 to its end. */
function spans(facts: Facts): ReadonlyMap<number, readonly [number, number]> {
  const found = new Map<number, readonly [number, number]>();
  for (const { session, mode, accepted, reply } of facts.channels) {
    if (!isPassive(mode) || accepted !== true || reply === null || found.has(session)) continue;
    const last = facts.trace.events.findLast((event) => event.session === session);
    found.set(session, [reply.id, last?.id ?? reply.id]);
  }
  return found;
}

/** How many ports our other sessions may have held when the server refused this channel. */
function heldByUs(
  { session, reply }: ChannelFacts,
  open: ReadonlyMap<number, readonly [number, number]>,
): number {
  const at = reply?.id ?? 0;
  return [...open].filter(([other, [from, to]]) => other !== session && at >= from && at <= to).length;
}

/** The times that the server had no port left, as far as our own sessions are not the reason. */
export interface Exhaustion {
  readonly refused: readonly [ChannelFacts, ...ChannelFacts[]];
  /** Whether it happened twice while we held none. */
  readonly isRepeated: boolean;
  /** Whether the server found a port at another time. */
  readonly comesAndGoes: boolean;
  /** An error if it happens time and again or in the mode that most clients use, else a warning. */
  readonly severity: Severity;
}

/** Reads when the server had no passive port left; null if never, or if our own sessions may have held them all. */
export function readExhaustion(facts: Facts): Exhaustion | null {
  const refused = facts.channels.filter((channel) => readRefusal(channel) === 'exhausted');
  if (refused.length === 0) return null;
  const open = spans(facts);
  const ports = new Set(facts.channels.flatMap(({ advertised }) => advertised?.port ?? []));
  const alone = refused.filter((channel) => heldByUs(channel, open) === 0);
  // The range has more ports than we held: somebody else has the rest.
  const others = refused.filter((channel) => heldByUs(channel, open) < ports.size);
  const [first, ...more] = alone.length > 0 ? alone : others;
  if (first === undefined) return null;
  const isRepeated = alone.length > 1;
  return {
    refused: [first, ...more],
    isRepeated,
    comesAndGoes: ports.size > 0,
    severity: isRepeated || facts.sessions.length === 1 ? 'error' : severityOfPassive(first, facts),
  };
}
