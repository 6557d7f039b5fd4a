import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer, type SecureVersion, type TLSSocket } from 'node:tls';
import { describe, it } from 'node:test';
import { NodeControlConnection } from '../../../../src/core/node/controlConnection.ts';
import { NodeDataConnection } from '../../../../src/core/node/dataConnection.ts';
import { nodeTransport } from '../../../../src/core/node/nodeTransport.ts';
import type { Connected } from '../../../../src/core/node/transport.ts';

const transport = nodeTransport();
const tls = { name: 'localhost', ca: null, timeoutMs: 2000 };

async function dial(port: number): Promise<Connected> {
  const dialled = await transport.dial({ address: '127.0.0.1', port }, { timeoutMs: 1000 });
  assert.ok(dialled.outcome === 'connected');
  return dialled;
}

/** Opens a control connection and one data connection under TLS; says whether each side saw the session resumed. */
async function resumption(version: SecureVersion, fresh: boolean): Promise<(boolean | null)[]> {
  const sockets: TLSSocket[] = [];
  const server = createServer(
    {
      key: readFileSync('test/fixtures/tls/server.key'),
      cert: readFileSync('test/fixtures/tls/server.pem'),
      minVersion: version,
      maxVersion: version,
    },
    (socket) => {
      sockets.push(socket.on('error', () => undefined));
      if (sockets.length === 1) socket.write('220 hi\r\n');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const control = new NodeControlConnection(await dial(port));
  await control.startTls(tls);
  await control.request(null, 1000);
  const data = new NodeDataConnection(await dial(port));
  const { resumed } = await data.startTls({ ...tls, control, fresh });
  while (sockets.length < 2) await new Promise((resolve) => server.once('secureConnection', resolve));
  const seen = [resumed, sockets[1]?.isSessionReused() ?? null];
  control.destroy();
  data.destroy();
  server.close();
  return seen;
}

describe('a data connection under TLS', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`resumes the session of its control connection (${version})`, async () => {
      assert.deepEqual(await resumption(version, false), [true, true]);
    });

    it(`makes a fresh handshake where that is asked for (${version})`, async () => {
      assert.deepEqual(await resumption(version, true), [false, false]);
    });
  }
});
