import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readCapture, type CapturedSessions } from '../../../../../src/core/import/capture/readCapture.ts';
import { unpack } from '../../../../../src/core/import/gzip.ts';
import type { TraceEvent } from '../../../../../src/core/trace/event.ts';
import type { Trace } from '../../../../../src/core/trace/trace.ts';
import {
  chunks,
  Conversation,
  ethernet,
  ipPacket,
  pcapFile,
  pcapngFile,
  type TimedFrame,
} from '../../../../support/packets.ts';

const client = '192.168.0.130:33000';
const server = '123.56.241.199:2100';

function seed(): Conversation {
  return new Conversation(client, server)
    .open()
    .hears('220 (vsFTPd 3.0.3)\r\n')
    .says('USER ftpuser\r\n')
    .hears('331 Please specify the password.\r\n')
    .says('PASS s3cret-word\r\n')
    .hears('230 Login successful, s3cret-word.\r\n')
    .says('PASV\r\n')
    .hears('227 Entering Passive Mode (172,17,9,135,83,237).\r\n');
}

/** The seed with its dial to the private address that nobody answers, and an EPSV that works. */
function seedFrames(): TimedFrame[] {
  const control = seed();
  for (const ms of [0, 1000, 3000]) {
    control.ms += ms;
    control.add({ from: '192.168.0.130:33001', to: '172.17.9.135:21485', seq: 5, flags: 'S' });
  }
  control.says('EPSV\r\n').hears('229 Entering Extended Passive Mode (|||30001|)\r\n');
  const data = new Conversation('192.168.0.130:33002', '123.56.241.199:30001', control.ms).open();
  control.ms = data.ms;
  control.says('LIST\r\n').hears('150 Here comes the directory listing.\r\n');
  data.ms = control.ms;
  data.hears('-rw-r--r-- a\r\n').closedByServer();
  control.ms = data.ms;
  control.hears('226 Directory send OK.\r\n').says('QUIT\r\n').hears('221 Goodbye.\r\n').closedByServer();
  return [...control.frames, ...data.frames].sort((a, b) => a.ms - b.ms);
}

interface Read extends Pick<CapturedSessions, 'fault' | 'frames'> {
  readonly traces: readonly Trace[];
}

async function read(file: Uint8Array, size = 65_536): Promise<Read> {
  const { source, fault: packed } = unpack(chunks(file, size));
  const { sessions, fault, frames } = await readCapture(source, 'test.pcap');
  const traces = sessions.map(({ trace }) => trace);
  return { traces, fault: packed() ? { fault: 'bad-gzip', at: 0 } : fault, frames };
}

function summary(events: readonly TraceEvent[]): string[] {
  return events.map((event) => {
    const outcome = 'outcome' in event ? ` ${event.outcome}` : '';
    return `${event.kind}${outcome} ${event.text}`;
  });
}

const expected = [
  'connect connected 123.56.241.199:2100',
  'reply 220 (vsFTPd 3.0.3)',
  'command USER ftpuser',
  'reply 331 Please specify the password.',
  'command PASS ****',
  'reply 230 Login successful, ****.',
  'command PASV',
  'reply 227 Entering Passive Mode (172,17,9,135,83,237).',
  'dial timed-out 172.17.9.135:21485',
  'note syns=3',
  'command EPSV',
  'reply 229 Entering Extended Passive Mode (|||30001|)',
  'dial connected 123.56.241.199:30001',
  'command LIST',
  'reply 150 Here comes the directory listing.',
  'close server server',
  'reply 226 Directory send OK.',
  'transfer ok LIST ok, 14 bytes',
  'command QUIT',
  'reply 221 Goodbye.',
  'close server server',
];

describe('readCapture', () => {
  it('tells the seed from its frames, each event with its frame', async () => {
    const { traces, fault } = await read(pcapFile(seedFrames()));
    assert.equal(fault, null);
    assert.equal(traces.length, 1);
    const [trace] = traces;
    assert.ok(trace !== undefined);
    assert.deepEqual(summary(trace.events), expected);
    assert.equal(trace.sources[0]?.point, 'client');
    assert.ok(trace.events.every(({ source, id }, i) => source?.frame !== undefined && id === i));
    assert.ok(!JSON.stringify(trace).includes('s3cret-word'));
  });

  const variants: [string, () => Buffer][] = [
    ['big-endian pcap', () => pcapFile(seedFrames(), { littleEndian: false })],
    ['nanosecond pcap', () => pcapFile(seedFrames(), { nanoseconds: true })],
    ['big-endian nanosecond pcap', () => pcapFile(seedFrames(), { littleEndian: false, nanoseconds: true })],
    ['pcapng', () => pcapngFile(seedFrames())],
    [
      'two pcapng sections',
      () => Buffer.concat([pcapngFile(seedFrames().slice(0, 9)), pcapngFile(seedFrames().slice(9))]),
    ],
    ['pcap in gzip', () => gzipSync(pcapFile(seedFrames()))],
    [
      'raw IP',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({ ms, frame: frame.subarray(14) })),
          { linkType: 101 },
        ),
    ],
    [
      'BSD loopback',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({
            ms,
            frame: Buffer.concat([Buffer.from([2, 0, 0, 0]), frame.subarray(14)]),
          })),
          { linkType: 0 },
        ),
    ],
    [
      'VLAN',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({ ms, frame: ethernet(frame.subarray(14), [0x8100]) })),
        ),
    ],
    [
      'QinQ',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({
            ms,
            frame: ethernet(frame.subarray(14), [0x88a8, 0x8100]),
          })),
        ),
    ],
    [
      'Linux cooked',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({
            ms,
            frame: Buffer.concat([Buffer.alloc(14), Buffer.from([8, 0]), frame.subarray(14)]),
          })),
          { linkType: 113 },
        ),
    ],
    [
      'Linux cooked v2',
      () =>
        pcapFile(
          seedFrames().map(({ ms, frame }) => ({
            ms,
            frame: Buffer.concat([Buffer.from([8, 0]), Buffer.alloc(18), frame.subarray(14)]),
          })),
          { linkType: 276 },
        ),
    ],
  ];
  for (const [name, file] of variants) {
    it(`reads the same from ${name}`, async () => {
      const { traces, fault } = await read(file());
      assert.equal(fault, null);
      assert.deepEqual(summary(traces[0]?.events ?? []), expected);
    });
  }

  it('reads the same whatever the chunks are', async () => {
    for (const file of [pcapFile(seedFrames()), pcapngFile(seedFrames()), gzipSync(pcapFile(seedFrames()))]) {
      for (const size of [1, 7, 16, 61, 1000]) {
        const { traces } = await read(file, size);
        assert.deepEqual(summary(traces[0]?.events ?? []), expected, `chunks of ${size}`);
      }
    }
  });

  it('is not misled by retransmission, reordering and overlap', async () => {
    const frames = seedFrames();
    const shuffled = [...frames];
    const [first, second] = [shuffled[4], shuffled[2]];
    assert.ok(first !== undefined && second !== undefined);
    shuffled.splice(5, 0, first, second);
    const { traces } = await read(pcapFile(shuffled));
    assert.deepEqual(summary(traces[0]?.events ?? []), expected);
  });

  it('names what the capture did not hold and reads on behind it', async () => {
    const control = new Conversation(client, server)
      .open()
      .hears('220 ready\r\n')
      .says('FEAT\r\n')
      .hears('211-Features:\r\n')
      .lose(200)
      .says('PASV\r\n')
      .hears('227 ok (1,2,3,4,5,6)\r\n')
      .says('QUIT\r\n');
    const { traces } = await read(pcapFile(control.frames));
    const words = summary(traces[0]?.events ?? []);
    assert.ok(words.includes('note 200 bytes are missing'));
    assert.ok(words.includes('reply 227 ok (1,2,3,4,5,6)'), words.join('\n'));
    assert.ok(words.includes('reply 211-Features:'));
  });

  it('finds a dialogue whose handshake came before the capture', async () => {
    const { traces } = await read(pcapFile(seedFrames().slice(5)));
    assert.ok(summary(traces[0]?.events ?? []).includes('dial timed-out 172.17.9.135:21485'));
    assert.equal(traces[0]?.events[0]?.local?.address, '192.168.0.130');
  });

  it('tells refused, unreachable and unanswered dials apart', async () => {
    const refused = seed();
    refused.add({ from: '192.168.0.130:33001', to: '172.17.9.135:21485', seq: 5, flags: 'S' });
    refused.add({ from: '172.17.9.135:21485', to: '192.168.0.130:33001', seq: 0, ack: 6, flags: 'RA' });
    const icmp = (code: number): Buffer => {
      const quoted = ipPacket({ from: '192.168.0.130:33001', to: '172.17.9.135:21485', seq: 5, flags: 'S' });
      const packet = Buffer.concat([
        Buffer.alloc(20),
        Buffer.from([3, code, 0, 0, 0, 0, 0, 0]),
        quoted.subarray(0, 28),
      ]);
      packet[0] = 0x45;
      packet.writeUInt16BE(packet.length, 2);
      packet[9] = 1;
      return ethernet(packet);
    };
    const outcomeWith = async (code: number): Promise<string> => {
      const control = seed();
      control.add({ from: '192.168.0.130:33001', to: '172.17.9.135:21485', seq: 5, flags: 'S' });
      control.frames.push({ ms: control.ms, frame: icmp(code) });
      const { traces } = await read(pcapFile(control.frames));
      return summary(traces[0]?.events ?? []).find((line) => line.startsWith('dial')) ?? '';
    };
    const { traces } = await read(pcapFile(refused.frames));
    assert.ok(summary(traces[0]?.events ?? []).includes('dial refused 172.17.9.135:21485'));
    assert.equal(await outcomeWith(13), 'dial unreachable 172.17.9.135:21485');
    assert.equal(await outcomeWith(3), 'dial refused 172.17.9.135:21485');
  });

  it('sees a data connection that is taken and closed while the server stays silent', async () => {
    const control = new Conversation(client, server)
      .open()
      .hears('220 hello\r\n')
      .says('PASV\r\n')
      .hears('227 Entering Passive Mode (123,56,241,199,117,49).\r\n');
    const data = new Conversation('192.168.0.130:33002', '123.56.241.199:30001', control.ms).open();
    control.ms = data.ms;
    control.says('LIST\r\n');
    data.ms = control.ms;
    data.closedByServer();
    const transferOf = async (): Promise<TraceEvent | undefined> => {
      const frames = [...control.frames, ...data.frames].sort((a, b) => a.ms - b.ms);
      const { traces } = await read(pcapFile(frames));
      return traces[0]?.events.find(({ kind }) => kind === 'transfer');
    };
    const soon = await transferOf();
    assert.ok(soon?.kind === 'transfer' && soon.outcome === 'unknown' && soon.ending === undefined);
    control.ms += 3000;
    control.says('ABOR\r\n');
    const later = await transferOf();
    assert.ok(later?.kind === 'transfer' && later.outcome === 'failed' && later.ending === 'server');
  });

  it('sees the connection of active mode and where it came from', async () => {
    const control = new Conversation(client, server)
      .open()
      .hears('220 hi\r\n')
      .says('PORT 192,168,0,130,156,65\r\n')
      .hears('200 ok\r\n')
      .says('LIST\r\n');
    control.add({ from: '123.56.241.200:20', to: '192.168.0.130:40001', seq: 7, flags: 'S' });
    control.add({ from: '192.168.0.130:40001', to: '123.56.241.200:20', seq: 9, ack: 8, flags: 'SA' });
    const { traces } = await read(pcapFile(control.frames));
    assert.ok(summary(traces[0]?.events ?? []).includes('accept foreign 123.56.241.200:20'));
  });

  it('sees that nobody came to a listener of active mode, once that has lasted', async () => {
    const control = new Conversation(client, server)
      .open()
      .hears('220 hi\r\n')
      .says('PORT 192,168,0,130,156,65\r\n')
      .hears('200 ok\r\n')
      .says('LIST\r\n')
      .hears('150 Here\r\n');
    const lines = async (ms: number): Promise<string[]> => {
      const end = { ms: control.ms + ms, frame: control.frames.at(-1)?.frame ?? Buffer.alloc(0) };
      const { traces } = await read(pcapFile([...control.frames, end]));
      return summary(traces[0]?.events ?? []);
    };
    assert.ok((await lines(30_000)).includes('accept timed-out 192.168.0.130:40001'));
    assert.ok(!(await lines(100)).some((line) => line.startsWith('accept')));
  });

  it('stops reading a dialogue where TLS begins', async () => {
    const control = new Conversation(client, server)
      .open()
      .hears('220 hi\r\n')
      .says('AUTH TLS\r\n')
      .hears('234 ok\r\n');
    control.says('\x16\x03\x01\x00\x05hello').says('\x17\x03\x03garbage\r\n');
    const { traces } = await read(pcapFile(control.frames));
    assert.deepEqual(summary(traces[0]?.events ?? []).slice(-2), ['reply 234 ok', 'tls unknown TLS']);
  });

  it('takes no other protocol for FTP', async () => {
    const smtp = new Conversation('10.0.0.1:5000', '10.0.0.2:25')
      .open()
      .hears('220 mail ESMTP ftp\r\n')
      .says('EHLO me\r\n')
      .hears('250 ok\r\n')
      .says('QUIT\r\n');
    const pop = new Conversation('10.0.0.1:5001', '10.0.0.2:110')
      .open()
      .hears('+OK\r\n')
      .says('USER a\r\n')
      .hears('+OK\r\n');
    const http = new Conversation('10.0.0.1:5002', '10.0.0.2:80').open().says('GET / HTTP/1.1\r\n');
    const { traces } = await read(pcapFile([...smtp.frames, ...pop.frames, ...http.frames]));
    assert.equal(traces.length, 0);
  });

  it('reports a control port that nobody answers', async () => {
    const frames = [0, 1000, 3000].map((ms) => ({
      ms,
      frame: ethernet(ipPacket({ from: '10.0.0.1:5000', to: '10.0.0.2:21', seq: 1, flags: 'S' })),
    }));
    const { traces } = await read(pcapFile(frames));
    assert.deepEqual(summary(traces[0]?.events ?? []), ['connect timed-out 10.0.0.2:21']);
  });

  it('gives what it could read of a file cut anywhere, and never throws', async () => {
    const whole = pcapFile(seedFrames());
    for (let length = 0; length < whole.length; length += 13) {
      const { traces, fault } = await read(whole.subarray(0, length));
      assert.ok(traces.length <= 1);
      if (length < 24) assert.ok(fault !== null);
    }
    const packed = gzipSync(whole);
    const cut = await read(packed.subarray(0, packed.length - 20));
    assert.equal(cut.fault?.fault, 'bad-gzip');
  });

  it('survives any bytes behind a capture header, in any chunks', async () => {
    const heads = [pcapFile([]), pcapngFile([]), Buffer.from([0x1f, 0x8b])];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.uint8Array({ maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        async (head, noise, size) => {
          const file = Buffer.concat([head, noise]);
          const a = await read(file, size);
          const b = await read(file);
          assert.deepEqual(a, b);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('survives frames with bytes changed at random', async () => {
    const whole = pcapFile(seedFrames());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 25), fc.nat(255)), { maxLength: 20 }),
        async (changes) => {
          const file = Buffer.from(whole);
          for (const [at, value] of changes) file[24 + at] = value;
          await read(file, 100);
        },
      ),
      { numRuns: 200 },
    );
  });
});
