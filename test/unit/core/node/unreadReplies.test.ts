import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { describe, it } from 'node:test';
import { NodeControlConnection } from '../../../../src/core/node/controlConnection.ts';
import { ScriptedServer, type Script } from '../../../support/scriptedServer.ts';
import { polite, send } from '../../../support/scripts.ts';

async function converse(
  script: Script,
  work: (control: NodeControlConnection) => Promise<void>,
): Promise<void> {
  const server = await new ScriptedServer({ ...polite, ...script }).start();
  const socket = connect(server.port, '127.0.0.1');
  await new Promise((resolve) => socket.once('connect', resolve));
  const address = { address: '127.0.0.1', port: server.port };
  const control = new NodeControlConnection({
    outcome: 'connected',
    socket,
    local: address,
    remote: address,
    ms: 0,
  });
  try {
    await control.request(null, 1000);
    await work(control);
  } finally {
    control.destroy();
    server.close();
  }
}

describe('a control connection', () => {
  it('keeps the 226 that comes in one packet with its 150', () =>
    converse({ LIST: send('150 Here it comes.\r\n226 Done.\r\n') }, async (control) => {
      assert.deepEqual(await control.request('LIST', 1000), {
        kind: 'reply',
        code: 150,
        text: '150 Here it comes.',
      });
      assert.deepEqual(await control.request(null, 1000), { kind: 'reply', code: 226, text: '226 Done.' });
    }));

  it('keeps every reply to twenty-one commands sent in one write', () =>
    converse({}, async (control) => {
      control.send([...Array.from({ length: 20 }, () => 'NOOP'), 'PWD']);
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (let count = 0; count < 20; count += 1) {
        assert.deepEqual(await control.request(null, 1000), {
          kind: 'reply',
          code: 200,
          text: '200 NOOP ok.',
        });
      }
      const last = await control.request(null, 1000);
      assert.equal(last.kind === 'reply' && last.code, 257);
    }));

  it('does not take an old unasked reply for the answer to a command', () =>
    converse({ PWD: send('257 "/"\r\n530 Nobody asked.\r\n') }, async (control) => {
      assert.deepEqual(await control.request('PWD', 1000), { kind: 'reply', code: 257, text: '257 "/"' });
      assert.deepEqual(await control.request('NOOP', 1000), {
        kind: 'reply',
        code: 200,
        text: '200 NOOP ok.',
      });
    }));

  it('keeps the replies to many commands in one write, when they come in one packet', () =>
    converse({ XALL: send('200 a\r\n'.repeat(20) + '257 last\r\n') }, async (control) => {
      control.send(['XALL']);
      const codes: number[] = [];
      for (let n = 0; n < 21; n += 1) {
        const answer = await control.request(null, 1000);
        codes.push(answer.kind === 'reply' ? answer.code : 0);
      }
      assert.deepEqual(codes, [...Array.from({ length: 20 }, () => 200), 257]);
    }));
});
