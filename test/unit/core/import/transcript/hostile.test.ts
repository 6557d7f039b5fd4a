import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readHostFacts } from '../../../../../src/core/import/hostFacts/readHostFacts.ts';
import { readEvidence } from '../../../../../src/core/import/index.ts';
import { decodeLog } from '../../../../../src/core/import/transcript/decodeLog.ts';
import { formats, recognise } from '../../../../../src/core/import/transcript/recognise.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { cleanLines, marginsOf } from '../../../../../src/core/import/transcript/textLines.ts';
import { processorMs } from '../../../../support/processorTime.ts';

const dialogue = '220 ready\nUSER a\n331 go on\nPASV\n227 ok (10,0,0,1,1,2)\nLIST\n425 no\n';
const fixtures = join(import.meta.dirname, '..', '..', '..', '..', 'fixtures');

/** What lines of each format begin with. */
const marks = [
  '---> ',
  '<--- ',
  '**** ',
  '> ',
  '< ',
  '* ',
  '==> PASV ... ',
  "*cmd* '",
  'Command:\t',
  'Error: GnuTLS ',
  '. 2026-11-22 07:08:08.001 ',
  '2026-11-25 12:30:40 64 1 Status: ',
  '227 (',
  "[connection] < '",
  'FTP Rx: "',
  'Net::FTP=GLOB(0x1)<<< ',
  'Connecting to ',
  'Wed Nov 25 12:39:09 2026 [pid 67] FTP command: Client "',
  'Nov 25 12:48:57 server pure-ftpd: (?@1.2.3.4) [DEBUG] ',
  '-A INPUT -p tcp --dports ',
  'ACCEPT tcp -- ',
  '17:01:02.917229 IP 1.2.3.4.',
  '[root@host ',
  'tcp 0 0 ',
];

/** The chunks of `bytes` in pieces of these lengths, over and over. */
async function* pieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield await Promise.resolve(bytes.subarray(at, at + length));
    at += length;
  }
}

describe('readTranscript', () => {
  it('takes any bytes without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        readTranscript(decodeLog(bytes), 'x');
        readTranscript(decodeLog(Buffer.concat([Buffer.from(dialogue), bytes])), 'x');
      }),
      { numRuns: 200 },
    );
  });

  it('takes any text in every format without a throw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...marks), fc.string()), { maxLength: 30 }), (lines) => {
        const text = lines.map(([mark, rest]) => mark + rest).join('\n');
        for (const format of formats) {
          const read = format.reader();
          for (const line of cleanLines(text)) read(line.text);
        }
        for (const margin of marginsOf(text)) readHostFacts(cleanLines(text, margin));
        readTranscript(text, 'x');
      }),
      { numRuns: 200 },
    );
  });

  it('reads what stands before any byte at which a log is cut', () => {
    const files = [
      'lab-ftplib-range-dropped.txt',
      'lab-wget-seed-eip-normal.txt',
      'lab-net-ftp-range-dropped.txt',
    ];
    for (const file of files) {
      const bytes = readFileSync(join(fixtures, 'transcripts', file));
      const replies = (length: number): number =>
        (readTranscript(decodeLog(bytes.subarray(0, length)), 'x')?.traces ?? []).flatMap(
          ({ events }) => events,
        ).length;
      let most = 0;
      for (let length = 0; length <= bytes.length; length += 1) most = Math.max(most, replies(length));
      assert.equal(most, replies(bytes.length), file);
    }
  });

  const bait: [string, string][] = [
    ['one line of a million blanks', ' '.repeat(1_000_000)],
    ['one line of a million quotes', '>'.repeat(1_000_000)],
    ['quotes a thousand deep', `${'> '.repeat(1000)}220 x\n`.repeat(1000)],
    ['a hundred thousand Markdown fences', '```\n'.repeat(100_000)],
    ['a million commas behind 227', `227 ${'1,'.repeat(500_000)}`],
    ['a reply that never ends', `220-x\n${' y\n'.repeat(200_000)}`],
    ['two hundred thousand commands', `${dialogue}${'PASV\n227 ok (10,0,0,1,1,2)\n'.repeat(100_000)}`],
    ['a hundred thousand sessions', dialogue.repeat(100_000)],
  ];
  for (const [name, text] of bait) {
    it(`takes bounded time on ${name}`, () => {
      const ms = processorMs(() => {
        const transcript = readTranscript(`${dialogue}${text}`, 'x');
        assert.ok(transcript !== null && transcript.traces.length <= 2000);
      });
      assert.ok(ms < 6000, String(ms));
    });
  }

  it('takes bounded time on lines that are made to confuse its patterns', () => {
    const fillers = [
      ' ',
      '0',
      '1.',
      'a',
      '"',
      "'",
      ',',
      '(',
      '[',
      ']',
      ':',
      '.',
      '-',
      '|',
      '1,',
      '0x',
      'A ',
      '> ',
      '\t',
      'é',
    ];
    const lines = marks.flatMap((mark) =>
      fillers.map((filler) => mark + filler.repeat(4000 / filler.length)),
    );
    const text = lines.join('\n');
    const ms = processorMs(() => {
      for (const format of formats) {
        const read = format.reader();
        for (const line of cleanLines(text)) read(line.text);
      }
      readHostFacts(cleanLines(text));
      readTranscript(text, 'x');
    });
    assert.ok(ms < 8000, String(ms));
  });

  it('counts what is beyond its limits', () => {
    const many = readTranscript(dialogue.repeat(5000), 'x');
    assert.deepEqual([many?.traces.length, many?.omittedSessions], [2000, 3000]);
    assert.ok(many?.traces.every(({ events }) => events.length === 7));
    const long = readTranscript(`${dialogue}${'NOOP\n200 ok\n'.repeat(30_000)}`, 'x');
    assert.ok((long?.traces[0]?.omitted.events ?? 0) > 10_000);
  });

  it('takes prose for no dialogue', () => {
    const prose = 'We have 200 users and 331 printers.\nPORT is a wine.\nIn 2026 the list grew.\n';
    assert.equal(recognise([...cleanLines(prose)]), null);
  });
});

describe('readEvidence', () => {
  const cases = [
    'transcripts/lab-filezilla-zh_CN-seed-eip-normal.log',
    'transcripts/netkit-gbk.txt',
    'evidence/seed-article.txt',
  ];
  for (const file of cases) {
    it(`reads the same from any chunks of ${file}`, async () => {
      const bytes = readFileSync(join(fixtures, file));
      const read = async (lengths: readonly number[]): Promise<string> =>
        JSON.stringify(await readEvidence([{ name: 'x', chunks: pieces(bytes, lengths) }]));
      const whole = await read([bytes.length]);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 5 }),
          async (lengths) => {
            assert.equal(await read(lengths), whole);
          },
        ),
        { numRuns: 15 },
      );
    });
  }

  it('takes any bytes in any chunks without a rejection', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 600 }),
        fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 }),
        async (bytes, lengths) => {
          await readEvidence([{ name: 'x', chunks: pieces(bytes, lengths) }]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
