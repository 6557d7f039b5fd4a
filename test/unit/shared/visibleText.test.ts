import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { visiblePieces, visibleText } from '../../../src/shared/visibleText.ts';

describe('visible text', () => {
  for (const [name, text, seen] of [
    ['plain text', 'Willkommen, 欢迎 😀', 'Willkommen, 欢迎 😀'],
    ['a colour sequence', '\u001b[31mred', '\\x1b[31mred'],
    ['a right-to-left override', 'a\u202egnp.exe', 'a\\u202egnp.exe'],
    ['a zero-width space', 'pa\u200bss', 'pa\\u200bss'],
    ['line ends and tabs', 'a\r\nb\tc', 'a␍⏎b⇥c'],
    ['half a surrogate pair', 'x\ud800y', 'x\\ud800y'],
    ['a tag character', 'x\u{e0041}', 'x\\u{e0041}'],
  ] as const) {
    it(`shows ${name}`, () => assert.equal(visibleText(text), seen));
  }

  it('leaves no hidden character, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        assert.doesNotMatch(visibleText(text), /\p{Cc}|\p{Cf}|\p{Cs}|\p{Zl}|\p{Zp}/u);
      }),
    );
  });

  for (const [text, address, found] of [
    ['227 (172,17,9,135,83,237)', '172.17.9.135', ['172,17,9,135']],
    ['172.17.9.135:21485 and 172.17.9.135', '172.17.9.135', ['172.17.9.135', '172.17.9.135']],
    ['172.17.9.1350', '172.17.9.135', []],
    ['2172.17.9.135', '172.17.9.135', []],
    ['1172,17,9,135,1,2', '172.17.9.135', []],
    ['|2|fd00::1|2100|', 'fd00::1', ['fd00::1']],
    ['anything', '', []],
  ] as const) {
    it(`finds ${address === '' ? 'nothing' : address} in "${text}"`, () => {
      const marked = visiblePieces(text, address).filter(({ kind }) => kind === 'address');
      assert.deepEqual(
        marked.map((piece) => piece.text),
        found,
      );
    });
  }
});
