import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { urlAt, urlIn } from '../../../../src/extension/diagnose/urlAt.ts';
import { processorMs } from '../../../support/processorTime.ts';

describe('the URL under the cursor', () => {
  const line = 'see ftp://me@h.example:2100/pub, or <ftps://x>, or sftp://no and "ftpes://y".';

  for (const [column, expected] of [
    [4, 'ftp://me@h.example:2100/pub'],
    [20, 'ftp://me@h.example:2100/pub'],
    [31, 'ftp://me@h.example:2100/pub'],
    [2, null],
    [38, 'ftps://x'],
    [55, null],
    [70, 'ftpes://y'],
    [999, null],
  ] as const) {
    it(`is ${String(expected)} at column ${column}`, () => {
      assert.equal(urlAt(line, column), expected);
    });
  }

  it('does not begin inside another scheme', () => {
    assert.equal(urlIn('sftp://host'), null);
    assert.equal(urlIn('x ftp://a。'), 'ftp://a');
  });

  it('reads a line of a megabyte in no time', () => {
    const long = `${'ftp://'.repeat(200_000)} ftp://h`;
    const spent = processorMs(() => {
      urlAt(long, 600_000);
      urlIn(long);
    });
    assert.ok(spent < 200, `${spent} ms`);
  });
});
