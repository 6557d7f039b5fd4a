import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatJson } from '../../../../src/core/report/json.ts';
import { seedReport } from '../../../support/seedReport.ts';

describe('formatJson', () => {
  it('reads back as the same value', () => {
    assert.deepEqual(JSON.parse(formatJson(seedReport)), seedReport);
  });

  it('escapes every character that a terminal would obey', () => {
    const text = 'a\u001b\u007f\u009b\u202e\u2028\u{e0041}地';
    const json = formatJson({ text });
    assert.doesNotMatch(json, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
    assert.deepEqual(JSON.parse(json), { text });
    assert.match(json, /地/);
  });
});
