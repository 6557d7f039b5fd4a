import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import { createNetwork } from '../../../../src/core/node/createNetwork.ts';
import { nodeTransport } from '../../../../src/core/node/nodeTransport.ts';
import type { Answer, ControlConnection } from '../../../../src/core/probe/network.ts';

const network = createNetwork(nodeTransport());

/** A loopback server that hands its one socket to `serve`, and a control connection to it with a record of what came. */
async function connected(
  serve: (socket: Socket) => void,
  use: (connection: ControlConnection, seen: string[]) => Promise<void>,
): Promise<void> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const dial = await network.dialControl(
    { address: '127.0.0.1', port },
    { timeoutMs: 2000, signal: new AbortController().signal },
  );
  if (dial.outcome !== 'connected') server.close();
  assert.equal(dial.outcome, 'connected');
  const seen: string[] = [];
  dial.connection.watch({
    reply: ({ code, text, raw }) => seen.push(`reply ${code} ${text}${raw === null ? '' : ` raw ${raw}`}`),
    stray: ({ text }) => seen.push(`stray ${text}`),
    limit: (what) => seen.push(`limit ${what}`),
    ended: ({ how }) => seen.push(`ended ${how}`),
  });
  try {
    await use(dial.connection, seen);
  } finally {
    dial.connection.destroy();
    server.close();
  }
}

function text(answer: Answer): string {
  return answer.kind === 'reply' ? answer.text : answer.kind;
}

const transcript = 'noise\r\n220-hello\r\n 220 inner\r\n220 ready\r\n';

describe('NodeControlConnection', () => {
  it('sends one line a command, whatever a name or an address holds', async () => {
    let got = '';
    await connected(
      (socket) => socket.on('data', (chunk: Buffer) => (got += chunk.toString())).write('220 hi\r\n'),
      async (connection) => {
        await connection.request(null, 1000);
        for (const command of ['PORT 1,2\r\nDELE x', 'LIST a\nDELE x', 'CWD a\0b']) {
          assert.throws(() => connection.request(command, 10), RangeError);
          assert.throws(() => connection.send(['NOOP', command]), RangeError);
        }
        await connection.request('NOOP', 50);
      },
    );
    assert.equal(got, 'NOOP\r\n');
  });

  it('reads the same from every split of a transcript', async () => {
    for (let cut = 1; cut < transcript.length; cut += 1) {
      await connected(
        (socket) => {
          socket.setNoDelay(true);
          socket.write(transcript.slice(0, cut));
          setTimeout(() => socket.write(transcript.slice(cut)), 2);
        },
        async (connection, seen) => {
          assert.equal(
            text(await connection.request(null, 1000)),
            '220-hello\n 220 inner\n220 ready',
            `cut at ${cut}`,
          );
          assert.deepEqual(seen, ['stray noise', 'reply 220 220-hello\n 220 inner\n220 ready']);
        },
      );
    }
  });

  it('waits for the whole of a 227 that comes in two pieces', async () => {
    await connected(
      (socket) => {
        socket.write('227 Entering Passive Mode (1,2');
        setTimeout(() => socket.write(',3,4,5,6).\r\n'), 20);
      },
      async (connection) => {
        assert.equal(text(await connection.request(null, 1000)), '227 Entering Passive Mode (1,2,3,4,5,6).');
      },
    );
  });

  it('ends a step by its own clock although bytes keep dripping in', async () => {
    let drip: NodeJS.Timeout | undefined;
    await connected(
      (socket) => {
        drip = setInterval(() => socket.write('2'), 20);
      },
      async (connection) => {
        const late = new Promise((resolve) => setTimeout(resolve, 5000, 'late').unref());
        const answer = await Promise.race([connection.request(null, 150), late]);
        assert.deepEqual(answer, { kind: 'silence' });
      },
    );
    clearInterval(drip);
  });

  it('cuts a line without end and says so', async () => {
    await connected(
      (socket) => socket.write(`220 ${'x'.repeat(100_000)}\r\n221 after\r\n`),
      async (connection, seen) => {
        assert.ok(text(await connection.request(null, 1000)).length <= 8192);
        await connection.request(null, 300);
        assert.equal(seen[0], 'limit line-too-long');
        assert.ok(seen.includes('reply 221 221 after'));
      },
    );
  });

  it('closes when a server sends more than any control connection needs', async () => {
    await connected(
      (socket) => socket.write('220-x\r\n'.repeat(500_000)),
      async (connection, seen) => {
        assert.equal((await connection.request(null, 3000)).kind, 'ended');
        assert.ok(seen.includes('limit reply-too-long'));
      },
    );
  });

  it('keeps bytes that are not UTF-8', async () => {
    await connected(
      (socket) => socket.write(Buffer.from('220 \xc4\xe3\xba\xc3\r\n', 'latin1')),
      async (connection, seen) => {
        await connection.request(null, 1000);
        assert.deepEqual(seen, [
          `reply 220 220 \xc4\xe3\xba\xc3 raw ${Buffer.from('220 \xc4\xe3\xba\xc3', 'latin1').toString('base64')}`,
        ]);
      },
    );
  });

  it('keeps what came before a connection broke off', async () => {
    await connected(
      (socket) => socket.end('500 OOPS: child died'),
      async (connection, seen) => {
        assert.equal((await connection.request(null, 1000)).kind, 'ended');
        assert.deepEqual(seen, ['stray 500 OOPS: child died', 'ended server']);
      },
    );
  });

  it('tells who ended a connection: the server in order, the server by a reset, we ourselves', async () => {
    for (const [serve, how] of [
      [(socket: Socket) => socket.end(), 'server'],
      [(socket: Socket) => socket.resetAndDestroy(), 'reset'],
    ] as const) {
      await connected(
        (socket) => {
          socket.write('220 hi\r\n');
          socket.once('data', () => serve(socket));
        },
        async (connection, seen) => {
          await connection.request(null, 1000);
          assert.equal((await connection.request('NOOP', 1000)).kind, 'ended');
          assert.equal(seen.at(-1), `ended ${how}`);
        },
      );
    }
    await connected(
      (socket) => socket.write('220 hi\r\n'),
      async (connection, seen) => {
        await connection.request(null, 1000);
        connection.destroy();
        assert.equal((await connection.request('NOOP', 1000)).kind, 'ended');
        assert.equal(seen.at(-1), 'ended client');
      },
    );
  });

  it('tells a refused port from a silent one', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const dial = await network.dialData(
      { address: '127.0.0.1', port },
      { timeoutMs: 1000, signal: new AbortController().signal },
    );
    assert.ok(dial.outcome === 'refused' && dial.errno === 'ECONNREFUSED');
  });
});
