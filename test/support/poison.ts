import type { Report } from '../../src/core/report/report.ts';
import { seedReport } from './seedReport.ts';

/** Fields that hold one of our own words, not somebody's text. */
const ownWords = new Set([
  'schema',
  'kind',
  'outcome',
  'severity',
  'confidence',
  'owner',
  'mode',
  'lang',
  'op',
  'apply',
]);

/** The seed report with `text` behind every string that a server, a file or a person could have written. */
export function poisonedReport(text: string): Report {
  return JSON.parse(
    JSON.stringify(seedReport, (key, value: unknown) =>
      typeof value === 'string' && !ownWords.has(key) ? value + text : value,
    ),
  ) as Report;
}
