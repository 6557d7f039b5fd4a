import { formatSocketAddress } from '../ftp/address.ts';
import type { SocketAddress } from '../trace/event.ts';
import type { Answer, ControlConnection, FailedDial, OpenDial } from './network.ts';
import type { Run } from './run.ts';
import { ProbeSession } from './session.ts';

/** Records what became of a dial of a control port. */
export function recordConnect(
  run: Run,
  remote: SocketAddress,
  session: number,
  dial: OpenDial<ControlConnection> | FailedDial,
  used: boolean,
): void {
  run.recorder.record({
    session,
    connection: 0,
    channel: 'control',
    from: 'client',
    kind: 'connect',
    outcome: dial.outcome,
    text: formatSocketAddress(remote.address, remote.port),
    local: dial.local,
    remote: dial.outcome === 'connected' ? dial.remote : remote,
    errno: dial.outcome === 'connected' ? null : dial.errno,
    ms: dial.ms,
    used,
  });
}

/** Waits for the greeting; a 120 only announces another (RFC 959 §5.4). */
export async function awaitGreeting(session: ProbeSession, patienceMs: number): Promise<Answer> {
  const started = session.run.network.now();
  let answer = await session.nextReply('greeting', patienceMs);
  while (answer.kind === 'reply' && answer.code < 200) {
    answer = await session.nextReply(
      'greeting',
      Math.max(1, patienceMs - (session.run.network.now() - started)),
    );
  }
  session.greetingMs = session.run.network.now() - started;
  return answer;
}

/** Starts a session over a dialled connection, with its first events. */
export function beginSession(
  run: Run,
  id: number,
  remote: SocketAddress,
  dial: OpenDial<ControlConnection>,
  purpose: string,
): ProbeSession {
  run.recorder.note(id, 'session', { purpose });
  recordConnect(run, remote, id, dial, true);
  return new ProbeSession(run, id, dial.connection);
}
