import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../../../src/core/report/report.ts';
import { HistoryStore } from '../../../../src/extension/history/historyStore.ts';
import { memoryFiles } from '../../../support/memoryFiles.ts';
import { seedReport } from '../../../support/seedReport.ts';

const at = (second: number): Report => ({ ...seedReport, startedAt: `2026-11-22T07:00:0${second}.000Z` });

function read(text: string): Promise<Report | null> {
  try {
    return Promise.resolve(JSON.parse(text) as Report);
  } catch {
    return Promise.resolve(null);
  }
}

describe('the history of an endpoint', () => {
  it('keeps the newest reports and drops the oldest', async () => {
    const history = new HistoryStore(memoryFiles(), read);
    for (const second of [1, 3, 2, 4]) await history.add('a', at(second), 3);
    assert.deepEqual(
      (await history.list('a')).map(({ at: time }) => time),
      ['2026-11-22T07:00:04.000Z', '2026-11-22T07:00:03.000Z', '2026-11-22T07:00:02.000Z'],
    );
    assert.equal((await history.latest('a'))?.startedAt, at(4).startedAt);
  });

  it('keeps none when it is switched off, and takes the old ones away', async () => {
    const files = memoryFiles();
    const history = new HistoryStore(files, read);
    await history.add('a', at(1), 3);
    files.full = true;
    // Not even for a moment: a write would fail here.
    await history.add('a', at(2), 0);
    assert.equal(files.texts.size, 0);
  });

  it('keeps endpoints apart, whatever their ids hold', async () => {
    const files = memoryFiles();
    const history = new HistoryStore(files, read);
    await history.add('../../x', at(1), 3);
    await history.add('url:ftp://h:21', at(2), 3);
    assert.equal((await history.list('../../x')).length, 1);
    for (const path of files.texts.keys()) assert.match(path, /^[0-9a-f]{24}\/[\w.-]+\.json$/);
    await history.clear('../../x');
    assert.equal(files.texts.size, 1);
    await history.clearAll();
    assert.equal(files.texts.size, 0);
  });

  it('passes over what is damaged or none of its own', async () => {
    const files = memoryFiles();
    const history = new HistoryStore(files, read);
    await history.add('a', at(1), 3);
    const folder = [...files.texts.keys()][0]?.split('/')[0] ?? '';
    files.texts.set(`${folder}/2099-01-01T00-00-00-000Z-zz.json`, '{');
    files.texts.set(`${folder}/x.json.tmp`, 'half');
    assert.equal((await history.list('a')).length, 2);
    assert.equal((await history.latest('a'))?.startedAt, at(1).startedAt);
  });

  it('keeps a report that does not know when it was made', async () => {
    const history = new HistoryStore(memoryFiles(), read);
    await history.add('a', { ...seedReport, startedAt: null }, 3);
    assert.equal((await history.list('a')).length, 1);
  });
});
