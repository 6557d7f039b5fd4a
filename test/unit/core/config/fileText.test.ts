import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  byteLength,
  decodeFileText,
  encodeFileText,
  hasUndecodableBytes,
  visibleText,
} from '../../../../src/core/config/fileText.ts';

describe('file text', () => {
  it('turns any bytes into text and back without a loss', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = decodeFileText(bytes);
        assert.deepEqual(encodeFileText(text), bytes);
        assert.equal(byteLength(text), bytes.length);
      }),
    );
  });

  it('keeps the characters of valid UTF-8 and a byte order mark', () => {
    const bytes = new TextEncoder().encode('\ufeff# 被动模式 é 😀\r\n');
    assert.equal(decodeFileText(bytes), '\ufeff# 被动模式 é 😀\r\n');
    assert.equal(hasUndecodableBytes(decodeFileText(bytes)), false);
    assert.equal(byteLength(decodeFileText(bytes)), bytes.length);
  });

  it('keeps GBK bytes and says that they are not UTF-8', () => {
    const gbk = Uint8Array.of(0x23, 0xb1, 0xbb, 0xb6, 0xaf, 0x0a);
    assert.equal(hasUndecodableBytes(decodeFileText(gbk)), true);
    assert.deepEqual(encodeFileText(decodeFileText(gbk)), gbk);
  });

  it('takes surrogates and overlong forms in the file for what they are: not UTF-8', () => {
    for (const bytes of [
      [0xed, 0xb2, 0x80],
      [0xc0, 0xaf],
      [0xf4, 0x90, 0x80, 0x80],
      [0xe0, 0x80, 0xaf],
    ]) {
      const text = decodeFileText(Uint8Array.from(bytes));
      assert.equal(text.length, bytes.length);
      assert.deepEqual([...encodeFileText(text)], bytes);
    }
  });

  it('shows control characters, undecodable bytes and invisible characters as escapes', () => {
    assert.equal(visibleText('a\u001b[31m\udcff\u00a0\u200b中'), 'a\\x1b[31m\\xff\\xa0\\u200b中');
  });
});
