import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { lineAfter, MarkedLines, marksIn } from '../../../../src/extension/evidence/logMarks.ts';
import { manySessions, paste, reportsOf } from '../../../support/evidenceFiles.ts';

const evidence = { id: 'case', name: 'paste.txt', sources: [] };

describe('findings on the lines of a log', () => {
  it('marks each line that a finding rests on, in the order of the lines', async () => {
    const found = marksIn(evidence, await reportsOf({ 'paste.txt': paste }), 'paste.txt');
    const lines = paste.split('\n');
    const on = (text: string): string[] =>
      (found?.marks ?? [])
        .filter(({ line }) => lines[line]?.includes(text) === true)
        .map(({ finding }) => finding.id);
    assert.deepEqual(on('227 Entering Passive Mode'), ['pasv-private-address']);
    assert.deepEqual(on('500 Illegal PORT command.'), ['port-command-rejected']);
    assert.deepEqual(on('172.17.9.135:21485'), ['pasv-private-address']);
    assert.deepEqual(on('inet 172.17.9.135/20'), ['pasv-private-address']);
    assert.deepEqual(on('ftp: bind:'), ['port-command-rejected']);
    const numbers = found?.marks.map(({ line }) => line) ?? [];
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => a - b),
    );
    assert.match(lines[found?.firstLine ?? -1] ?? '', /123\.56\.241\.199/);
  });

  it('names the other lines of the same finding, and the event behind each', async () => {
    const [report] = await reportsOf({ 'paste.txt': paste });
    assert.ok(report !== undefined);
    const found = marksIn(evidence, [report], 'paste.txt')?.marks ?? [];
    const first = found.find(({ finding }) => finding.id === 'pasv-private-address');
    assert.ok(first !== undefined && first.others.length >= 3);
    assert.ok(!first.others.includes(first.line));
    for (const { event, line } of found) {
      assert.equal(report.events.find(({ id }) => id === event)?.source?.line, line + 1);
    }
  });

  it('keeps sessions apart and marks no line for a session without a fault', async () => {
    const found = marksIn(evidence, await reportsOf({ 'v.log': manySessions(6) }), 'v.log')?.marks ?? [];
    assert.deepEqual(
      found.map(({ session, line }) => [session, line + 1]),
      [
        [2, 18],
        [5, 36],
      ],
    );
  });

  it('says nothing about a text that no event was read from', async () => {
    const reports = await reportsOf({ 'paste.txt': paste });
    assert.equal(marksIn(evidence, reports, 'other.txt'), null);
  });
});

describe('marked lines in an edited text', () => {
  it('moves a line by what was inserted or removed above it', () => {
    assert.equal(lineAfter(10, { from: 2, to: 2, lines: 4 }), 13);
    assert.equal(lineAfter(10, { from: 2, to: 5, lines: 1 }), 7);
    assert.equal(lineAfter(10, { from: 12, to: 12, lines: 9 }), 10);
    assert.equal(lineAfter(4, { from: 2, to: 5, lines: 1 }), 2);
  });

  const text = Array.from({ length: 10 }, (_, index) => `line ${index}`);
  const at = (lines: readonly string[]) => (line: number) => lines[line] ?? null;

  it('follows a line to where it says the same', () => {
    const marked = new MarkedLines([3, 7], at(text));
    const edited = ['new', 'newer', ...text];
    marked.change([{ from: 0, to: 0, lines: 3 }]);
    assert.deepEqual(
      [...(marked.settle(at(edited)) ?? [])],
      [
        [3, 5],
        [7, 9],
      ],
    );
  });

  it('drops a line that says something else, and all of them once most do', () => {
    const marked = new MarkedLines([1, 2, 3], at(text));
    const edited = [...text];
    edited[2] = 'changed';
    assert.deepEqual(
      [...(marked.settle(at(edited)) ?? [])].map(([line]) => line),
      [1, 3],
    );
    edited[3] = 'changed too';
    assert.equal(marked.settle(at(edited)), null);
  });
});
