import { remediesForGreetingDelay } from '../../remedies/control.ts';
import type { Facts, SessionFacts } from '../facts.ts';
import { defineRule } from '../rule.ts';

/** From here on a wait is one that people notice, in ms. */
const noticeable = 2000;

/** A reply after one round trip is no wait, however slow the line. */
const roundTrips = 6;

interface Wait {
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

function slowest({ sessions }: Facts): Wait | null {
  const waits = sessions
    .filter((session) => !hasLimit(session))
    .flatMap((session) => {
      const patience = Math.max(noticeable, roundTrips * (session.connect?.ms ?? 0));
      return waitsOf(session).filter(({ ms }) => ms > patience);
    });
  return waits.sort((a, b) => b.ms - a.ms)[0] ?? null;
}

/** Greeting or login waits seconds. */
export const greetingDelayed = defineRule({
  id: 'greeting-delayed',
  check(facts, t) {
    const wait = slowest(facts);
    if (wait === null) return null;
    const seconds = (wait.ms / 1000).toFixed(1);
    return {
      severity: wait.lost ? 'error' : 'warning',
      confidence: 'proven',
      owner: 'server',
      title: wait.lost
        ? t('The server does not answer {command} within {seconds} s', { seconds, command: wait.what })
        : wait.what === 'greeting'
          ? t('The server takes {seconds} s to greet', { seconds })
          : t('The server takes {seconds} s to answer {command}', { seconds, command: wait.what }),
      explanation: t(
        'The connection itself stood at once, so the time is lost on the server. Most often it waits for a lookup that gets no answer: the name of the client address (reverse DNS) or ident on port 113 of the client. Clients with a short timeout give up, the others wait at every connection.',
      ),
      evidence: [wait.event],
      alternatives: [
        {
          text: t('A lookup by the server (reverse DNS, ident) gets no answer.'),
          tellApart: t(
            'The wait is close to a multiple of 5 s; "tcpdump -ni any port 53 or port 113" on the server shows the question.',
          ),
        },
        {
          text: t('The server or its account database (PAM, LDAP, SQL) is overloaded.'),
          tellApart: t(
            'The wait changes with the load, and "time su - <user> -c true" on the server is slow too.',
          ),
        },
      ],
      remedies: remediesForGreetingDelay(facts, t),
    };
  },
});
