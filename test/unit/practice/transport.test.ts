import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Arrival, Listening } from '../../../src/core/node/transport.ts';
import { startPractice, type Practice } from '../../../src/practice/index.ts';
import { withSession } from '../../support/practiceClient.ts';

async function within<T>(name: string, work: (practice: Practice) => Promise<T>): Promise<T> {
  const practice = await startPractice(name);
  try {
    return await work(practice);
  } finally {
    practice.close();
  }
}

function isListening(result: Listening | { readonly errno: string }): result is Listening {
  return 'local' in result;
}

const control = { address: '123.56.241.199', port: 2100 };

describe('the practice transport', () => {
  it('reports the scenario’s addresses while its sockets stay on the loopback interface', () =>
    within('eip-normal', async ({ transport }) => {
      const dialled = await transport.dial(control, { timeoutMs: 1000 });
      assert.ok(dialled.outcome === 'connected');
      assert.equal(dialled.local.address, '192.168.0.130');
      assert.deepEqual(dialled.remote, control);
      assert.equal(dialled.socket.remoteAddress, '127.0.0.1');
      assert.notEqual(dialled.socket.remotePort, control.port);
    }));

  it('answers a dial of the private address as a router without a route does', () =>
    within('eip-normal', async ({ transport }) => {
      const dialled = await transport.dial({ address: '172.17.9.135', port: 21485 }, { timeoutMs: 1000 });
      assert.deepEqual(
        { ...dialled, ms: 0 },
        {
          outcome: 'unreachable',
          remote: { address: '172.17.9.135', port: 21485 },
          local: null,
          errno: 'EHOSTUNREACH',
          ms: 0,
        },
      );
    }));

  it('refuses a port of the server that nobody listens on', () =>
    within('eip-normal', async ({ transport }) => {
      const dialled = await transport.dial({ address: control.address, port: 30000 }, { timeoutMs: 1000 });
      assert.ok(dialled.outcome === 'refused');
      assert.equal(dialled.errno, 'ECONNREFUSED');
    }));

  it('lets a dropped dial wait for the whole time limit and dials nothing', () =>
    within('control-filtered', async ({ transport }) => {
      const dialled = await transport.dial(control, { timeoutMs: 80 });
      assert.ok(dialled.outcome === 'timed-out');
      assert.equal(dialled.errno, null);
      assert.ok(dialled.ms >= 75, `waited ${dialled.ms} ms`);
    }));

  it('swallows every address that the scenario does not know', () =>
    within('eip-normal', async ({ transport }) => {
      for (const address of ['8.8.8.8', '127.0.0.1', '169.254.169.254']) {
        const dialled = await transport.dial({ address, port: 80 }, { timeoutMs: 20 });
        assert.equal(dialled.outcome, 'timed-out', address);
      }
    }));

  it('gives up a pending dial at once when it is aborted', () =>
    within('control-filtered', async ({ transport }) => {
      const abort = new AbortController();
      const started = performance.now();
      const dialling = transport.dial(control, { timeoutMs: 10_000, signal: abort.signal });
      abort.abort();
      assert.equal((await dialling).outcome, 'not-tried');
      assert.ok(performance.now() - started < 1000);
    }));

  it('resolves literal addresses of the family asked for and nothing else', () =>
    within('healthy', async ({ transport }) => {
      assert.deepEqual(await transport.resolve('123.56.241.199', 0), {
        addresses: ['123.56.241.199'],
        errno: null,
        ms: 0,
      });
      assert.equal((await transport.resolve('123.56.241.199', 6)).errno, 'EADDRFAMILY');
      assert.equal((await transport.resolve('ftp.example.com', 0)).errno, 'ENOTFOUND');
    }));

  it('listens on the client’s own address only, on a free port of the range asked for', () =>
    within('active-only', async ({ transport, target }) => {
      assert.deepEqual(await transport.listen(target.host, null), { errno: 'EADDRNOTAVAIL' });
      const range = { from: 50000, to: 50000 };
      const first = await transport.listen('125.120.45.15', range);
      assert.ok(isListening(first));
      assert.deepEqual(first.local, { address: '125.120.45.15', port: 50000 });
      assert.deepEqual(await transport.listen('125.120.45.15', range), { errno: 'EADDRINUSE' });
      first.close();
      const again = await transport.listen('125.120.45.15', range);
      assert.ok(isListening(again));
    }));

  it('hands over an arrival that came before the handler was set', () =>
    within('active-only', async (practice) => {
      await withSession(practice, async (client) => {
        const listening = await practice.transport.listen('125.120.45.15', { from: 50000, to: 50000 });
        assert.ok(isListening(listening));
        await client.send('PORT 125,120,45,15,195,80');
        assert.equal(await client.send('LIST'), '150 Here comes the directory listing.');
        const arrival = await new Promise<Arrival>((resolve) => listening.onArrival(resolve));
        assert.deepEqual(arrival.remote, { address: '123.56.241.199', port: 20 });
        assert.deepEqual(arrival.local, listening.local);
      });
    }));
});
