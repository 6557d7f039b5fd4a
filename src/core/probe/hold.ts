import { openFurther } from './furtherSession.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';

/** The idle test: leaves a control connection alone for `holdMs`, then asks NOOP. It stands outside the time bound. */
export async function holdIdle(
  run: Run,
  first: ProbeSession,
  tls: 'none' | 'explicit' | 'implicit',
  holdMs: number,
): Promise<void> {
  run.liftBudget();
  let session = first;
  if (!session.usable) {
    const further = await openFurther(run, first.peer, 'idle test', tls);
    if (!('session' in further)) return;
    ({ session } = further);
  }
  await run.sleep(holdMs);
  if (run.signal.aborted) return;
  const answer = await session.exchange('NOOP');
  const alive = answer.kind === 'reply' && answer.code < 400;
  run.recorder.note(session.id, 'hold', { seconds: Math.round(holdMs / 1000), alive });
  if (session !== first) await session.quit();
}
