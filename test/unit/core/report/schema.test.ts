import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { buildReport } from '../../../../src/core/report/buildReport.ts';
import type { Report } from '../../../../src/core/report/report.ts';
import type { Trace } from '../../../../src/core/trace/trace.ts';
import { arbitraryEvents } from '../../../support/arbitraryTrace.ts';
import { translatorOf } from '../../../support/language.ts';
import { fitsSchema, schemaFaults } from '../../../support/reportSchema.ts';
import { seedTranscript } from '../../../support/seed.ts';
import { seedReport, seedTrace } from '../../../support/seedReport.ts';
import { traceOf } from '../../../support/traceText.ts';

function report(trace: Trace): Report {
  return buildReport(trace, { t: translatorOf('en'), lang: 'en', toolVersion: '0.1.0' });
}

/** As it is printed: without what JSON leaves out. */
function printed(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function assertDescribed(value: unknown): void {
  assert.deepEqual(schemaFaults(printed(value)), []);
}

const nothing = { sessions: 0, events: 0, bytes: 0 };

describe('docs/report.schema.json', () => {
  it('describes the report that was written by hand', () => assertDescribed(seedReport));
  it('describes the report of a probe', () => assertDescribed(report(seedTrace)));
  it('describes the report of a transcript', () => assertDescribed(report(traceOf(seedTranscript))));

  it('describes the reports of explain', () => {
    const reports = [seedReport, report(seedTrace)];
    assertDescribed({ schema: 'ftp-diagnose/reports@1', reports, omitted: nothing });
  });

  it('describes the report of any trace', () => {
    fc.assert(
      fc.property(arbitraryEvents, (events) => assertDescribed(report({ ...seedTrace, events }))),
      { numRuns: 60 },
    );
  });

  it('allows fields that a later version adds', () => {
    assert.ok(fitsSchema(printed({ ...seedReport, later: 1 })));
  });

  const wrong: readonly (readonly [string, unknown])[] = [
    ['another schema', { ...seedReport, schema: 'ftp-diagnose/report@2' }],
    ['a missing verdict', { ...seedReport, verdict: undefined }],
    ['an unknown severity', { ...seedReport, findings: [{ ...seedReport.findings[0], severity: 'fatal' }] }],
    ['an unknown outcome', { ...seedReport, probes: [{ ...seedReport.probes[0], outcome: 'fine' }] }],
    ['an event of no kind', { ...seedReport, events: [{ ...seedReport.events[0], kind: 'thought' }] }],
    ['a port beyond the ports', { ...seedReport, control: { ...seedReport.control, port: 70_000 } }],
    ['reports without omitted', { schema: 'ftp-diagnose/reports@1', reports: [] }],
  ];
  for (const [name, value] of wrong) {
    it(`refuses ${name}`, () => assert.ok(!fitsSchema(printed(value))));
  }
});
