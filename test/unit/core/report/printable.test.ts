import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printable, printableStart } from '../../../../src/core/report/printable.ts';

describe('printable', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['leaves words alone', 'Login successful.', 'Login successful.'],
    ['leaves Chinese, accents and emoji alone', '没有到主机的路由 é 🙂', '没有到主机的路由 é 🙂'],
    ['shows escape sequences', '\u001b]0;title\u0007\u001b[2J', '\\x1b]0;title\\x07\\x1b[2J'],
    ['shows carriage returns and line feeds', 'a\rb\nc', 'a\\x0db\\x0ac'],
    ['shows NUL and DEL', '\u0000\u007f', '\\x00\\x7f'],
    ['shows C1 controls', '\u009b31m', '\\x9b31m'],
    ['shows bidirectional overrides', 'a\u202egpj.exe', 'a\\u202egpj.exe'],
    ['shows isolates', '\u2066x\u2069', '\\u2066x\\u2069'],
    ['shows zero-width characters', 'a\u200bb\ufeff', 'a\\u200bb\\ufeff'],
    ['shows line and paragraph separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['shows tag characters', '\u{e0041}', '\\u{e0041}'],
    ['shows lone surrogates', 'a\ud800b', 'a\\ud800b'],
    ['shows private-use characters', '\ue000', '\\ue000'],
    ['shows the blanks that fonts draw as nothing', 'a\u3164b', 'a\\u3164b'],
    ['keeps two marks and shows the pile', 'a\u0301\u0302\u0303', 'a\u0301\u0302\\u0303'],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => assert.equal(printable(text), expected));
  }

  it('cuts at characters, not in the middle of one', () => {
    assert.equal(printableStart('🙂🙂🙂', 2), '🙂🙂…');
    assert.equal(printableStart('🙂🙂', 2), '🙂🙂');
    assert.equal(printableStart('x'.repeat(1_000_000), 3), 'xxx…');
  });
});
