import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveFacts } from '../../../../../src/core/diagnosis/deriveFacts.ts';
import { correlate } from '../../../../../src/core/import/capture/correlate.ts';
import { readCapture } from '../../../../../src/core/import/capture/readCapture.ts';
import type { NoteEvent } from '../../../../../src/core/trace/event.ts';
import type { Trace } from '../../../../../src/core/trace/trace.ts';
import { chunks, Conversation, pcapFile } from '../../../../support/packets.ts';

interface Ends {
  readonly client: string;
  readonly server: string;
  readonly pasv: string;
  readonly port: string;
  readonly dial: boolean;
  /** Where the capture is taken: the packets of that end have lost no hop. */
  readonly point: 'client' | 'server';
}

/** One session as one point of the path sees it. */
function seenAt({ client, server, pasv, port, dial, point }: Ends, from = 0): Buffer {
  const talk = new Conversation(client, server);
  [talk.clientHops, talk.serverHops] = point === 'client' ? [64, 57] : [57, 64];
  talk
    .open()
    .hears('220 (vsFTPd 3.0.3)\r\n')
    .says('USER ftpuser\r\n')
    .hears('331 Please specify the password.\r\n')
    .says(`PORT ${port}\r\n`)
    .hears('500 Illegal PORT command.\r\n')
    .says('PASV\r\n')
    .hears(`227 Entering Passive Mode (${pasv}).\r\n`);
  if (dial) {
    const [host = ''] = client.split(':');
    for (const seq of [1, 1])
      talk.add({ from: `${host}:40001`, to: '123.56.241.199:21485', seq, flags: 'S' });
    talk.ms += 3000;
  }
  talk.says('QUIT\r\n').hears('221 Goodbye.\r\n');
  return pcapFile(talk.frames.slice(from));
}

const near: Ends = {
  client: '192.168.0.130:33000',
  server: '123.56.241.199:2100',
  pasv: '123,56,241,199,83,237',
  port: '192,168,0,130,156,65',
  dial: true,
  point: 'client',
};
const far: Ends = {
  ...near,
  client: '125.120.45.15:61000',
  server: '172.17.9.135:2100',
  dial: false,
  point: 'server',
};

async function merged(...files: Buffer[]): Promise<Trace[]> {
  const captures = await Promise.all(files.map((file, i) => readCapture(chunks(file, 4096), `${i}.pcap`)));
  return correlate(captures.map(({ sessions }) => sessions)).map(({ trace }) => trace);
}

function notes(trace: Trace | undefined): string[] {
  return (trace?.events ?? [])
    .filter((event): event is NoteEvent => event.kind === 'note')
    .map(({ note, data }) => `${note} ${Object.values(data).join(' ')}`);
}

describe('correlate', () => {
  it('knows one session at two points by its sequence numbers, in either order', async () => {
    const files = [seenAt(near), seenAt(far)];
    for (const order of [files, files.toReversed()]) {
      const traces = await merged(...order);
      const [trace, ...more] = traces;
      assert.ok(trace !== undefined && more.length === 0);
      assert.deepEqual(
        trace.sources.map(({ id }) => id),
        [0, 1],
      );
      const { control } = deriveFacts(trace);
      assert.equal(control.local, '192.168.0.130');
      assert.equal(control.seenAs, '125.120.45.15');
      assert.deepEqual(control.serverAddress, { address: '172.17.9.135', from: 'capture' });
    }
  });

  it('sees that a device wrote another 227', async () => {
    const [trace] = await merged(seenAt(near), seenAt({ ...far, pasv: '172,17,9,135,83,237' }));
    const here = '227 Entering Passive Mode (123,56,241,199,83,237).';
    const there = '227 Entering Passive Mode (172,17,9,135,83,237).';
    assert.ok(notes(trace).includes(`alg-test pasv rewritten ${here} ${there}`));
    assert.ok(notes(trace).includes('alg-test port unchanged'));
  });

  it('sees that a device wrote another PORT', async () => {
    const [trace] = await merged(seenAt(near), seenAt({ ...far, port: '125,120,45,15,156,65' }));
    assert.ok(notes(trace).includes('alg-test pasv unchanged'));
    assert.ok(
      notes(trace).includes('alg-test port rewritten PORT 192,168,0,130,156,65 PORT 125,120,45,15,156,65'),
    );
  });

  it('follows a SYN that left here and never arrived there', async () => {
    const [trace] = await merged(seenAt(near), seenAt(far));
    assert.ok(notes(trace).some((note) => note.startsWith('host-fact syn-not-arrived 21485')));
  });

  it('follows a SYN that arrived and was not answered', async () => {
    const [trace] = await merged(seenAt(near), seenAt({ ...far, dial: true }));
    assert.ok(notes(trace).some((note) => note.startsWith('host-fact syn-unanswered-there 21485')));
  });

  it('goes by the words where a handshake is missing', async () => {
    assert.equal((await merged(seenAt(near), seenAt(far, 2))).length, 1);
  });

  it('keeps different sessions apart', async () => {
    const other = new Conversation('192.168.0.130:33001', '123.56.241.199:2100', 5_000_000)
      .hears('220 x\r\n')
      .says('FEAT\r\n');
    assert.equal((await merged(seenAt(near), pcapFile(other.frames))).length, 2);
    assert.equal((await merged(seenAt(near, 2), pcapFile(other.frames))).length, 2);
  });
});
