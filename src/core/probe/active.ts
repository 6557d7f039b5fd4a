import { formatSocketAddress, sameAddress } from '../ftp/address.ts';
import { formatEprt, formatPort } from '../ftp/passive.ts';
import { fetchListing, type NumberedData } from './listing.ts';
import type { DataConnection, DataListener } from './network.ts';
import type { ProbeSession } from './session.ts';

/** How long the control peer's connection is still awaited after one from elsewhere, in ms. */
const afterForeignMs = 500;

/** How an active mode went, as far as the plan needs it; `unlisted`: accepted, and no listing came. */
export type ActiveResult = 'ok' | 'refused' | 'pending' | 'unlisted' | 'failed';

function recordArrival(session: ProbeSession, number: number, connection: DataConnection, ms: number): void {
  const foreign = !sameAddress(connection.remote.address, session.peer.address);
  session.run.recorder.record({
    session: session.id,
    connection: number,
    channel: 'data',
    from: 'server',
    kind: 'accept',
    outcome: foreign ? 'foreign' : 'connected',
    text: formatSocketAddress(connection.remote.address, connection.remote.port),
    local: connection.local,
    remote: connection.remote,
    ms,
  });
}

function recordNobody(session: ProbeSession, listener: DataListener, ms: number): void {
  session.run.recorder.record({
    session: session.id,
    connection: session.nextDataConnection(),
    channel: 'data',
    from: 'server',
    kind: 'accept',
    outcome: 'timed-out',
    text: formatSocketAddress(listener.local.address, listener.local.port),
    local: listener.local,
    remote: null,
    ms,
  });
}

/** The first connection from the control peer; every arrival is recorded, others are closed unread. */
class Arrivals {
  readonly first: Promise<NumberedData | null>;
  came = false;
  #resolve: (data: NumberedData | null) => void = () => undefined;

  constructor(session: ProbeSession, listener: DataListener) {
    const started = session.run.network.now();
    this.first = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    listener.onArrival((connection) => {
      const number = session.nextDataConnection();
      recordArrival(session, number, connection, session.run.network.now() - started);
      this.came = true;
      if (sameAddress(connection.remote.address, session.peer.address)) {
        this.#resolve({ connection, number });
        return;
      }
      connection.destroy();
      // The server has one connection only, and this was it: the peer's own will hardly come.
      setTimeout(() => this.give(), afterForeignMs);
    });
  }

  /** Ends the waiting. */
  give(): void {
    this.#resolve(null);
  }
}

/**
 * PORT or EPRT: listens on the control connection's local address (or names `--active-address`), and if the server
 * accepts, sends LIST and waits for its connection.
 */
export async function runActive(session: ProbeSession, mode: 'PORT' | 'EPRT'): Promise<ActiveResult> {
  const { run } = session;
  const { activeAddress, activePorts } = run.options.settings;
  const listener = await run.network.listen(session.connection.local.address, activePorts);
  if ('errno' in listener) {
    const reason = `listen-${listener.errno}`;
    run.recorder.note(session.id, 'skipped', {
      mode,
      family: session.family,
      tls: session.connection.secure,
      reason,
    });
    return 'failed';
  }
  const named = { address: activeAddress ?? listener.local.address, port: listener.local.port };
  const arrivals = new Arrivals(session, listener);
  try {
    const argument = mode === 'PORT' ? formatPort(named) : formatEprt(named);
    const answer = await session.exchange(`${mode} ${argument}`);
    if (answer.kind !== 'reply') return 'failed';
    if (answer.code >= 300) {
      if (mode === 'PORT') await askWithSeenAddress(session, named.address, named.port);
      return 'refused';
    }
    if (!session.mayTransfer) return 'ok';
    const started = run.network.now();
    const { outcome } = await fetchListing(session, { data: arrivals.first, fresh: false });
    // Refused outright, or cut off: then nobody was to come. A 425 says that the server tried.
    const awaited = session.alive && (outcome !== 'rejected' || session.lastReply?.code === 425);
    if (!arrivals.came && awaited) recordNobody(session, listener, run.network.now() - started);
    if (session.pendingTransfer) return 'pending';
    return outcome === 'ok' ? 'ok' : 'unlisted';
  } finally {
    arrivals.give();
    listener.close();
  }
}

/** After a refusal: PORT once with the address that the server sees, without LIST. Accepted means address translation. */
async function askWithSeenAddress(session: ProbeSession, sent: string, port: number): Promise<void> {
  const { run } = session;
  const { seenAs } = run;
  if (seenAs === null || seenAs.includes(':') || sameAddress(seenAs, sent)) return;
  const answer = await session.exchange(`PORT ${formatPort({ address: seenAs, port })}`);
  if (answer.kind !== 'reply') return;
  run.recorder.note(session.id, 'port-verdict', { accepted: answer.code < 300, address: seenAs });
}
