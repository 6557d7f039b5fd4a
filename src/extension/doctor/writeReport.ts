import type { Language, Translate } from '../../core/l10n.ts';
import { buildReport } from '../../core/report/buildReport.ts';
import { formatHtml } from '../../core/report/html.ts';
import { formatJson } from '../../core/report/json.ts';
import { formatMarkdown } from '../../core/report/markdown.ts';
import { traceFromReport } from '../../core/report/readReport.ts';
import { redactTrace } from '../../core/report/redact.ts';
import type { Report } from '../../core/report/report.ts';
import { plainStyle } from '../../core/report/style.ts';
import { formatText } from '../../core/report/text.ts';
import type { ReportFormat } from './doctor.ts';

/** How a report is written. */
export interface WriteOptions {
  readonly redact: boolean;
  readonly t: Translate;
  readonly lang: Language;
  readonly toolVersion: string;
}

/** Columns of a report that is copied as text. */
const textWidth = 100;

/** A report for sharing: its trace with stand-ins, diagnosed again, so that nothing of the old text is left. */
function redacted(report: Report, { t, lang, toolVersion }: WriteOptions): Report {
  const trace = traceFromReport(report);
  if ('fault' in trace) throw new TypeError(`Cannot redact the report: ${trace.at} is no ${trace.expected}`);
  return buildReport(redactTrace(trace), { t, lang, toolVersion });
}

/** A report as a file's text. */
export function writeReport(report: Report, format: ReportFormat, options: WriteOptions): string {
  const shown = options.redact ? redacted(report, options) : report;
  const { t } = options;
  switch (format) {
    case 'json':
      return formatJson(shown);
    case 'markdown':
      return formatMarkdown([shown], t);
    case 'html':
      return formatHtml([shown], t);
    case 'text':
      return formatText(shown, { t, style: plainStyle, width: textWidth, verbose: true });
  }
}
