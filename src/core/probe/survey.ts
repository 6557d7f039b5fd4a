import { normalizeAddress, isIPv4 } from '../ftp/address.ts';
import type { SocketAddress } from '../trace/event.ts';
import { logIn, secureFromStart, type LoginResult } from './login.ts';
import type { ControlConnection, Lookup, OpenDial } from './network.ts';
import { awaitGreeting, beginSession, recordConnect } from './openSession.ts';
import type { Run } from './run.ts';
import type { ProbeSession } from './session.ts';

/** How many resolved addresses are dialled; a host with more than these is no FTP server of a person. */
const mostAddresses = 8;

/** First lines of other protocols, by which waiting for a greeting can end at once. */
const otherProtocol = /^(?:SSH-\d|HTTP\/\d|\+OK|\* OK|RFB \d|<)/;

/** What the first session found. */
export interface Survey {
  /** The first session, logged in; null when the run cannot go on. */
  readonly session: ProbeSession | null;
  /** One working address a family, in the order of preference. */
  readonly working: readonly SocketAddress[];
}

interface Reached {
  readonly remote: SocketAddress;
  readonly dial: OpenDial<ControlConnection>;
}

async function resolve(run: Run): Promise<SocketAddress[]> {
  const { host, port } = run.target;
  const nothing: Lookup = { addresses: [], errno: null, ms: 0 };
  const found = await run.unlessStopped(run.network.resolve(host, run.options.family), nothing);
  if (found === nothing) return [];
  const { addresses, errno, ms } = found;
  run.recorder.record({
    session: 0,
    connection: 0,
    channel: 'host',
    from: 'local',
    kind: 'resolve',
    host,
    outcome: errno === null ? 'ok' : 'failed',
    addresses,
    errno,
    text: errno === null ? addresses.join(' ') : errno,
    ms,
  });
  return addresses.slice(0, mostAddresses).map((address) => ({ address, port }));
}

/** Dials every address at once and records what failed; the first in the resolver's order that connects carries the session. */
async function dialAll(run: Run, remotes: readonly SocketAddress[]): Promise<Reached[]> {
  const limits = { timeoutMs: run.within(run.timeoutMs), signal: run.signal };
  const dials = await Promise.all(
    remotes.map(async (remote) => {
      const dial = await run.network.dialControl(remote, limits);
      if (dial.outcome !== 'connected') recordConnect(run, remote, 0, dial, false);
      return { remote, dial };
    }),
  );
  return dials.flatMap(({ remote, dial }) => (dial.outcome === 'connected' ? [{ remote, dial }] : []));
}

/** Offers TLS to a port that stays silent; a handshake that works shows implicit TLS. */
async function tryClientHello(run: Run, remote: SocketAddress): Promise<boolean> {
  const dial = await run.network.dialControl(remote, { timeoutMs: run.timeoutMs, signal: run.signal });
  if (dial.outcome !== 'connected') return false;
  const session = beginSession(run, run.nextSession(), remote, dial, 'ClientHello');
  const result = await session.startTls();
  session.destroy();
  return result.outcome === 'ok';
}

/**
 * Watches a session that has not greeted: `other` when its first lines are another protocol's, `implicit` when it
 * takes a ClientHello. Null once `isOver` says that the greeting has come.
 */
async function watchSilence(
  session: ProbeSession,
  isOver: () => boolean,
): Promise<'other' | 'implicit' | null> {
  const { run } = session;
  const seen = run.recorder.events().length;
  const started = run.network.now();
  let helloSent = false;
  while (!isOver()) {
    await run.sleep(50);
    const strays = run.recorder
      .events()
      .slice(seen)
      .filter(
        (event) => event.session === session.id && event.kind === 'note' && event.note === 'stray-line',
      );
    if (strays.some(({ text }) => otherProtocol.test(text)) || strays.length > 20) return 'other';
    if (!session.usable) return isOver() ? null : 'other';
    if (!helloSent && strays.length === 0 && run.network.now() - started > run.timeoutMs) {
      helloSent = true;
      if (await tryClientHello(run, session.peer)) return 'implicit';
    }
  }
  return null;
}

/** The greeting of a plain session; whatever is not FTP ends the wait early. */
async function greet(session: ProbeSession): Promise<boolean> {
  let over = false;
  const waiting = awaitGreeting(session, session.run.patienceMs).finally(() => {
    over = true;
  });
  const first = await Promise.race([waiting, watchSilence(session, () => over)]);
  const answer = first === null ? await waiting : first;
  if (answer === 'other' || answer === 'implicit') {
    session.destroy();
    return false;
  }
  return answer.kind === 'reply' && answer.code >= 200 && answer.code < 300;
}

/** FEAT, SYST, PWD and STAT of the first session; refusals are as good as answers. */
export async function interview(session: ProbeSession): Promise<void> {
  for (const command of ['FEAT', 'SYST', 'PWD']) await session.exchange(command);
  const stat = await session.exchange('STAT');
  if (stat.kind === 'reply') session.run.seenAs = seenIn(stat.text);
}

/** The client address that STAT prints (vsftpd `Connected to`, ProFTPD `Connected from`); pyftpdlib prints its own. */
function seenIn(stat: string): string | null {
  if (/pyftpdlib/i.test(stat)) return null;
  const match = /Connected (?:to|from) (?:\S+ \()?([0-9A-Fa-f.:]{2,45})\)?/.exec(stat);
  const address = normalizeAddress(match?.[1] ?? '');
  return isIPv4(address) || address.includes(':') ? address : null;
}

/** Opens, greets and logs in one session over a dialled address. */
async function begin(run: Run, reached: Reached): Promise<{ session: ProbeSession; login: LoginResult }> {
  const session = beginSession(run, run.nextSession(), reached.remote, reached.dial, 'survey, PASV');
  const { scheme } = run.target;
  if (scheme === 'ftps') {
    const secured = await secureFromStart(session);
    if (secured !== 'ok') return { session, login: secured };
    const greeting = await awaitGreeting(session, run.patienceMs);
    if (greeting.kind !== 'reply' || greeting.code >= 300) return { session, login: 'lost' };
  } else if (!(await greet(session))) {
    return { session, login: 'lost' };
  }
  const login = await logIn(
    session,
    scheme === 'ftpes' ? 'explicit' : scheme === 'ftps' ? 'implicit' : 'none',
  );
  return { session, login };
}

/** Session 1 up to the end of the survey; see DESIGN §2. */
export async function survey(run: Run): Promise<Survey> {
  const remotes = await resolve(run);
  const reached = await dialAll(run, remotes);
  const [first, ...others] = reached;
  if (first === undefined) return { session: null, working: [] };
  for (const other of others) {
    recordConnect(run, other.remote, 0, other.dial, false);
    other.dial.connection.destroy();
  }
  const { session, login } = await begin(run, first);
  if (login !== 'ok') {
    await session.quit();
    run.stopped ??= session.run.signal.aborted ? 'ctrl-c' : login === 'lost' ? 'closed' : 'login';
    return { session: null, working: [] };
  }
  run.startBudget();
  const family = (remote: SocketAddress): boolean => remote.address.includes(':');
  const second = others.find((other) => family(other.remote) !== family(first.remote));
  return { session, working: [first.remote, ...(second === undefined ? [] : [second.remote])] };
}
