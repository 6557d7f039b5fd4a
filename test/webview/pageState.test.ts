import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { freshPage, pageStateFor, readPageState } from '../../src/webview/pageState.ts';

describe('what a page keeps', () => {
  it('comes back as it was', () => {
    const kept = {
      ...freshPage,
      id: 'a',
      session: 2,
      selected: 7,
      opened: [3],
      connection: 'data',
      lit: 1,
      disclosed: { 'list-a-b': true },
    } as const;
    assert.deepEqual(readPageState(JSON.parse(JSON.stringify(kept))), kept);
  });

  for (const odd of [
    null,
    undefined,
    7,
    'x',
    [],
    { session: -1, selected: 'x', opened: {}, connection: NaN, lit: {}, disclosed: { a: 1 } },
  ]) {
    it(`is fresh when it is ${JSON.stringify(odd)}`, () => {
      assert.deepEqual(readPageState(odd), freshPage);
    });
  }

  it('loses what belongs to another report, and keeps how the person reads', () => {
    const kept = { ...freshPage, destination: 'd', startedAt: '1', session: 2, raw: true, redact: true };
    const panel = { id: 'a', destination: 'd' };
    assert.equal(pageStateFor(kept, panel, '1').session, 2);
    const other = pageStateFor(kept, panel, '2');
    assert.deepEqual([other.session, other.raw, other.redact], [null, true, true]);
  });
});
