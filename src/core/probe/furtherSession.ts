import { maskSecret } from '../ftp/command.ts';
import type { SocketAddress } from '../trace/event.ts';
import { logIn, secureFromStart } from './login.ts';
import { awaitGreeting, recordConnect } from './openSession.ts';
import type { Run } from './run.ts';
import { ProbeSession } from './session.ts';

/** Pauses before each try to get in again, in ms. */
const pauses = [250, 500, 1000, 2000];

/** A further session, or why there is none. */
export type Further = { readonly session: ProbeSession } | { readonly limit: string };

/**
 * Opens one more session to the pinned address and logs in. What keeps it out while an earlier session is in (421, 530
 * for the same credentials, a close or silence in place of the greeting, a refusal) is a limit, not a fault. `test`
 * marks a session that only compares.
 */
export async function openFurther(
  run: Run,
  remote: SocketAddress,
  purpose: string,
  patienceMs = run.timeoutMs,
  test?: 'alg' | 'tls-reuse',
): Promise<Further> {
  const { tls } = run;
  const id = run.nextSession();
  run.recorder.note(id, 'session', { purpose, ...(test === undefined ? {} : { test }) });
  const dial = await run.network.dialControl(remote, {
    timeoutMs: run.within(run.timeoutMs),
    signal: run.signal,
  });
  recordConnect(run, remote, id, dial, true);
  if (dial.outcome !== 'connected') return met(run, id, dial.outcome);
  const session = new ProbeSession(run, id, dial.connection);
  if (tls === 'implicit' && (await secureFromStart(session)) !== 'ok') return shut(session, 'tls');
  const greeting = await awaitGreeting(session, patienceMs);
  if (greeting.kind !== 'reply') return shut(session, greeting.kind === 'silence' ? 'silence' : 'closed');
  if (greeting.code >= 300) return shut(session, greeting.text);
  const login = await logIn(session, tls);
  if (login === 'ok') return { session };
  // What we kept back ourselves met no limit of the server.
  if (login === 'withheld') {
    await session.quit();
    return { limit: login };
  }
  return shut(session, login === 'refused' ? (session.lastReply?.text ?? login) : login);
}

/** Notes that a session was not let in; `what` may be the server's own words. */
export function noteLimit(run: Run, id: number, what: string): void {
  if (!run.signal.aborted) run.recorder.note(id, 'limit', { what: maskSecret(what, run.password) });
}

function met(run: Run, id: number, what: string): Further {
  noteLimit(run, id, what);
  return { limit: what };
}

async function shut(session: ProbeSession, what: string): Promise<Further> {
  await session.quit();
  return met(session.run, session.id, what);
}

/** Tries again with growing pauses, for when every earlier session is out. */
export async function reconnect(run: Run, remote: SocketAddress, purpose: string): Promise<Further> {
  let last: Further = { limit: 'time' };
  for (const pause of pauses) {
    await run.sleep(pause);
    if (run.isOver()) break;
    last = await openFurther(run, remote, purpose);
    if ('session' in last) return last;
  }
  return last;
}
