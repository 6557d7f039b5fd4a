import type { SocketAddress } from '../trace/event.ts';
import { openFurther } from './furtherSession.ts';
import type { Run } from './run.ts';
import { ProbeSession } from './session.ts';

async function openIdle(run: Run, remote: SocketAddress): Promise<ProbeSession | null> {
  if (run.slotTaken) {
    run.recorder.note(0, 'hold-not-made', { why: 'pending-transfer' });
    return null;
  }
  const further = await openFurther(run, remote, 'idle test');
  return 'session' in further ? further.session : null;
}

/**
 * The idle test: a session that is left alone for `holdMs` and then asked NOOP; one of its own unless a session is given
 * in place of the address. It stands outside the time bound.
 */
export async function holdIdle(run: Run, where: ProbeSession | SocketAddress, holdMs: number): Promise<void> {
  run.liftBudget();
  const session = where instanceof ProbeSession ? where : await openIdle(run, where);
  if (session === null) return;
  await run.sleep(holdMs);
  if (run.signal.aborted) return;
  const answer = await session.exchange('NOOP');
  const alive = answer.kind === 'reply' && answer.code < 400;
  run.recorder.note(session.id, 'hold', { seconds: Math.round(holdMs / 1000), alive });
  await session.quit();
}
