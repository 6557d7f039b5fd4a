import type { SocketAddress } from '../trace/event.ts';
import { openFurther } from './furtherSession.ts';
import type { Run } from './run.ts';

/**
 * The idle test: a session of its own that is left alone for `holdMs` after login and then asked NOOP. It stands outside
 * the time bound.
 */
export async function holdIdle(run: Run, remote: SocketAddress, holdMs: number): Promise<void> {
  run.liftBudget();
  const further = await openFurther(run, remote, 'idle test');
  if (!('session' in further)) return;
  const { session } = further;
  await run.sleep(holdMs);
  if (run.signal.aborted) return;
  const answer = await session.exchange('NOOP');
  const alive = answer.kind === 'reply' && answer.code < 400;
  run.recorder.note(session.id, 'hold', { seconds: Math.round(holdMs / 1000), alive });
  await session.quit();
}
