import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../src/core/l10n.ts';
import { lanesOf } from '../../../src/shared/timeline/lanes.ts';
import { buildTimelineView } from '../../../src/shared/timeline/buildTimelineView.ts';
import type { Arrow } from '../../../src/shared/timelineView.ts';
import { geometry, laneX, lineOf } from '../../../src/webview/ladder/geometry.ts';
import { labelBox } from '../../../src/webview/ladder/labelBox.ts';
import { scrollFor, visibleStretch } from '../../../src/webview/ladder/window.ts';
import { seedReport } from '../../support/sampleReports.ts';

const t = createTranslate();
const seed = lanesOf(
  {
    local: '192.168.0.130',
    seenAs: '125.120.45.15',
    peer: '123.56.241.199',
    serverAddress: '172.17.9.135',
    other: null,
  },
  t,
);
const plain = lanesOf(
  { local: '10.0.0.1', seenAs: null, peer: '10.0.0.2', serverAddress: null, other: null },
  t,
);
const dial = { from: 'client', to: 'server', line: 'data', both: false } as const;

describe('the geometry of the ladder', () => {
  for (const width of [150, 300, 430, 560, 900, 2400]) {
    it(`keeps the lanes in order and inside at ${width} pixels`, () => {
      for (const lanes of [seed, plain]) {
        const { drawn, lanes: places } = geometry(lanes, width);
        const xs = places.map(({ x }) => x);
        assert.deepEqual(
          xs,
          [...xs].sort((a, b) => a - b),
        );
        assert.equal(new Set(xs).size, xs.length);
        assert.ok((xs[0] ?? -1) >= 0 && (xs.at(-1) ?? Infinity) <= drawn && drawn <= Math.max(width, 0));
      }
    });

    it(`ends the dial of the private address between both networks at ${width} pixels`, () => {
      const places = geometry(seed, width);
      const { x2, broken } = lineOf({ ...dial, reach: 'nowhere' }, places);
      assert.equal(broken, true);
      assert.ok(x2 > laneX('nat', places) && x2 < laneX('eip', places));
    });

    it(`ends a dropped dial before the server's side at ${width} pixels`, () => {
      const places = geometry(seed, width);
      const { x2 } = lineOf({ ...dial, reach: 'door' }, places);
      assert.ok(x2 < laneX('eip', places) && x2 > laneX('nat', places));
    });

    it(`keeps every text inside the picture at ${width} pixels`, () => {
      const places = geometry(seed, width);
      for (const { rows } of buildTimelineView(seedReport(), t).sessions) {
        for (const row of rows) {
          const { left, width: room } = labelBox(row, places);
          assert.ok(left >= 0 && room > 20 && left + room <= width, `${row.label}: ${left} + ${room}`);
        }
      }
    });
  }

  it('leads an arrow that arrives to its lane, in both directions', () => {
    const places = geometry(seed, 800);
    const there: Arrow = { ...dial, reach: 'arrives' };
    assert.deepEqual(lineOf(there, places), {
      x1: laneX('client', places),
      x2: laneX('server', places),
      broken: false,
    });
    const back = lineOf({ ...there, from: 'server', to: 'client' }, places);
    assert.ok(back.x1 > back.x2);
    const refusedBack = lineOf({ ...there, from: 'server', to: 'client', reach: 'door' }, places);
    assert.ok(refusedBack.x2 > laneX('nat', places) && refusedBack.broken);
  });

  it('draws a band only for a network that is known to stand apart', () => {
    assert.deepEqual(
      geometry(seed, 800).zones.map(({ zone }) => zone),
      ['client', 'server'],
    );
    assert.deepEqual(geometry(plain, 800).zones, []);
  });
});

describe('the window on the rows', () => {
  it('holds what is in view, and a few more', () => {
    assert.deepEqual(visibleStretch(10_000, 30, 30_000, 600), { from: 992, to: 1028 });
    assert.deepEqual(visibleStretch(5, 30, 0, 600), { from: 0, to: 5 });
    assert.deepEqual(visibleStretch(0, 30, 0, 600), { from: 0, to: 0 });
    assert.deepEqual(visibleStretch(10, 30, 99_999, 600).to, 10);
  });

  it('moves as little as it must to show a row', () => {
    assert.equal(scrollFor(10, 30, 200, 600), 200);
    assert.equal(scrollFor(0, 30, 200, 600), 0);
    assert.ok(scrollFor(100, 30, 200, 600) > 2000);
  });
});
