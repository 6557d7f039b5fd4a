import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { editsOf, plannedEdits } from '../../../../../src/core/config/diagnosed/plannedEdits.ts';
import type { Finding, Remedy } from '../../../../../src/core/report/report.ts';
import { seedReport } from '../../../../support/seedReport.ts';

const [seedFinding] = seedReport.findings;
const [seedRemedy] = seedFinding?.remedies ?? [];

function remedy(id: string, group: string, more: Partial<Remedy> = {}): Remedy {
  assert.ok(seedRemedy !== undefined);
  const edits = [{ op: 'set', option: id, value: 'x', file: null }] as const;
  return { ...seedRemedy, id, group, edits, alternative: false, weakens: false, ...more };
}

function finding(...remedies: readonly Remedy[]): Finding {
  assert.ok(seedFinding !== undefined);
  return { ...seedFinding, remedies };
}

const address = remedy('address', 'server');
const range = remedy('range', 'server');
const byName = remedy('by_name', 'server', { alternative: true });
const promiscuous = remedy('promiscuous', 'server', { weakens: true });
const other = remedy('other', 'client');
const words = remedy('words', 'router', { edits: [] });
const all = finding(words, address, range, byName, promiscuous, other);

const options = (edits: readonly { option: string }[]): string[] => edits.map(({ option }) => option);

describe('the edits of a remedy', () => {
  const report = { ...seedReport, findings: [all] };

  it('go with those of its group, which work only together, and with no alternative', () => {
    assert.deepEqual(options(editsOf(report, address)), ['address', 'range']);
    assert.deepEqual(options(editsOf(report, other)), ['other']);
    assert.deepEqual(options(editsOf(report, byName)), ['address', 'range', 'by_name']);
  });

  it('lower security only where that remedy itself was chosen', () => {
    assert.deepEqual(options(editsOf(report, promiscuous)), ['address', 'range', 'promiscuous']);
  });

  it('are named once where two findings offer the same remedy', () => {
    assert.deepEqual(options(editsOf({ ...seedReport, findings: [all, all] }, address)), [
      'address',
      'range',
    ]);
  });
});

describe('what a finding plans for the file', () => {
  it('is its first choice: the group of the first remedy that changes the file', () => {
    assert.deepEqual(options(plannedEdits(all)), ['address', 'range']);
    assert.deepEqual(options(plannedEdits(finding(promiscuous, byName, other, address))), ['other']);
  });

  it('is nothing where every remedy is in words, an alternative, or lowers security', () => {
    assert.deepEqual(plannedEdits(finding(words, byName, promiscuous)), []);
  });
});
