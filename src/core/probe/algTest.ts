import { formatPort, readPasvReply } from '../ftp/passive.ts';
import type { SocketAddress } from '../trace/event.ts';
import { openFurther } from './furtherSession.ts';
import type { Answer } from './network.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';

/** How many NOOPs push a PASV out of a helper's sight (tried with the kernel's FTP helper, 10 ms round trip). */
const noops = 20;

function isPositive(answer: Answer): boolean | null {
  return answer.kind === 'reply' ? answer.code < 300 : null;
}

/** Sends commands in one write and takes one reply for each; null when one does not come. */
async function inOneWrite(session: ProbeSession, commands: readonly string[]): Promise<Answer[] | null> {
  for (const command of commands) session.recordCommand(command);
  session.connection.send(commands);
  const answers: Answer[] = [];
  for (const command of commands) {
    const answer = await session.nextReply(command, session.run.sampleMs);
    if (answer.kind !== 'reply') return null;
    answers.push(answer);
  }
  return answers;
}

function note(session: ProbeSession, test: 'port' | 'pasv', outcome: string): void {
  session.run.recorder.note(session.id, 'alg-test', { test, outcome }, { text: `${test}: ${outcome}` });
}

/**
 * Tells a device that edits PORT from a server that does not check it: a helper reads commands only at the start of a
 * segment, so a PORT behind a NOOP passes it unedited. No answer gives no conclusion.
 */
export async function testPortRewriting(run: Run, remote: SocketAddress): Promise<void> {
  const further = await openFurther(run, remote, 'PORT compared', undefined, 'alg');
  if (!('session' in further)) return;
  const { session } = further;
  const port = `PORT ${formatPort({ address: session.connection.local.address, port: 40_000 })}`;
  const bare = isPositive(await session.exchange(port));
  const hidden = bare === true ? await inOneWrite(session, ['NOOP', port]) : null;
  const second = hidden?.[1];
  const behind = second === undefined ? null : isPositive(second);
  note(session, 'port', bare !== true || behind === null ? 'unknown' : behind ? 'unchecked' : 'rewritten');
  await session.quit();
}

function addressIn(answer: Answer | undefined): string | null {
  return answer?.kind === 'reply' && answer.code === 227
    ? (readPasvReply(answer.text).target?.address ?? null)
    : null;
}

/** Tells a device that edits 227: the reply to a PASV behind many NOOPs in one write is out of its sight. */
export async function testPasvRewriting(run: Run, remote: SocketAddress): Promise<void> {
  const further = await openFurther(run, remote, 'PASV compared', undefined, 'alg');
  if (!('session' in further)) return;
  const { session } = further;
  const bare = addressIn(await session.exchange('PASV'));
  const commands = [...Array.from({ length: noops }, () => 'NOOP'), 'PASV'];
  const answers = bare === null ? null : await inOneWrite(session, commands);
  const behind = addressIn(answers?.at(-1));
  note(
    session,
    'pasv',
    bare === null || behind === null ? 'unknown' : bare === behind ? 'unchanged' : 'rewritten',
  );
  await session.quit();
}
