import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { displayWidth, flow, padFrom, padTo, wrap } from '../../../../src/core/report/wrap.ts';
import { processorMs } from '../../../support/processorTime.ts';

describe('displayWidth', () => {
  const cases: readonly (readonly [string, number])[] = [
    ['', 0],
    ['abc', 3],
    ['公网地址', 8],
    ['227 声称', 8],
    ['e\u0301', 1],
    ['✓✗–', 3],
    ['🙂', 2],
    ['カナ한글', 8],
  ];
  for (const [text, width] of cases) {
    it(`counts ${width} columns for "${text}"`, () => assert.equal(displayWidth(text), width));
  }

  it('pads by columns, not by characters', () => {
    assert.equal(padTo('地址', 6), '地址  ');
    assert.equal(padFrom('地址', 6), '  地址');
    assert.equal(padTo('longer', 3), 'longer');
  });
});

describe('wrap', () => {
  it('breaks at blanks', () => {
    assert.deepEqual(wrap('one two three four five six', { width: 20 }), ['one two three four', 'five six']);
  });

  it('breaks Chinese between characters and keeps closing marks on their line', () => {
    assert.deepEqual(wrap('服务器给出的地址无法到达\uff0c请修改。', { width: 24 }), [
      '服务器给出的地址无法到',
      '达\uff0c请修改。',
    ]);
  });

  it('keeps addresses whole inside Chinese', () => {
    assert.deepEqual(wrap('服务器让客户端连接172.17.9.135:21485端口', { width: 24 }), [
      '服务器让客户端连接',
      '172.17.9.135:21485端口',
    ]);
  });

  it('cuts a word that is longer than a line', () => {
    assert.deepEqual(wrap('x'.repeat(45), { width: 20 }), ['x'.repeat(20), 'x'.repeat(20), 'x'.repeat(5)]);
  });

  it('lets a line to copy stick out', () => {
    assert.deepEqual(wrap(`run ${'x'.repeat(30)} now`, { width: 20, cut: false }), [
      'run',
      'x'.repeat(30),
      'now',
    ]);
  });

  it('gives one empty line for nothing', () => {
    assert.deepEqual(wrap('', { width: 20 }), ['']);
  });

  it('keeps every character but the blanks at breaks, and no line is too long', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '地', ' ', ',', '.', '🙂'), maxLength: 200 }),
        (text) => {
          const lines = wrap(text, { width: 20 });
          assert.equal(lines.join('').replaceAll(' ', ''), text.replaceAll(' ', ''));
          for (const line of lines) assert.ok(displayWidth(line) <= 20, line);
        },
      ),
    );
  });

  it('is done with a megabyte in no time', () => {
    const spent = processorMs(() => void wrap('x'.repeat(500_000) + ' '.repeat(500_000), { width: 80 }));
    assert.ok(spent < 3000, `${spent} ms`);
  });
});

describe('flow', () => {
  it('breaks between parts only', () => {
    assert.deepEqual(flow(['one two', 'three', 'four five'], ' · ', 16), ['one two · three', 'four five']);
  });
});
