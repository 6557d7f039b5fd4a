import type { Language, Translate } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { ReportFormat } from './doctor.ts';

/** How a report is written. */
export interface WriteOptions {
  readonly redact: boolean;
  readonly t: Translate;
  readonly lang: Language;
  readonly toolVersion: string;
}

/** A report as a file's text. */
export function writeReport(report: Report, format: ReportFormat, _options: WriteOptions): string {
  switch (format) {
    case 'json':
    case 'text':
    case 'markdown':
    case 'html':
      return JSON.stringify(report, null, 2);
  }
}
