import type { SocketAddress } from '../trace/event.ts';
import { noteLimit } from './furtherSession.ts';
import { logIn } from './login.ts';
import { awaitGreeting, beginSession } from './openSession.ts';
import { peekPassive } from './passive.ts';
import type { Run } from './run.ts';

/**
 * For an ftp:// run: one session under TLS, if the server accepts AUTH TLS, that asks PASV once and dials it. A device
 * that edits replies cannot read this one. FEAT is not asked: vsftpd 3.0.4 and later does not list AUTH TLS.
 */
export async function checkUnderTls(run: Run, remote: SocketAddress): Promise<void> {
  const dial = await run.network.dialControl(remote, {
    timeoutMs: run.within(run.sampleMs),
    signal: run.signal,
  });
  if (dial.outcome !== 'connected') return;
  const session = beginSession(run, run.nextSession(), remote, dial, 'PASV under TLS');
  const greeting = await awaitGreeting(session, run.sampleMs);
  if (greeting.kind === 'reply' && greeting.code < 300) {
    // The password went out in clear already: a certificate's faults are told, and do not stop this session.
    const login = await logIn(session, 'explicit', true);
    if (login === 'ok') await peekPassive(session);
  } else if (greeting.kind === 'reply') {
    noteLimit(run, session.id, greeting.text);
  }
  await session.quit();
}
