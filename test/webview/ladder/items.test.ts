import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../src/core/l10n.ts';
import { buildTimelineView } from '../../../src/shared/timeline/buildTimelineView.ts';
import type { EventRow } from '../../../src/shared/timelineView.ts';
import { indexOfEvent, ladderItems, nextMismatch } from '../../../src/webview/ladder/items.ts';
import type { Item } from '../../../src/webview/ladder/items.ts';
import { portsBlockedReport } from '../../support/faultyReports.ts';
import { healthyReport, seedReport } from '../../support/sampleReports.ts';

const options = { connection: null, raw: false, fold: true, opened: new Set<number>() };

function rowsOf(report = seedReport()): readonly EventRow[] {
  return buildTimelineView(report, createTranslate()).sessions[0]?.rows ?? [];
}

/** The lines in short: labels, `⋯n` for a fold, `zzz` for a wait. */
function short(items: readonly Item[]): string[] {
  return items.map((item) => {
    if (item.kind === 'fold') return `⋯${item.rows.length}`;
    if (item.kind === 'wait') return 'zzz';
    return item.kind === 'line' ? item.text : item.row.label;
  });
}

describe('the lines of the ladder', () => {
  it('fold what nobody needs to see of the seed, and keep its proof', () => {
    assert.deepEqual(short(ladderItems(rowsOf(), options)), [
      'survey, PASV',
      'connect 123.56.241.199:2100',
      '220 (vsFTPd 3.0.3)',
      '⋯12',
      'PASV',
      '227 Entering Passive Mode (172,17,9,135,83,237).',
      '172.17.9.135:21485',
      'data 123.56.241.199:21485',
      'LIST',
      '150 Here comes the directory listing.',
      'LIST: 68 bytes',
      '226 Directory send OK.',
      '⋯18',
    ]);
  });

  it('keep the first channel of a healthy session', () => {
    const lines = short(ladderItems(rowsOf(healthyReport()), options));
    assert.ok(lines.includes('227 Entering Passive Mode (123,56,241,199,83,237).'));
    assert.ok(lines.includes('⋯12'));
  });

  it('show a wait before the event that ended it', () => {
    const lines = short(ladderItems(rowsOf(portsBlockedReport()), options));
    assert.equal(lines[lines.indexOf('123.56.241.199:21485') - 1], 'zzz');
  });

  it('open a fold by its key and show everything when asked', () => {
    const rows = rowsOf();
    const fold = ladderItems(rows, options).find((item) => item.kind === 'fold');
    assert.ok(fold?.kind === 'fold');
    const opened = ladderItems(rows, { ...options, opened: new Set([fold.key]) });
    assert.ok(short(opened).includes('FEAT'));
    assert.equal(ladderItems(rows, { ...options, fold: false }).length, rows.length);
  });

  it('keep to one connection, or to all data connections', () => {
    const rows = rowsOf();
    const control = ladderItems(rows, { ...options, connection: 0 });
    assert.ok(control.every((item) => item.kind === 'event' && item.row.connection === 0));
    const data = ladderItems(rows, { ...options, connection: 'data' });
    assert.ok(data.length > 3 && data.every((item) => item.kind === 'event' && item.row.connection > 0));
  });

  it('give each line of a raw reply a line', () => {
    const lines = short(ladderItems(rowsOf(), { ...options, raw: true }));
    const feat = lines.indexOf('211-Features:');
    assert.deepEqual(lines.slice(feat, feat + 3), ['211-Features:', ' EPRT', ' EPSV']);
  });

  it('are found by their event, inside a fold too', () => {
    const items = ladderItems(rowsOf(), options);
    const fold = items.findIndex((item) => item.kind === 'fold');
    const hidden = items[fold];
    assert.ok(hidden?.kind === 'fold');
    assert.equal(indexOfEvent(items, hidden.rows[2]?.id ?? -1), fold);
    assert.equal(indexOfEvent(items, 99_999), -1);
  });

  it('lead from mismatch to mismatch, round the end, and nowhere when there is none', () => {
    const items = ladderItems(rowsOf(), options);
    const first = nextMismatch(items, -1, 1);
    const second = nextMismatch(items, first, 1);
    assert.deepEqual([first, second], [5, 6]);
    assert.equal(nextMismatch(items, second, 1), first);
    assert.equal(nextMismatch(items, first, -1), second);
    assert.equal(nextMismatch(ladderItems(rowsOf(healthyReport()), options), 0, 1), -1);
  });
});
