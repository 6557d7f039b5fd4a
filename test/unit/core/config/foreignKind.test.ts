import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { foreignKind } from '../../../../src/core/config/foreignKind.ts';

describe('a file that vsftpd could not read', () => {
  for (const [bytes, kind] of [
    [[0xff, 0xfe, 0x6c, 0x00], 'utf-16'],
    [[0xfe, 0xff, 0x00, 0x6c], 'utf-16'],
    [[0x6c, 0x00, 0x0a], 'binary'],
    [[0xff, 0x41], null],
    [[0xfe, 0x41], null],
    [[0x41, 0xfe], null],
    [[0xef, 0xbb, 0xbf, 0x6c], null],
    [[], null],
  ] as const) {
    it(`is told by its bytes: ${Buffer.from(bytes).toString('hex')}`, () => {
      assert.equal(foreignKind(Uint8Array.from(bytes)), kind);
    });
  }
});
