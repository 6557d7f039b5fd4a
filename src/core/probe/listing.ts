import type { TransferEvent } from '../trace/event.ts';
import { DataStream, toBase64, type StreamState } from './dataStream.ts';
import type { Answer, DataConnection } from './network.ts';
import { recordTls } from './recordTls.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';

/** A data connection with its number in the session. */
export interface NumberedData {
  readonly connection: DataConnection;
  /** Its number in the session, from 1: the `connection` of its events. */
  readonly number: number;
}

/** How a listing is fetched. */
export interface ListingPlan {
  /** The data connection, or null when none comes in time. */
  readonly data: Promise<NumberedData | null>;
  /** Offer no TLS session (foreign addresses and the deliberate reuse test). */
  readonly fresh: boolean;
  /** Another way to the same listener, tried once when the server stays silent after LIST. */
  readonly second?: () => Promise<NumberedData | null>;
}

/** A listing whose last bytes are older than this at the end of the step has stopped, in ms; half a short step as well. */
const longestGapMs = 2000;

type Outcome = TransferEvent['outcome'];

function commandOf(session: ProbeSession): string {
  const { path } = session.run.target;
  return path === null ? 'LIST' : `LIST ${path}`;
}

/** Secures a data connection where PROT P holds, records it, and starts reading. */
async function openStream(
  session: ProbeSession,
  data: NumberedData,
  fresh: boolean,
): Promise<DataStream | null> {
  const { run } = session;
  run.signal.addEventListener('abort', () => data.connection.destroy(), { once: true });
  if (session.protectsData) {
    const options = { ...run.tlsOptions(run.timeoutMs), control: session.connection, fresh };
    const result = await data.connection.startTls(options);
    if (run.signal.aborted) return null;
    recordTls(run, result, { session: session.id, connection: data.number, fresh });
    if (result.outcome === 'failed') return null;
  }
  return new DataStream(data.connection, () => run.network.now());
}

/** How long an end of the data connection that does not come was awaited before that counts, in ms. */
const endAwaited = 1000;

/** The server says that all is sent: true only where the data connection says so too (stream mode, RFC 959 §3.4.1). */
function judgeSent(stream: StreamState | null, ms: number): Outcome {
  // Nobody read it: the server's connection came from elsewhere, or not at all.
  if (stream === null) return 'unknown';
  if (stream.bytes === 0 && stream.ending?.how === 'reset') return 'failed';
  if (stream.ending !== null || (ms < endAwaited && stream.bytes > 0)) return 'ok';
  return ms < endAwaited ? 'unknown' : 'stalled';
}

/** What the bytes and the replies say together, `ms` after the command. */
function judge(
  stream: StreamState | null,
  first: Answer,
  last: Answer | null,
  flowing: boolean,
  ms: number,
): Outcome {
  const begun = first.kind === 'reply' && first.code < 300;
  if (!begun) return first.kind === 'reply' ? 'rejected' : 'failed';
  const final = first.code >= 200 ? first : last;
  if (stream?.truncated === true || (flowing && (stream?.bytes ?? 0) > 0)) return 'ok';
  if (final?.kind === 'reply' && final.code < 300) return judgeSent(stream, ms);
  if (final?.kind === 'reply') return 'failed';
  if (final?.kind === 'ended') return 'failed';
  if (stream?.ending?.how === 'server') return 'unknown';
  return stream === null ? 'failed' : 'stalled';
}

/** Waits for `promise`, `ms` at most and not beyond the end of the run. */
function atMost<T>(run: Run, promise: Promise<T>, ms: number): Promise<T | 'late'> {
  const done = new AbortController();
  const late = run.sleep(ms, done.signal).then(() => 'late' as const);
  return Promise.race([promise, late]).finally(() => done.abort());
}

/** The result of a listing, recorded already. */
export interface ListingResult {
  readonly outcome: Outcome;
  /** How many bytes of the listing came. */
  readonly bytes: number;
}

/**
 * Sends LIST and reads what comes until both the data connection and the reply are through, one step long. The data
 * connection may come before or after the 150; a listing still flowing at the end of the step is `ok` and truncated.
 */
export async function fetchListing(session: ProbeSession, plan: ListingPlan): Promise<ListingResult> {
  const { run } = session;
  const started = run.network.now();
  const deadline = started + run.within(run.timeoutMs);
  const left = (): number => Math.max(1, deadline - run.network.now());
  const command = commandOf(session);
  session.recordCommand(command);
  const firstAnswer = session.connection.request(
    command,
    run.within(run.timeoutMs + (plan.second ? 2000 : 0)),
  );
  let data: NumberedData | null = null;
  const reading = plan.data.then((found) => {
    data = found;
    return found === null ? null : openStream(session, found, plan.fresh);
  });
  let stream: DataStream | null = null;
  let first = await atMost(run, firstAnswer, plan.second ? Math.min(left(), 2500) : left());
  if (first === 'late' && plan.second !== undefined) {
    const other = await plan.second();
    if (other !== null) {
      stream = await openStream(session, other, plan.fresh);
      data = other;
    }
    first = await atMost(run, firstAnswer, left());
  }
  const begun: Answer = first === 'late' ? { kind: 'silence' } : first;
  let last: Answer | null = null;
  let state: StreamState | null = null;
  let flowing = false;
  if (begun.kind === 'reply' && begun.code < 300) {
    const found = stream ?? (await atMost(run, reading, left()));
    stream = found === 'late' ? null : found;
    const end = stream === null ? null : await atMost(run, stream.done, left());
    state = stream?.state ?? null;
    const quiet = Math.min(longestGapMs, run.timeoutMs / 2);
    flowing = end === 'late' && state?.lastAt != null && run.network.now() - state.lastAt < quiet;
    const cut = state?.truncated === true || end === 'late';
    if (cut) data?.connection.destroy();
    if (begun.code < 200)
      last = await session.nextReply('226', cut ? Math.min(left() + 500, 1500) : left() + 250);
  }
  if (begun.kind === 'silence') {
    const found = stream ?? (await atMost(run, reading, 1));
    state = found === 'late' ? null : (found?.state ?? null);
  }
  const judged = judge(state, begun, last, flowing, run.network.now() - started);
  // What Ctrl-C cut off shows nothing.
  const outcome = run.signal.aborted && judged !== 'ok' ? 'unknown' : judged;
  if (begun.kind === 'silence' && !run.signal.aborted)
    run.recorder.note(session.id, 'silence', { waitedFor: 'LIST' }, { ms: run.timeoutMs });
  recordTransfer(session, data, state, outcome, flowing, run.network.now() - started);
  data?.connection.destroy();
  if (begun.kind === 'silence' || (last !== null && last.kind !== 'reply')) session.pendingTransfer = true;
  return { outcome, bytes: state?.bytes ?? 0 };
}

/** Who ended the data connection of a transfer that did not come through. */
function endingOf(state: StreamState | null, outcome: Outcome): Pick<TransferEvent, 'ending'> {
  const how = state?.ending?.how;
  return outcome !== 'ok' && (how === 'server' || how === 'reset') ? { ending: how } : {};
}

function recordTransfer(
  session: ProbeSession,
  data: NumberedData | null,
  state: StreamState | null,
  outcome: Outcome,
  flowing: boolean,
  ms: number,
): void {
  const bytes = state?.bytes ?? 0;
  const remote = data?.connection.remote ?? null;
  session.run.recorder.record({
    session: session.id,
    connection: data?.number ?? 0,
    channel: 'data',
    from: 'server',
    kind: 'transfer',
    command: 'LIST',
    outcome,
    truncated: state?.truncated === true || (outcome === 'ok' && flowing),
    text: `LIST ${outcome}, ${bytes} bytes`,
    bytes,
    remote,
    errno: state?.ending?.errno ?? null,
    ms,
    ...endingOf(state, outcome),
    ...(state === null || state.head.length === 0 ? {} : { raw: toBase64(state.head) }),
  });
}
