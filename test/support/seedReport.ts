import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/core/report/report.ts';
import type { Trace } from '../../src/core/trace/trace.ts';

/**
 * A report of the seed's case (vsftpd behind an EIP in normal mode, the client behind a home router), written by hand in
 * the words of a person; the layout tests rest on it. It is a file of report version 1 and stays readable for ever.
 */
export const seedReport = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', 'fixtures', 'reports', 'eip-normal.json'), 'utf8'),
) as Report;

/** The trace of that case. */
export const seedTrace: Trace = {
  source: seedReport.source,
  sources: seedReport.sources,
  vantage: seedReport.vantage,
  startedAt: seedReport.startedAt,
  durationMs: seedReport.durationMs,
  settings: seedReport.settings,
  complete: seedReport.complete,
  stopped: seedReport.stopped,
  omitted: seedReport.omitted,
  events: seedReport.events,
};
