import { formatSocketAddress, sameAddress, scopeOf } from '../ftp/address.ts';
import { readEpsvReply, readPasvReply } from '../ftp/passive.ts';
import type { DialEvent, SocketAddress, TraceEvent, WithheldReason } from '../trace/event.ts';
import { fetchListing, type NumberedData } from './listing.ts';
import type { Answer, DataConnection, FailedDial, OpenDial } from './network.ts';
import type { ProbeSession } from './session.ts';

/** How long the advertised address is given before the control peer is tried beside it, in ms (DESIGN §2). */
const headStartMs = 1000;

/** What a passive channel came to, as far as the plan needs it. */
export interface PassiveResult {
  /** Whether the server gave a port. */
  readonly accepted: boolean;
  /** The port of the reply, null when it could not be read. */
  readonly port: number | null;
  /** The address that a dial reached; samples go there. */
  readonly reached: 'advertised' | 'control-peer' | null;
  /** Whether the advertised address is another than the control peer's. */
  readonly foreign: boolean;
  /** What became of LIST; null when it was not sent. */
  readonly listing: 'ok' | 'failed' | null;
}

type Dial = OpenDial<DataConnection> | FailedDial;
type As = DialEvent['as'];

function recordDial(session: ProbeSession, number: number, as: As, remote: SocketAddress, dial: Dial): void {
  const unreachable = dial.outcome === 'unreachable' || dial.outcome === 'timed-out';
  session.run.recorder.record({
    session: session.id,
    connection: number,
    channel: 'data',
    from: 'client',
    kind: 'dial',
    as,
    outcome: dial.outcome,
    text: formatSocketAddress(remote.address, remote.port),
    local: dial.local,
    remote,
    errno: dial.outcome === 'connected' ? null : dial.errno,
    via: unreachable ? session.run.network.interfaceTo(remote.address) : null,
    ms: dial.ms,
  });
}

function recordWithheld(session: ProbeSession, remote: SocketAddress, reason: WithheldReason): void {
  session.run.recorder.record({
    session: session.id,
    connection: session.nextDataConnection(),
    channel: 'data',
    from: 'client',
    kind: 'dial',
    as: 'advertised',
    outcome: 'not-tried',
    reason,
    text: formatSocketAddress(remote.address, remote.port),
    remote,
    local: null,
    errno: null,
    via: null,
    ms: null,
  });
}

/** Dials a passive port and records the outcome; the connection is null when it failed. */
async function dialPort(
  session: ProbeSession,
  remote: SocketAddress,
  as: As,
  timeoutMs: number,
): Promise<NumberedData | null> {
  const { run } = session;
  const number = session.nextDataConnection();
  const dial = await run.network.dialData(remote, { timeoutMs: run.within(timeoutMs), signal: run.signal });
  recordDial(session, number, as, remote, dial);
  return dial.outcome === 'connected' ? { connection: dial.connection, number } : null;
}

function portOf(session: ProbeSession, mode: 'PASV' | 'EPSV', answer: Answer): SocketAddress | null {
  if (answer.kind !== 'reply') return null;
  if (mode === 'PASV') return answer.code === 227 ? readPasvReply(answer.text).target : null;
  const port = answer.code === 229 ? (readEpsvReply(answer.text).target?.port ?? null) : null;
  return port === null ? null : { address: session.peer.address, port };
}

/** Asks for a passive port. `accepted` is false for a refusal, silence or an end. */
async function askForPort(
  session: ProbeSession,
  mode: 'PASV' | 'EPSV',
): Promise<{ accepted: boolean; port: SocketAddress | null }> {
  const answer = await session.exchange(mode);
  const accepted = answer.kind === 'reply' && answer.code >= 200 && answer.code < 300;
  return { accepted, port: portOf(session, mode, answer) };
}

const nothing: PassiveResult = { accepted: false, port: null, reached: null, foreign: false, listing: null };

/**
 * The first channel of PASV or EPSV: one port, dialled as DESIGN §2 orders, and a listing through it. `onReleased` is
 * called when a listing has used the port up while another dial is still pending.
 */
export async function runPassive(
  session: ProbeSession,
  mode: 'PASV' | 'EPSV',
  onReleased: () => void,
): Promise<PassiveResult> {
  const { accepted, port } = await askForPort(session, mode);
  if (!accepted || port === null) return { ...nothing, accepted };
  const peer: SocketAddress = { address: session.peer.address, port: port.port };
  const { timeoutMs } = session.run;
  if (sameAddress(port.address, peer.address)) {
    const as = mode === 'PASV' ? 'advertised' : 'control-peer';
    const data = await dialPort(session, port, as, timeoutMs);
    return {
      accepted,
      port: port.port,
      foreign: false,
      reached: data === null ? null : as,
      listing: await list(session, data),
    };
  }
  const reason = session.run.policy.withhold(port, peer.address);
  if (reason !== null) {
    recordWithheld(session, port, reason);
    const data = await dialPort(session, peer, 'control-peer', timeoutMs);
    const reached = data === null ? null : 'control-peer';
    return { accepted, port: port.port, foreign: true, reached, listing: await list(session, data) };
  }
  return {
    accepted,
    port: port.port,
    foreign: true,
    ...(await raceAddresses(session, port, peer, onReleased)),
  };
}

async function list(session: ProbeSession, data: NumberedData | null): Promise<'ok' | 'failed' | null> {
  if (data === null) return null;
  if (!session.mayTransfer) {
    data.connection.destroy();
    return null;
  }
  const { outcome } = await fetchListing(session, { data: Promise.resolve(data), fresh: false });
  return outcome === 'ok' ? 'ok' : 'failed';
}

/** The advertised address first; the control peer beside it after a second, or as soon as the first has failed. */
async function raceAddresses(
  session: ProbeSession,
  advertised: SocketAddress,
  peer: SocketAddress,
  onReleased: () => void,
): Promise<Pick<PassiveResult, 'reached' | 'listing'>> {
  const { run } = session;
  const first = dialPort(session, advertised, 'advertised', run.timeoutMs);
  const early = await Promise.race([first, run.sleep(headStartMs).then(() => 'late' as const)]);
  if (early !== null && early !== 'late') {
    if (!session.mayTransfer) return { reached: 'advertised', listing: await list(session, early) };
    const { outcome } = await fetchListing(session, {
      data: Promise.resolve(early),
      // A foreign host must not see a session ticket of the real server.
      fresh: true,
      second: () => dialPort(session, peer, 'control-peer', 2000),
    });
    return { reached: 'advertised', listing: outcome === 'ok' ? 'ok' : 'failed' };
  }
  const second = dialPort(session, peer, 'control-peer', run.timeoutMs);
  const winner = await firstConnected(first, second);
  const reached = winner === null ? null : winner === (await settled(first)) ? 'advertised' : 'control-peer';
  const listing =
    winner === null || !session.mayTransfer
      ? null
      : (await fetchListing(session, { data: Promise.resolve(winner), fresh: reached === 'advertised' }))
          .outcome;
  if (listing !== null) onReleased();
  // The next PASV closes this listener: a dial still pending would then be reset and misread.
  for (const data of await Promise.all([first, second])) data?.connection.destroy();
  return { reached, listing: listing === null ? null : listing === 'ok' ? 'ok' : 'failed' };
}

/** The connection if the dial has ended by now, else null. */
function settled<T>(promise: Promise<T>): Promise<T | null> {
  return Promise.race([promise, Promise.resolve(null)]);
}

async function firstConnected(
  a: Promise<NumberedData | null>,
  b: Promise<NumberedData | null>,
): Promise<NumberedData | null> {
  return (await Promise.race([a.then((found) => found ?? b), b.then((found) => found ?? a)])) ?? null;
}

/** What became of the session's last dial: `refused`, `timed-out`, …; null when none was made. */
function lastFailure(session: ProbeSession): DialEvent['outcome'] | null {
  const isDial = (event: TraceEvent): event is DialEvent =>
    event.kind === 'dial' && event.session === session.id && event.outcome !== 'not-tried';
  return session.run.recorder.events().findLast(isDial)?.outcome ?? null;
}

/**
 * Asks for further ports, one at a time, and dials each at the address that worked, else at the control peer. Stops after
 * three equal failures in a row or 2 × timeout + 2 s. Nothing is listed. `onPort` sees each port as it is announced.
 */
export async function samplePorts(
  session: ProbeSession,
  mode: 'PASV' | 'EPSV',
  first: PassiveResult,
  count: number,
  onPort: (port: number) => void,
): Promise<void> {
  const { run } = session;
  // At a foreign address one port a run may be dialled, and that is used up.
  if (first.foreign && first.reached === 'advertised') return;
  const started = run.network.now();
  let failure = first.reached === null ? lastFailure(session) : null;
  let equal = failure === null ? 0 : 1;
  for (let i = 1; i < count && equal < 3 && session.usable && !run.isOver(); i += 1) {
    if (run.network.now() - started > 2 * run.timeoutMs + 2000) return;
    const { port } = await askForPort(session, mode);
    if (port === null) return;
    onPort(port.port);
    const own = sameAddress(port.address, session.peer.address);
    if (!own) recordWithheld(session, port, 'second-address');
    const as = own && mode === 'PASV' ? 'advertised' : 'control-peer';
    const data = await dialPort(
      session,
      { address: session.peer.address, port: port.port },
      as,
      run.sampleMs,
    );
    data?.connection.destroy();
    const now = data === null ? lastFailure(session) : null;
    equal = now === null ? 0 : now === failure ? equal + 1 : 1;
    failure = now;
  }
}

/** PASV once, dialled and not listed: for comparing the 227 of a TLS session with the clear one. */
export async function peekPassive(session: ProbeSession): Promise<void> {
  const { port } = await askForPort(session, 'PASV');
  if (port === null) return;
  const peer: SocketAddress = { address: session.peer.address, port: port.port };
  const own = sameAddress(port.address, peer.address);
  const reason = own || !isWorthDialling(port) ? null : session.run.policy.withhold(port, peer.address);
  if (!own) recordWithheld(session, port, reason ?? 'second-address');
  const data = await dialPort(session, peer, own ? 'advertised' : 'control-peer', session.run.sampleMs);
  data?.connection.destroy();
}

function isWorthDialling({ address }: SocketAddress): boolean {
  return scopeOf(address) !== 'reserved';
}

/** A listing over a deliberately fresh TLS handshake, at the control peer. */
export async function listFresh(session: ProbeSession, mode: 'PASV' | 'EPSV'): Promise<void> {
  const { port } = await askForPort(session, mode);
  if (port === null) return;
  const own = mode === 'PASV' && sameAddress(port.address, session.peer.address);
  const target = { address: session.peer.address, port: port.port };
  const data = await dialPort(session, target, own ? 'advertised' : 'control-peer', session.run.sampleMs);
  if (data !== null) await fetchListing(session, { data: Promise.resolve(data), fresh: true });
}
