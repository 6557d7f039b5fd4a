import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { buildTimelineView } from '../../../../src/shared/timeline/buildTimelineView.ts';
import { arbitraryEvents } from '../../../support/arbitraryTrace.ts';
import { seedReport } from '../../../support/sampleReports.ts';

const t = createTranslate();

describe('the view of a report', () => {
  it('leads with the session and the event of the first evidence', () => {
    const report = seedReport();
    const view = buildTimelineView(report, t);
    assert.equal(view.firstSession, 0);
    assert.equal(view.firstEvent, report.findings[0]?.evidence[0]);
    assert.equal(view.wrongAddress, '172.17.9.135');
    const second = buildTimelineView({ ...report, findings: report.findings.slice(1) }, t);
    assert.equal(second.firstSession, 2);
  });

  it('names evidence that is no word of the server in words of the language', () => {
    const report = seedReport();
    const [first] = report.events;
    const [finding] = report.findings;
    assert.ok(first !== undefined && finding !== undefined);
    const id = report.events.length;
    const note = { ...first, id, kind: 'note', note: 'hold', text: 'hold' } as const;
    const events = [...report.events, { ...note, data: { seconds: 60, alive: false } }];
    const findings = [{ ...finding, evidence: [id] }];
    const [shown] = buildTimelineView({ ...report, events, findings }, t).findings;
    assert.deepEqual(
      shown?.evidence.map(({ label }) => label),
      ['Idle for 60 s: the control connection is dead'],
    );
  });

  it('holds every event once, in order', () => {
    const report = seedReport();
    const rows = buildTimelineView(report, t).sessions.flatMap((session) => session.rows);
    assert.deepEqual(
      rows.map(({ id }) => id),
      report.events.map(({ id }) => id),
    );
  });

  it('numbers on each event the findings that rest on it', () => {
    const report = seedReport();
    const rows = buildTimelineView(report, t).sessions.flatMap((session) => session.rows);
    for (const [index, { evidence }] of report.findings.entries()) {
      for (const id of evidence) assert.ok(rows[id]?.findings.includes(index + 1));
    }
  });

  it('counts problems, not notes', () => {
    const report = seedReport();
    assert.equal(buildTimelineView(report, t).count, '2 problems');
    assert.equal(
      buildTimelineView({ ...report, findings: report.findings.slice(0, 1) }, t).count,
      '1 problem',
    );
    const empty = { ...report, findings: [] };
    assert.equal(buildTimelineView(empty, t).tone, 'none');
    assert.equal(buildTimelineView(empty, t).count, 'no problem');
    assert.equal(buildTimelineView({ ...empty, stopped: 'ctrl-c' }, t).count, 'cancelled');
  });

  it('splits a remedy’s steps into sentence and lines, and applies edits only to vsftpd.conf', () => {
    const [first] = buildTimelineView(seedReport(), t).findings;
    const [remedy, other] = first?.remedies ?? [];
    assert.equal(remedy?.steps[0]?.text, 'In vsftpd.conf set:');
    assert.ok(remedy.steps[0].lines.includes('pasv_address=123.56.241.199'));
    assert.deepEqual([remedy.canApply, other?.canApply], [true, false]);
  });

  it('never breaks on a trace, however odd', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const trace = { ...seedReport(), events };
        const report = buildReport(trace, { t, lang: 'en', toolVersion: '0' });
        const view = buildTimelineView(report, t);
        assert.equal(
          view.sessions.reduce((count, { rows }) => count + rows.length, 0),
          report.events.length,
        );
      }),
      { numRuns: 50 },
    );
  });
});
