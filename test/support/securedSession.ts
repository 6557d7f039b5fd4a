import type {
  Answer,
  ControlConnection,
  DataConnection,
  Network,
  TlsResult,
} from '../../src/core/probe/network.ts';
import { Run } from '../../src/core/probe/run.ts';
import { ProbeSession } from '../../src/core/probe/session.ts';
import type { SocketAddress } from '../../src/core/trace/event.ts';
import { noSettings } from '../../src/core/trace/trace.ts';

/** The control peer of every such session. */
export const peer = '203.0.113.5';

/** What is otherwise than usual about the server and the way to it. */
interface Setting {
  /** Whether it took PROT P. */
  readonly protects?: boolean;
  readonly connects?: boolean;
  /** What becomes of the dials, in turn, where they do not connect. */
  readonly failures?: readonly string[];
  /** Addresses from which connections come in active mode. */
  readonly arrivals?: readonly string[];
  /** How long a dial of an address lasts, in ms of `setTimeout`. */
  readonly takes?: Readonly<Record<string, number>>;
  /** Reply codes by verb; 0 lets the command wait for ever. */
  readonly codes?: Readonly<Record<string, number>>;
  /** Stands in for the network's clock, in ms. */
  readonly clock?: () => number;
}

/** A session under TLS with a server whose PASV names `named`; what it is asked and how its data is secured is kept. */
export function secured(
  named: string,
  {
    protects = true,
    connects = true,
    failures = ['refused'],
    arrivals = [],
    takes = {},
    codes = {},
    clock,
  }: Setting = {},
) {
  const asked: string[] = [];
  const fresh: boolean[] = [];
  const dialled: string[] = [];
  const read: string[] = [];
  const local = { address: '192.168.0.130', port: 40000 };
  const dataTo = (remote: SocketAddress): DataConnection => ({
    local,
    remote,
    startTls: (options) => {
      fresh.push(options.fresh);
      return Promise.resolve({ outcome: 'ok' } as TlsResult);
    },
    read: (reader) => {
      read.push(remote.address);
      reader.data(new TextEncoder().encode('-rw-r--r-- 1 a a 5 Jan 1 00:00 a\r\n'));
      reader.ended({ how: 'server', errno: null, clearText: null });
    },
    destroy: () => undefined,
  });
  const network = {
    now: clock ?? ((): number => performance.now()),
    ownAddresses: () => [],
    broadcastAddresses: () => [],
    interfaceTo: () => null,
    listen: () =>
      Promise.resolve({
        local,
        onArrival: (take: (connection: DataConnection) => void) => {
          for (const address of arrivals) take(dataTo({ address, port: 20 }));
        },
        close: () => undefined,
      }),
    dialData: async (remote: SocketAddress) => {
      dialled.push(remote.address);
      const failure = failures[(dialled.length - 1) % failures.length];
      const ms = takes[remote.address] ?? 0;
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      return connects
        ? { outcome: 'connected', connection: dataTo(remote), local, remote, ms }
        : { outcome: failure, errno: null, local: null, ms };
    },
  } as unknown as Network;
  const replies: Readonly<Record<string, number>> = { PASV: 227, LIST: 150, PORT: 200, QUIT: 221, ...codes };
  const connection: ControlConnection = {
    local,
    remote: { address: peer, port: 21 },
    secure: true,
    watch: () => undefined,
    send: () => undefined,
    destroy: () => undefined,
    startTls: () => Promise.reject(new Error('not asked for here')),
    request: (command): Promise<Answer> => {
      if (command !== null) asked.push(command);
      const code = command === null ? 226 : (replies[command.split(' ')[0] ?? ''] ?? 500);
      if (code === 0) return new Promise(() => undefined);
      const text = `${String(code)} (${named.replaceAll('.', ',')},200,10)`;
      return Promise.resolve({ kind: 'reply', code, text });
    },
  };
  const controller = new AbortController();
  const run = new Run(
    { scheme: 'ftpes', host: peer, port: 21, user: null, path: null },
    {
      network,
      kind: 'probe',
      settings: { ...noSettings, timeoutMs: 1000 },
      family: 0,
      holdMs: null,
      ca: null,
      password: null,
      vantage: { host: 'here', addresses: [], platform: 'linux', remote: null },
    },
    controller.signal,
  );
  const session = new ProbeSession(run, 0, connection);
  session.protectsData = protects;
  return { session, asked, fresh, dialled, read, stop: () => controller.abort() };
}
