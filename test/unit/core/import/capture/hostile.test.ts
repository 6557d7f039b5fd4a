import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readEvidence, type Evidence } from '../../../../../src/core/import/index.ts';
import {
  chunks,
  Conversation,
  ethernet,
  ipPacket,
  pcapFile,
  pcapRecords,
} from '../../../../support/packets.ts';
import { pcapngSections } from '../../../../support/pcapngFile.ts';
import { seedCapture } from '../../../../support/seedCapture.ts';

async function evidenceIn(source: AsyncIterable<Uint8Array>): Promise<Evidence> {
  const evidence = await readEvidence([{ name: 'x.pcap', chunks: source }]);
  assert.ok(!('fault' in evidence));
  return evidence;
}

/** A capture that is made while it is read, `count` times what `make` gives. */
async function* endless(count: number, make: (index: number) => Buffer): AsyncGenerator<Uint8Array> {
  yield pcapFile([]);
  for (let index = 0; index < count; index += 1) {
    await Promise.resolve();
    yield make(index);
  }
}

function login(index: number): Conversation {
  const client = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}:40000`;
  return new Conversation(client, '192.0.2.10:2100', 1_000_000 + index)
    .open()
    .hears('220 (vsFTPd 3.0.3)\r\n');
}

describe('hostile captures', () => {
  it('give what stands before the cut, at every byte', async () => {
    for (const whole of [
      pcapFile(seedCapture()),
      pcapngSections([{ interfaces: [{}], frames: seedCapture() }]),
    ]) {
      let most = 0;
      for (let length = 4; length <= whole.length; length += 1) {
        const read = await readEvidence([{ name: 'x', chunks: chunks(whole.subarray(0, length), 4096) }]);
        if ('fault' in read) continue;
        const events = read.traces[0]?.events.length ?? 0;
        assert.ok(events >= most - 2, `byte ${length}: ${events} events after ${most}`);
        most = Math.max(most, events);
        assert.ok(length === whole.length || read.partly.every(({ fault }) => fault === 'truncated'));
      }
      assert.ok(most > 15);
    }
  });

  it('name packets whose lengths lie and read the others', async () => {
    const file = pcapngSections([{ interfaces: [{}], frames: seedCapture() }]);
    // The captured length of the first packet says more than its block holds.
    const first = file.indexOf(Buffer.from([6, 0, 0, 0]), 60);
    file.writeUInt32LE(60_000, first + 20);
    const { partly, traces } = await evidenceIn(chunks(file, 1000));
    assert.deepEqual(
      partly.map(({ fault, frames }) => [fault, frames]),
      [['bad-packets', 1]],
    );
    assert.equal(traces.length, 1);
  });

  it('end at a packet that claims to be longer than any, without waiting for it', async () => {
    const file = pcapFile(seedCapture());
    for (const length of [0x7fff_ffff, 0x0100_0000]) {
      const lie = Buffer.alloc(16);
      lie.writeUInt32LE(length, 8);
      const { partly, traces } = await evidenceIn(chunks(Buffer.concat([file, lie]), 65_536));
      assert.deepEqual(partly, [{ file: 'x.pcap', fault: 'damaged', at: file.length }]);
      assert.equal(traces.length, 1);
    }
  });

  it('pass over a block that is longer than any packet, in whatever chunks it comes', async () => {
    const [section, frames] = [pcapngSections([{ interfaces: [{}], frames: [] }]), seedCapture()];
    const rest = pcapngSections([{ interfaces: [{}], frames }]).subarray(section.length);
    const long = Buffer.alloc(4 * 1024 * 1024 + 16);
    for (const at of [4, long.length - 4]) long.writeUInt32LE(long.length, at);
    long.writeUInt32LE(6);
    const file = Buffer.concat([section, long, rest]);
    for (const size of [65_536, file.length]) {
      const { partly, traces } = await evidenceIn(chunks(file, size));
      assert.deepEqual(partly, [{ file: 'x.pcap', fault: 'bad-packets', at: section.length, frames: 1 }]);
      assert.equal(traces[0]?.events.filter(({ kind }) => kind === 'command').length, 6);
    }
    const { partly } = await evidenceIn(chunks(file.subarray(0, section.length + 500_000), 65_536));
    assert.ok(partly.some(({ fault }) => fault === 'truncated'));
  });

  it('name link types that are not read', async () => {
    const file = pcapFile(seedCapture(), { linkType: 127 });
    const { partly } = await evidenceIn(chunks(file, 1000));
    assert.deepEqual(
      partly.map(({ fault, linkType, frames }) => [fault, linkType, frames]),
      [['link-type', 127, seedCapture().length]],
    );
  });

  it('end where options or blocks would loop', async () => {
    const file = pcapngSections([{ interfaces: [{}], frames: [] }]);
    const zero = Buffer.alloc(4096);
    const { partly } = await evidenceIn(chunks(Buffer.concat([file, zero]), 100));
    assert.deepEqual(
      partly.map(({ fault }) => fault),
      ['damaged'],
    );
  });

  it('count sessions beyond the limit, in bounded time and memory', async () => {
    const count = 4000;
    const before = process.memoryUsage().heapUsed;
    const started = process.cpuUsage();
    const result = await evidenceIn(endless(count, (index) => pcapRecords(login(index).frames)));
    const { user, system } = process.cpuUsage(started);
    const ms = (user + system) / 1000;
    assert.equal(result.traces.length + result.omitted.sessions, count);
    assert.ok(result.omitted.sessions > 0);
    assert.ok(ms < 20_000, `${ms} ms`);
    assert.ok(process.memoryUsage().heapUsed - before < 300e6);
  });

  it('let a flood of other connections push no session out', async () => {
    const flood = (index: number): Buffer => {
      const from = `10.1.${(index >> 8) & 255}.${index & 255}:${1024 + (index >> 16)}`;
      return pcapRecords([
        { ms: index, frame: ethernet(ipPacket({ from, to: '192.0.2.9:21', seq: 1, flags: 'S' })) },
      ]);
    };
    const { traces, omitted } = await evidenceIn(
      endless(3001, (index) => (index < 3000 ? flood(index) : pcapRecords(seedCapture()))),
    );
    assert.equal(traces.length + omitted.sessions, 3001);
    assert.equal(traces.filter(({ events }) => events.some(({ kind }) => kind === 'reply')).length, 1);
  });

  it('count lines of a dialogue beyond the limit', async () => {
    const talk = login(1);
    for (let index = 0; index < 4000; index += 1) talk.says('NOOP\r\n').hears('200 ok\r\n');
    const { omitted, traces } = await evidenceIn(chunks(pcapFile(talk.frames), 65_536));
    const shown = (traces[0]?.events ?? []).filter(({ kind }) => kind === 'command' || kind === 'reply');
    assert.equal(shown.length + omitted.events, 8001);
  });

  it('hold no more than a little of a stream that is all gaps', async () => {
    const before = process.memoryUsage().heapUsed;
    const segment = Buffer.alloc(60_000, 65);
    const gaps = (index: number): Buffer => {
      const seq = (900_021 + 1_000_000 * (index + 1)) >>> 0;
      const from = '192.0.2.10:2100';
      const frame = ethernet(
        ipPacket({ from, to: '10.0.0.1:40000', seq, ack: 1001, flags: 'A', data: segment }),
      );
      return pcapRecords([{ ms: index, frame }]);
    };
    const { traces } = await evidenceIn(
      endless(401, (index) => (index === 0 ? pcapRecords(login(1).frames) : gaps(index))),
    );
    assert.equal(traces.length, 1);
    assert.ok(process.memoryUsage().heapUsed - before < 200e6);
  });

  it('show no part of a password that a gap tore apart', async () => {
    const talk = login(1).says('USER ftpuser\r\n').hears('331 go on\r\n').says('PASS hunt');
    talk.skip(3).says('er2secret\r\n').hears('230 ok\r\n').says('PASV\r\n');
    const { traces } = await evidenceIn(chunks(pcapFile(talk.frames), 1000));
    assert.equal(traces.length, 1);
    assert.doesNotMatch(JSON.stringify(traces), /hunt|er2secret/);
  });

  it('hide passwords where the server repeats them, and no other word', async () => {
    const talk = login(1)
      .says('USER ftpuser\r\n')
      .hears('331 Password required for ftpuser\r\n')
      .says('PASS hunter2\r\n')
      .hears('230 ftpuser is in with hunter2\r\n');
    const { traces } = await evidenceIn(chunks(pcapFile(talk.frames), 1000));
    const replies = traces[0]?.events.filter(({ kind }) => kind === 'reply').map(({ text }) => text);
    assert.deepEqual(replies?.slice(1), ['331 Password required for ftpuser', '230 ftpuser is in with ****']);
  });

  it('read the same in any chunks, whatever is changed in them', async () => {
    const heads = [
      pcapFile(seedCapture()),
      pcapngSections([{ interfaces: [{}, {}], frames: seedCapture() }]),
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.array(fc.tuple(fc.nat(1500), fc.nat(255)), { maxLength: 12 }),
        fc.integer({ min: 1, max: 300 }),
        async (whole, changes, size) => {
          const file = Buffer.from(whole);
          for (const [at, value] of changes) file[24 + at] = value;
          const [a, b] = await Promise.all(
            [size, file.length].map((length) => readEvidence([{ name: 'x', chunks: chunks(file, length) }])),
          );
          assert.deepEqual(a, b);
        },
      ),
      { numRuns: 60 },
    );
  });
});
