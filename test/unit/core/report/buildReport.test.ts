import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createTranslate } from '../../../../src/core/l10n.ts';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import { traceFromReport, tracesFromReports } from '../../../../src/core/report/readReport.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import type { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryTrace.ts';
import { seedTrace, seedTranscript } from '../../../support/seed.ts';
import { listing, pasv, publicSession, stat } from '../../../support/traceParts.ts';
import { traceOf } from '../../../support/traceText.ts';

const options = { t: createTranslate(), lang: 'en', toolVersion: '0.1.0' } as const;

function throughJson(report: Report): Trace {
  const trace = traceFromReport(JSON.parse(JSON.stringify(report)));
  assert.ok(!('fault' in trace), JSON.stringify(trace).slice(0, 200));
  return trace;
}

describe('a report', () => {
  it('of the seed shows each mode once, with sample 1 at the top', () => {
    const { probes, sessions, control } = buildReport(traceOf(seedTrace), options);
    assert.deepEqual(
      probes.map(({ id, mode, outcome, samples }) => [id, mode, outcome, samples.length]),
      [
        [0, 'PASV', 'failed', 2],
        [1, 'EPSV', 'ok', 1],
        [2, 'PORT', 'failed', 1],
        [3, 'EPRT', 'failed', 1],
      ],
    );
    assert.equal(probes[0]?.reply, '227 Entering Passive Mode (172,17,9,135,83,237).');
    assert.equal(probes[0].advertised?.port, 83 * 256 + 237);
    assert.equal(sessions.length, 3);
    assert.equal(sessions[0]?.localPort, 54654);
    assert.equal(sessions[0].ended, 'client');
    assert.equal(control.seenAs, '125.120.45.15');
  });

  it('leads with health where nothing is above info, and with the first fault elsewhere', () => {
    const nat = `${publicSession}${stat('125.120.45.15')}${pasv(30012, 'connected', listing)}> PORT 192,168,0,130,156,65\n< 500 Illegal PORT command.`;
    const { verdict, findings } = buildReport(traceOf(nat), options);
    assert.equal(findings[0]?.id, 'healthy');
    assert.match(verdict, /in order/);
    assert.match(buildReport(traceOf(seedTrace), options).verdict, /172\.17\.9\.135.*123\.56\.241\.199/);
  });

  it('leads with the first fault and its first remedy where the finding proposes no sentence of its own', () => {
    const odd = `${publicSession}${pasv(30012, 'connected', '> LIST\n< 150 Here\n! transfer LIST ok 40 raw "garbled line of nothing\\r\\nand another\\r\\n"\n< 226 Done')}`;
    const { verdict, findings } = buildReport(traceOf(odd), options);
    const [first] = findings;
    assert.equal(first?.id, 'listing-unparsable');
    assert.equal(verdict, `${first.title}. First: ${first.remedies[0]?.title ?? ''}.`);
  });

  it('of evidence shows the data channels in their order', () => {
    const source = { kind: 'transcript', target: null, format: 'netkit' } as const;
    const { probes } = buildReport(traceOf(seedTranscript, { source }), options);
    assert.deepEqual(
      probes.map(({ mode, outcome }) => `${mode} ${outcome}`),
      ['PASV failed', 'PORT failed', 'PORT failed'],
    );
  });

  it('finds the same again from its own JSON', () => {
    for (const text of [seedTrace, seedTranscript]) {
      const report = buildReport(traceOf(text), options);
      assert.deepEqual(buildReport(throughJson(report), options), report);
    }
  });

  it('comes of any sequence of events, no rule fails, and it survives its JSON', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => {
        const report = buildReport({ ...traceOf(''), events }, options);
        assert.equal(report.skippedRules, undefined);
        const again = buildReport(throughJson(report), options);
        assert.deepEqual(again.findings, JSON.parse(JSON.stringify(report.findings)));
      }),
      { numRuns: 300 },
    );
  });
});

describe('reading a report back', () => {
  const good = JSON.parse(JSON.stringify(buildReport(traceOf(seedTrace), options))) as Record<
    string,
    unknown
  >;

  it('names what is no report and what is a newer one', () => {
    assert.deepEqual(traceFromReport(null), {
      fault: 'not-a-report',
      at: 'schema',
      expected: 'ftp-diagnose/report@1',
    });
    const newer = traceFromReport({ ...good, schema: 'ftp-diagnose/report@2' });
    assert.equal('fault' in newer && newer.fault, 'unknown-version');
  });

  it('names the place of the damage', () => {
    const events = [...(good['events'] as object[])];
    const at = (changed: unknown): string => {
      const read = traceFromReport(changed);
      return 'fault' in read ? read.at : '';
    };
    assert.equal(at({ ...good, events: 'none' }), 'events');
    assert.equal(
      at({ ...good, events: [...events.slice(0, 2), { ...events[2], code: 'x' }] }),
      'events[2].code',
    );
    assert.equal(at({ ...good, events: [events[1], events[0]] }), 'events[1].id');
    assert.equal(at({ ...good, complete: 1 }), 'complete');
  });

  it('leaves behind what an event does not define', () => {
    const [first] = good['events'] as object[];
    const read = traceFromReport({ ...good, events: [{ ...first, extra: '<script>' }] });
    assert.ok(!('fault' in read));
    assert.ok(!('extra' in (read.events[0] ?? {})));
  });

  it('takes the collection that explain prints', () => {
    const read = tracesFromReports({ schema: 'ftp-diagnose/reports@1', reports: [good, good] });
    assert.ok(!('fault' in read) && read.length === 2);
    const bad = tracesFromReports({
      schema: 'ftp-diagnose/reports@1',
      reports: [good, { ...good, events: 3 }],
    });
    assert.equal('fault' in bad && bad.at, 'reports[1].events');
  });

  it('never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, key) => {
        traceFromReport(value);
        traceFromReport({ ...good, [key]: value });
        tracesFromReports({ schema: 'ftp-diagnose/reports@1', reports: value });
        for (const name of Object.keys(good)) traceFromReport({ ...good, [name]: value });
      }),
      { numRuns: 50 },
    );
  });
});
