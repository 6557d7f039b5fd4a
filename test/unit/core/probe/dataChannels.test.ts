import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type {
  Answer,
  ControlConnection,
  DataConnection,
  Network,
  TlsResult,
} from '../../../../src/core/probe/network.ts';
import { runActive } from '../../../../src/core/probe/active.ts';
import { DataStream } from '../../../../src/core/probe/dataStream.ts';
import { runPassive, samplePorts } from '../../../../src/core/probe/passive.ts';
import { Run } from '../../../../src/core/probe/run.ts';
import { ProbeSession } from '../../../../src/core/probe/session.ts';
import type { SocketAddress } from '../../../../src/core/trace/event.ts';
import { noSettings } from '../../../../src/core/trace/trace.ts';

const peer = '203.0.113.5';

/** A session under TLS with a server whose PASV names `named`; what it is asked and how its data is secured is kept. */
function secured(
  named: string,
  {
    protects = true,
    connects = true,
    failures = ['refused'] as readonly string[],
    arrivals = [] as readonly string[],
  } = {},
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
    now: () => performance.now(),
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
    dialData: (remote: SocketAddress) => {
      dialled.push(remote.address);
      return Promise.resolve(
        connects
          ? { outcome: 'connected', connection: dataTo(remote), local, remote, ms: 1 }
          : { outcome: failures[(dialled.length - 1) % failures.length], errno: null, local: null, ms: 1 },
      );
    },
  } as unknown as Network;
  const replies: Readonly<Record<string, number>> = { PASV: 227, LIST: 150, PORT: 200, QUIT: 221 };
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
      const text = `${String(code)} (${named.replaceAll('.', ',')},200,10)`;
      return Promise.resolve({ kind: 'reply', code, text });
    },
  };
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
    new AbortController().signal,
  );
  const session = new ProbeSession(run, 0, connection);
  session.protectsData = protects;
  return { session, asked, fresh, dialled, read };
}

describe('a passive channel under TLS', () => {
  it('resumes the session of its control connection at the control peer', async () => {
    const { session, fresh, dialled } = secured(peer);
    assert.equal((await runPassive(session, 'PASV', () => undefined)).listing, 'ok');
    assert.deepEqual([dialled, fresh], [[peer], [false]]);
  });

  it('shows no session ticket to another host that the server names', async () => {
    const { session, fresh, dialled } = secured('198.51.100.9');
    assert.equal((await runPassive(session, 'PASV', () => undefined)).reached, 'advertised');
    assert.deepEqual([dialled, fresh], [['198.51.100.9'], [true]]);
  });

  it('asks for no listing where the server does not protect data', async () => {
    for (const named of [peer, '198.51.100.9']) {
      const { session, asked, fresh, dialled } = secured(named, { protects: false });
      assert.equal((await runPassive(session, 'PASV', () => undefined)).listing, null);
      assert.deepEqual([asked, fresh, dialled], [['PASV'], [], [named]]);
    }
  });
});

describe('further ports', () => {
  it('are dialled at the control peer only, once another host has been dialled', async () => {
    const { session, asked, dialled } = secured('198.51.100.9');
    const first = await runPassive(session, 'PASV', () => undefined);
    await samplePorts(session, 'PASV', { ...first, reached: 'control-peer' }, 4, () => undefined);
    assert.equal(asked.filter((command) => command === 'PASV').length, 4);
    assert.deepEqual(dialled, ['198.51.100.9', peer, peer, peer]);
  });

  for (const [failures, ports] of [
    [['refused'], 3],
    [['refused', 'timed-out'], 20],
    [['timed-out', 'refused', 'refused', 'refused', 'timed-out'], 4],
  ] as const) {
    it(`are given up after three equal failures: ${failures.join(', ')}`, async () => {
      const { session, asked } = secured(peer, { connects: false, failures });
      const first = await runPassive(session, 'PASV', () => undefined);
      await samplePorts(session, 'PASV', first, 20, () => undefined);
      assert.equal(asked.filter((command) => command === 'PASV').length, ports);
    });
  }
});

describe('an active channel', () => {
  it('is read from the control peer only; another arrival is noted and closed unread', async () => {
    const { session, read } = secured(peer, { arrivals: ['198.51.100.66', peer] });
    assert.equal(await runActive(session, 'PORT'), 'ok');
    assert.deepEqual(read, [peer]);
    const accepted = session.run.recorder.events().filter(({ kind }) => kind === 'accept');
    assert.deepEqual(
      accepted.map((event) => [event.remote?.address, 'outcome' in event ? event.outcome : null]),
      [
        ['198.51.100.66', 'foreign'],
        [peer, 'connected'],
      ],
    );
  });

  it('asks for no listing where the server does not protect data', async () => {
    const { session, asked } = secured(peer, { protects: false, arrivals: [peer] });
    await runActive(session, 'PORT');
    assert.deepEqual(asked, ['PORT 192,168,0,130,156,64']);
  });
});

describe('the end of a session', () => {
  it('is QUIT, except while the server still works on a transfer', async () => {
    const { session, asked } = secured(peer);
    await session.quit();
    assert.deepEqual(asked, ['QUIT']);
    const pending = secured(peer);
    pending.session.pendingTransfer = true;
    await pending.session.quit();
    assert.deepEqual(pending.asked, []);
    assert.equal(pending.session.alive, false);
  });
});

describe('a data stream', () => {
  it('is cut off at 256 KiB', async () => {
    let closed = 0;
    let give: (chunk: Uint8Array) => void = () => undefined;
    const connection = {
      read: (reader: { data: (chunk: Uint8Array) => void }) => {
        give = (chunk) => reader.data(chunk);
      },
      destroy: () => (closed += 1),
    } as unknown as DataConnection;
    const stream = new DataStream(connection, () => 0);
    for (let i = 0; i < 8; i += 1) {
      assert.equal(stream.state.truncated, false);
      give(new Uint8Array(32 * 1024));
    }
    // Asked before the promise: a stream that is not cut off would wait for ever.
    assert.deepEqual([stream.state.truncated, stream.state.bytes, closed], [true, 256 * 1024, 1]);
    await stream.done;
  });
});
