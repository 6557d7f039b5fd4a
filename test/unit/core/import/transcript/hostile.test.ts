import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formats, recognise } from '../../../../../src/core/import/transcript/recognise.ts';
import { readTranscript } from '../../../../../src/core/import/transcript/readTranscript.ts';
import { decodeLog } from '../../../../../src/core/import/transcript/decodeLog.ts';
import { cleanLines } from '../../../../../src/core/import/transcript/textLines.ts';

const dialogue = '220 ready\nUSER a\n331 go on\nPASV\n227 ok (10,0,0,1,1,2)\nLIST\n425 no\n';

describe('readTranscript', () => {
  it('takes any bytes without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        readTranscript(decodeLog(bytes), 'x');
        readTranscript(decodeLog(Buffer.concat([Buffer.from(dialogue), bytes])), 'x');
      }),
      { numRuns: 300 },
    );
  });

  it('takes any text in every format without a throw', () => {
    const marks = [
      '---> ',
      '<--- ',
      '> ',
      '< ',
      '* ',
      '==> ',
      "*cmd* '",
      'Command:\t',
      '. 2026-11-22 07:08:08.001 ',
      '227 (',
      '[connection] > ',
    ];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...marks), fc.string()), { maxLength: 30 }), (lines) => {
        const text = lines.map(([mark, rest]) => mark + rest).join('\n');
        for (const format of formats) {
          const read = format.reader();
          for (const line of cleanLines(text)) read(line.text);
        }
        readTranscript(text, 'x');
      }),
      { numRuns: 300 },
    );
  });

  const bait: [string, string][] = [
    ['one line of a million blanks', ' '.repeat(1_000_000)],
    ['one line of a million quotes', '>'.repeat(1_000_000)],
    ['a million commas behind 227', `227 ${'1,'.repeat(500_000)}`],
    ['a reply that never ends', `220-x\n${' y\n'.repeat(200_000)}`],
    ['two hundred thousand commands', `${dialogue}${'PASV\n227 ok (10,0,0,1,1,2)\n'.repeat(100_000)}`],
    ['a hundred thousand sessions', dialogue.repeat(20_000)],
  ];
  for (const [name, text] of bait) {
    it(`takes bounded time on ${name}`, () => {
      const started = process.cpuUsage();
      const transcript = readTranscript(`${dialogue}${text}`, 'x');
      // Processor time, so that a busy machine changes nothing.
      assert.ok(process.cpuUsage(started).user < 4_000_000);
      assert.ok(transcript !== null && transcript.traces.length <= 2000);
    });
  }

  it('counts what is beyond its limits', () => {
    const many = readTranscript(dialogue.repeat(5000), 'x');
    assert.ok((many?.omittedSessions ?? 0) >= 2000);
    const long = readTranscript(`${dialogue}${'NOOP\n200 ok\n'.repeat(30_000)}`, 'x');
    assert.ok((long?.traces[0]?.omitted.events ?? 0) > 10_000);
  });

  it('takes prose for no dialogue', () => {
    const prose = 'We have 200 users and 331 printers.\nPORT is a wine.\nIn 2026 the list grew.\n';
    assert.equal(recognise([...cleanLines(prose)]), null);
  });
});
