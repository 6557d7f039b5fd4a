import type { SocketAddress } from '../trace/event.ts';
import { testPasvRewriting, testPortRewriting } from './algTest.ts';
import { FamilyPlan, skipMode } from './familyPlan.ts';
import { openFurther } from './furtherSession.ts';
import { holdIdle } from './hold.ts';
import { testSessionReuse } from './reuseTest.ts';
import type { Run } from './run.ts';
import { survey } from './survey.ts';
import { checkUnderTls } from './tlsCheck.ts';

/**
 * A whole run: survey, then the passive modes of each family, then the active ones, which may leave a session behind
 * that cannot log out. What only compares comes after them, and not at all where a slot is still taken.
 */
export async function runPlan(run: Run): Promise<void> {
  const { session, working } = await survey(run);
  if (session === null) {
    const reason = run.stopped === 'login' ? 'login' : 'no-session';
    for (const mode of run.options.settings.modes)
      skipMode(run, mode, run.options.family === 6 ? 6 : 4, reason);
    return;
  }
  const first = new FamilyPlan(run, session);
  await first.passive();
  const plans = [first, ...(await planOtherFamily(run, first, working[1]))];
  const v4 = plans.find((plan) => plan.first.family === 4) ?? first;
  const checksTls = run.tls === 'none' && run.wants('PASV') && v4.first.family === 4;
  const remote = v4.first.peer;
  const check = checksTls && !v4.shared ? checkUnderTls(run, remote) : null;
  for (const plan of plans) await plan.active();
  await Promise.all([check, ...plans.map((plan) => plan.settled())]);
  // Logged out before anything else is opened: a server that lets one session in would refuse the next.
  const { holdMs } = run.options;
  // After a pending transfer nothing is opened: then the first session itself is left idle.
  const idle = holdMs !== null && run.slotTaken && first.first.usable ? first.first : null;
  const leaving = plans.map((plan) => plan.first).filter((session) => session !== idle);
  await Promise.all(leaving.map((session) => session.quit()));
  if (checksTls && v4.shared && mayOpen(run)) await checkUnderTls(run, remote);
  await compare(run, v4);
  if (run.leftMs < 50) run.stopped ??= 'time';
  if (holdMs !== null && !run.signal.aborted) await holdIdle(run, idle ?? remote, holdMs);
}

function mayOpen(run: Run): boolean {
  return !run.slotTaken && !run.isOver();
}

/** The passive modes over the other family, where one of its addresses answers. */
async function planOtherFamily(
  run: Run,
  first: FamilyPlan,
  remote: SocketAddress | undefined,
): Promise<readonly FamilyPlan[]> {
  if (remote === undefined || run.isOver()) return [];
  await first.settled();
  const further = await openFurther(run, remote, 'survey, EPSV', run.patienceMs);
  if (!('session' in further)) return [];
  const plan = new FamilyPlan(run, further.session);
  await plan.passive();
  return [plan];
}

/** The sessions of their own that tell a device on the path or a policy of the server from a fault. */
async function compare(run: Run, plan: FamilyPlan): Promise<void> {
  if (plan.shared) return;
  const remote = plan.first.peer;
  const { PASV, EPSV } = plan.results;
  const translated = run.seenAs !== null && run.seenAs !== plan.first.connection.local.address;
  if (mayOpen(run) && run.tls === 'none' && plan.portAccepted === true && translated) {
    await testPortRewriting(run, remote);
  }
  const far = (run.roundTripMs ?? 0) >= 10;
  if (mayOpen(run) && run.tls === 'none' && PASV?.accepted === true && far)
    await testPasvRewriting(run, remote);
  const worked = PASV?.listing === 'ok' && !PASV.foreign ? 'PASV' : EPSV?.listing === 'ok' ? 'EPSV' : null;
  if (mayOpen(run) && run.tls !== 'none' && worked !== null) await testSessionReuse(run, remote, worked);
}
