import type { Facts, SessionFacts } from './facts.ts';

/** From here on a wait is one that people notice, in ms. */
const noticeable = 2000;

/** A reply after one round trip is no wait, however slow the line. */
const roundTrips = 6;

/** One wait of the greeting or the login. */
export interface Wait {
  /** `greeting`, `USER` or `PASS`. */
  readonly what: string;
  readonly ms: number;
  readonly event: number;
  /** No answer came at all. */
  readonly lost: boolean;
}

function between(from: number | null | undefined, to: number | null | undefined): number {
  return from == null || to == null ? 0 : to - from;
}

/** A login that the server never answered. */
function lostLogin({ notes }: SessionFacts): readonly Wait[] {
  return notes
    .filter(({ note, data }) => note === 'silence' && ['USER', 'PASS'].includes(String(data['waitedFor'])))
    .map(({ id, ms, data }) => ({ what: String(data['waitedFor']), ms: ms ?? 0, event: id, lost: true }));
}

/** How long the server took for its greeting and for the replies of a login that succeeded. */
function waitsOf(session: SessionFacts): readonly Wait[] {
  const { greeting, connect } = session;
  const waits: Wait[] = [...lostLogin(session)];
  if (greeting !== null && greeting.code < 400) {
    const ms = greeting.ms ?? between(connect?.at, greeting.at);
    waits.push({ what: 'greeting', ms, event: greeting.id, lost: false });
  }
  // A refused login is delayed on purpose (pam_faildelay, delay_failed_login).
  if (session.login.outcome !== 'ok') return waits;
  for (const { verb, command, replies } of session.exchanges) {
    const reply = replies[0];
    if ((verb !== 'USER' && verb !== 'PASS') || command === null || reply === undefined) continue;
    const ms = reply.ms ?? between(command.at, reply.at);
    waits.push({ what: verb, ms, event: reply.id, lost: false });
  }
  return waits;
}

function hasLimit({ notes }: SessionFacts): boolean {
  return notes.some(({ note }) => note === 'limit');
}

/** The longest wait that people notice, over all sessions that no limit of ours kept waiting; null when there is none. */
export function slowestWait({ sessions }: Facts): Wait | null {
  const waits = sessions
    .filter((session) => !hasLimit(session))
    .flatMap((session) => {
      const patience = Math.max(noticeable, roundTrips * (session.connect?.ms ?? 0));
      return waitsOf(session).filter(({ ms }) => ms > patience);
    });
  return waits.sort((a, b) => b.ms - a.ms)[0] ?? null;
}
