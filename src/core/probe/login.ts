import { classOf } from '../ftp/reply.ts';
import type { Answer } from './network.ts';
import type { ProbeSession } from './session.ts';

/** How far a session got. */
export type LoginResult =
  | 'ok'
  /** The server said no: 4xx or 5xx to USER or PASS, or it hung up. */
  | 'refused'
  /** We did not send the password; a note says why. */
  | 'withheld'
  /** AUTH TLS or the handshake failed. */
  | 'no-tls'
  /** No reply, or the connection broke. */
  | 'lost';

function codeOf(answer: Answer): number | null {
  return answer.kind === 'reply' ? answer.code : null;
}

function withhold(session: ProbeSession, why: string): 'withheld' {
  session.run.recorder.note(session.id, 'password-withheld', { why });
  return 'withheld';
}

/** Secures the control connection; AUTH TLS first where the scheme asks for it. */
async function secure(session: ProbeSession, explicit: boolean, lenient: boolean): Promise<LoginResult> {
  if (explicit) {
    const answer = await session.exchange('AUTH TLS');
    if (answer.kind !== 'reply') return 'lost';
    if (answer.code !== 234) {
      // The TLS check of an ftp:// run only asks: there "no" is no fault.
      if (!lenient) withhold(session, 'tls-unsupported');
      return 'no-tls';
    }
  }
  const result = await session.startTls();
  if (result.outcome === 'failed') return 'no-tls';
  return lenient ? 'ok' : certificateAllows(session, result.certificate);
}

async function certificateAllows(
  session: ProbeSession,
  certificate: Parameters<ProbeSession['run']['accepts']>[0] | null,
): Promise<LoginResult> {
  const { run } = session;
  const { sha256 = '' } = certificate ?? {};
  if (run.fingerprint !== null && run.fingerprint !== sha256) return withhold(session, 'fingerprint');
  if (certificate !== null && !(await run.accepts(certificate))) return withhold(session, 'certificate');
  run.fingerprint = sha256;
  return 'ok';
}

/** USER and PASS; the password is asked for when the server wants one and none is known. */
async function authenticate(session: ProbeSession): Promise<LoginResult> {
  const { run } = session;
  const user = run.target.user ?? 'anonymous';
  const userAnswer = await session.exchange(`USER ${user}`, run.patienceMs);
  if (userAnswer.kind !== 'reply') return 'lost';
  // The first digit decides (RFC 1123 §4.1.2.11): a 200 logs in as a 230 does.
  if (classOf(userAnswer.code) === 2) return 'ok';
  if (classOf(userAnswer.code) !== 3) return 'refused';
  run.password ??=
    run.target.user === null ? 'anonymous@' : ((await run.options.prompt?.password?.(user)) ?? null);
  if (run.password === null) return withhold(session, 'no-password');
  run.recorder.hide(run.password);
  const answer = await session.exchange(`PASS ${run.password}`, run.patienceMs);
  if (answer.kind !== 'reply') return 'lost';
  return classOf(answer.code) === 2 ? 'ok' : 'refused';
}

/** PBSZ 0 and PROT P (RFC 4217 §9): data connections under TLS where the server agrees. */
async function protectData(session: ProbeSession): Promise<void> {
  await session.exchange('PBSZ 0');
  const answer = codeOf(await session.exchange('PROT P'));
  session.protectsData = answer !== null && answer >= 200 && answer < 300;
}

/**
 * Takes a greeted session through TLS and login. With `tls: 'explicit'` the password is never sent in clear; an implicit
 * session has been secured before its greeting. `lenient` takes any certificate: only where the password went out in
 * clear before.
 */
export async function logIn(
  session: ProbeSession,
  tls: 'none' | 'explicit' | 'implicit',
  lenient = false,
): Promise<LoginResult> {
  if (tls === 'explicit') {
    const secured = await secure(session, true, lenient);
    if (secured !== 'ok') return secured;
  }
  const result = await authenticate(session);
  if (result === 'ok' && tls !== 'none') await protectData(session);
  return result;
}

/** Secures an implicit TLS session from its first byte and judges the certificate. */
export function secureFromStart(session: ProbeSession): Promise<LoginResult> {
  return secure(session, false, false);
}
