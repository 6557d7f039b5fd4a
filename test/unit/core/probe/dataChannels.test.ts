import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DataConnection, DataReader } from '../../../../src/core/probe/network.ts';
import { runActive } from '../../../../src/core/probe/active.ts';
import { DataStream } from '../../../../src/core/probe/dataStream.ts';
import { listFresh, runPassive, samplePorts } from '../../../../src/core/probe/passive.ts';
import { peer, secured } from '../../../support/securedSession.ts';

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

/** Lets whatever waits for no timer go on. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an address that the server names', () => {
  const foreign = '198.51.100.9';

  it('is alone for a second before the control peer is dialled beside it', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const { session, dialled } = secured(foreign, { takes: { [foreign]: 5000 } });
    const passive = runPassive(session, 'PASV', () => undefined);
    await settle();
    context.mock.timers.tick(999);
    await settle();
    assert.deepEqual(dialled, [foreign]);
    context.mock.timers.tick(1);
    await settle();
    assert.deepEqual(dialled, [foreign, peer]);
    context.mock.timers.tick(4000);
    assert.equal((await passive).reached, 'control-peer');
  });

  for (const [winner, takes, freshly] of [
    ['advertised', { [foreign]: 1200, [peer]: 500 }, true],
    ['control-peer', { [foreign]: 1600, [peer]: 500 }, false],
  ] as const) {
    it(`gets a session ticket only as the control peer: ${winner} is first`, async (context) => {
      context.mock.timers.enable({ apis: ['setTimeout'] });
      const { session, fresh } = secured(foreign, { takes });
      const passive = runPassive(session, 'PASV', () => undefined);
      await settle();
      for (const ms of [1000, 200, 300, 100]) {
        context.mock.timers.tick(ms);
        await settle();
      }
      assert.equal((await passive).reached, winner);
      assert.deepEqual(fresh, [freshly]);
    });
  }
});

describe('a listing that compares', () => {
  it('offers no session, at the control peer whatever the server names', async () => {
    for (const named of [peer, '198.51.100.9']) {
      const { session, fresh, dialled } = secured(named);
      await listFresh(session, 'PASV');
      assert.deepEqual([fresh, dialled], [[true], [peer]]);
    }
  });
});

describe('a listing that Ctrl-C cuts off', () => {
  it('shows nothing: neither a failure nor a silence of the server', async () => {
    const { session, stop } = secured(peer, { codes: { LIST: 0 } });
    const passive = runPassive(session, 'PASV', () => undefined);
    await settle();
    stop();
    await passive;
    const events = session.run.recorder.events();
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'transfer' ? [event.outcome] : [])),
      ['unknown'],
    );
    assert.equal(
      events.some((event) => event.kind === 'note' && event.note === 'silence'),
      false,
    );
  });
});

describe('further ports', () => {
  it('are not asked for where the one dial of another host is used up', async () => {
    const { session, asked } = secured('198.51.100.9');
    const first = await runPassive(session, 'PASV', () => undefined);
    assert.equal(first.reached, 'advertised');
    await samplePorts(session, 'PASV', first, 6, () => undefined);
    assert.equal(asked.filter((command) => command === 'PASV').length, 1);
  });

  it('are asked for during twice the timeout and two seconds', async () => {
    let now = 0;
    const { session, asked } = secured(peer, {
      connects: false,
      failures: ['refused', 'timed-out'],
      clock: () => now,
    });
    const first = await runPassive(session, 'PASV', () => undefined);
    await samplePorts(session, 'PASV', first, 20, () => {
      now += 1000;
    });
    // One of the first channel, then one a second up to the fourth second.
    assert.equal(asked.filter((command) => command === 'PASV').length, 1 + 5);
  });

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

describe('a refused PORT', () => {
  for (const [seenAs, commands] of [
    [null, 1],
    ['192.168.0.130', 1],
    ['2001:db8::7', 1],
    ['198.51.100.7', 2],
  ] as const) {
    it(`is repeated once, with the address that the server sees, if that is another: ${seenAs ?? 'none'}`, async () => {
      const { session, asked } = secured(peer, { codes: { PORT: 500 } });
      session.run.seenAs = seenAs;
      assert.equal(await runActive(session, 'PORT'), 'refused');
      assert.deepEqual(asked, ['PORT 192,168,0,130,156,64', 'PORT 198,51,100,7,156,64'].slice(0, commands));
    });
  }
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
  it('keeps the first 4096 bytes and counts the rest', async () => {
    const connection = {
      read: (reader: DataReader) => {
        for (let i = 0; i < 3; i += 1) reader.data(new Uint8Array(3000).fill(i));
        reader.ended({ how: 'server', errno: null, clearText: null });
      },
    } as unknown as DataConnection;
    const stream = new DataStream(connection, () => 0);
    await stream.done;
    const { bytes, head } = stream.state;
    assert.deepEqual([bytes, head.length, head[2999], head[3000], head[4095]], [9000, 4096, 0, 1, 1]);
  });

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
