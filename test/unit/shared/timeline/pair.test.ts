import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createTranslate } from '../../../../src/core/l10n.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import { buildTimelineView } from '../../../../src/shared/timeline/buildTimelineView.ts';
import { exhibit } from '../../../../src/shared/timeline/exhibit.ts';
import { activePair, addressParts, passivePair } from '../../../../src/shared/timeline/pair.ts';
import { hostileReport, portsBlockedReport, unreachableReport } from '../../../support/faultyReports.ts';
import { healthyReport, seedReport } from '../../../support/sampleReports.ts';

const t = createTranslate();

describe('the parts of an address', () => {
  for (const [mine, other, marked] of [
    ['172.17.9.135', '123.56.241.199', '[172].[17].[9].[135]'],
    ['10.0.0.5', '10.0.0.7', '10.0.0.[5]'],
    ['10.0.0.5', '10.0.0.5', '10.0.0.5'],
    ['2001:db8::5', '2001:db8::7', '2001:db8::[5]'],
    ['10.0.0.5', '2001:db8::7', '[10].[0].[0].[5]'],
  ] as const) {
    it(`of ${mine} against ${other} are ${marked}`, () => {
      const parts = addressParts(mine, other).map(({ text, differs }) => (differs ? `[${text}]` : text));
      assert.equal(parts.join(mine.includes(':') ? ':' : '.'), marked);
    });
  }
});

describe('the passive pair', () => {
  it('calls the address of the seed wrong and says that the same port answers at the other', () => {
    const pair = passivePair(seedReport(), null, t);
    assert.ok(pair !== null);
    assert.equal(pair.differ, true);
    assert.deepEqual([pair.said.word, pair.said.tone, pair.said.port], ['wrong', 'bad', 21485]);
    assert.equal(pair.said.note, 'private address · no route to host');
    assert.equal(pair.real.note, 'the same data port answers here');
    const report = seedReport();
    assert.match(report.events[pair.said.event ?? -1]?.text ?? '', /^227 /);
  });

  it('calls an address that differs and works neither right nor wrong', () => {
    const report = seedReport();
    const probes = report.probes.map((probe) => ({
      ...probe,
      attempts: probe.attempts.map((attempt) => ({ ...attempt, outcome: 'connected' as const })),
    }));
    const pair = passivePair({ ...report, probes }, null, t);
    assert.deepEqual([pair?.said.word, pair?.said.tone], ['differs, but works from here', 'doubtful']);
  });

  it('blames the port where the address is right', () => {
    const pair = passivePair(portsBlockedReport(), null, t);
    assert.equal(pair?.differ, false);
    assert.deepEqual([pair.said.tone, pair.real.tone], ['bad', 'good']);
    assert.equal(pair.said.note, 'no answer (5.0 s)');
  });

  it('finds both the same on a healthy server', () => {
    const pair = passivePair(healthyReport(), null, t);
    assert.deepEqual([pair?.differ, pair?.said.word, pair?.real.word], [false, 'same', 'same']);
  });

  it('does not call a public address wrong that only this side cannot reach', () => {
    const report = seedReport();
    const [finding] = report.findings;
    assert.ok(finding !== undefined);
    const pair = passivePair(report, { ...finding, id: 'pasv-hairpin' }, t);
    assert.deepEqual([pair?.said.word, pair?.said.tone], ['right, but not from here', 'doubtful']);
  });

  it('is none when nothing was advertised or the peer is not known', () => {
    const report = seedReport();
    assert.equal(passivePair({ ...report, probes: [] }, null, t), null);
    const unknown: Report = { ...report, sessions: [], control: { ...report.control, peer: null } };
    assert.equal(passivePair(unknown, null, t), null);
  });
});

describe('the active pair', () => {
  it('holds what PORT names against what the server sees', () => {
    const pair = activePair(seedReport(), false, t);
    assert.deepEqual([pair?.said.address, pair?.real.address], ['192.168.0.130', '125.120.45.15']);
    assert.match(pair?.said.note ?? '', /500 Illegal PORT command/);
  });
});

describe('the active pair of a server whose clients are hidden', () => {
  it('calls wrong what the server sees', () => {
    const report = seedReport();
    const control = { ...report.control, seenAs: '172.17.0.1' };
    const pair = activePair({ ...report, control }, true, t);
    assert.deepEqual(
      [pair?.said.word, pair?.real.word, pair?.real.note],
      ['right', 'wrong', 'private address'],
    );
  });
});

describe('what stands under the verdict', () => {
  it('is the pair, the dead dials or the server’s words', () => {
    assert.equal(exhibit(seedReport(), t)?.kind, 'pair');
    assert.equal(exhibit(unreachableReport(), t)?.kind, 'dials');
    const quote = exhibit(hostileReport(), t);
    assert.ok(quote?.kind === 'quote');
    assert.match(quote.text, /^530 /);
    assert.equal(exhibit({ ...seedReport(), findings: [] }, t), null);
  });

  it('is nothing when only notes have one', () => {
    const report = seedReport();
    const [, note] = report.findings;
    assert.ok(note !== undefined);
    assert.equal(exhibit({ ...report, findings: [{ ...note, severity: 'info' }] }, t), null);
  });

  it('is the active pair when nothing but active mode fails', () => {
    const report = seedReport();
    const shown = exhibit({ ...report, findings: report.findings.slice(1) }, t);
    assert.ok(shown?.kind === 'pair');
    assert.equal(shown.said.label, 'PORT says');
    assert.equal(buildTimelineView({ ...report, findings: report.findings.slice(1) }, t).wrongAddress, null);
  });
});
