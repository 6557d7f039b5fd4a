import { closeSync, existsSync, openSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import type { Translate } from '../core/l10n.ts';
import { formatHtml } from '../core/report/html.ts';
import { formatJson, type Reports } from '../core/report/json.ts';
import { formatMarkdown } from '../core/report/markdown.ts';
import type { Report } from '../core/report/report.ts';
import { formatText } from '../core/report/text.ts';
import type { Omitted } from '../core/trace/trace.ts';
import type { Arguments } from './arguments.ts';
import { causeWords } from './files.ts';
import { styleFor, widthFor, write, type Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

/** Where reports go, checked before anything is dialled. */
export interface Output {
  readonly printed: 'text' | 'json' | 'html' | 'md';
  readonly htmlFile: string | null;
  readonly markdownFile: string | null;
  readonly verbose: boolean;
  readonly noColor: boolean;
}

/** Makes sure that a file can be written, without leaving a trace of the try. @throws UsageError */
function checkWritable(option: string, path: string, t: Translate): void {
  try {
    if (existsSync(path) && statSync(path).isDirectory()) {
      throw new UsageError(
        t('Cannot write {option} "{path}": it is a directory; name a file in it.', { option, path }),
      );
    }
    const isNew = !existsSync(path);
    closeSync(openSync(path, 'a'));
    if (isNew) unlinkSync(path);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      t('Cannot write {option} "{path}": {cause}; name a file in a folder that exists and is yours.', {
        option,
        path,
        cause: causeWords(error, t),
      }),
    );
  }
}

/** Reads --json, --html, --md and their like. @throws UsageError */
export function planOutput({ has, value }: Arguments, t: Translate): Output {
  const html = value('html');
  const markdown = value('md');
  const printers = [
    has('json') ? 'json' : null,
    html === '-' ? 'html' : null,
    markdown === '-' ? 'md' : null,
  ] as const;
  const [printed, second] = printers.filter((printer) => printer !== null);
  if (second !== undefined) {
    throw new UsageError(
      t('Only one of --json, --html - and --md - can be printed; give the others a file.'),
    );
  }
  const htmlFile = html === '-' ? null : html;
  const markdownFile = markdown === '-' ? null : markdown;
  if (htmlFile !== null) checkWritable('--html', htmlFile, t);
  if (markdownFile !== null) checkWritable('--md', markdownFile, t);
  return {
    printed: printed ?? 'text',
    htmlFile,
    markdownFile,
    verbose: has('verbose'),
    noColor: has('no-color'),
  };
}

function writeFile(path: string, text: string, t: Translate): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(
      t('Could not write "{path}": {cause}; the report is printed above.', {
        path,
        cause: causeWords(error, t),
      }),
    );
  }
}

function textOf(terminal: Terminal, output: Output, reports: readonly Report[], t: Translate): string {
  const style = styleFor(terminal, output.noColor);
  const options = { t, style, width: widthFor(terminal), verbose: output.verbose };
  return reports
    .map((report, index) => {
      const head =
        reports.length === 1
          ? ''
          : `${style.strong(t('Report {number} of {all}', { number: index + 1, all: reports.length }))}\n`;
      return head + formatText(report, options);
    })
    .join('\n');
}

/** What `--json` prints: the report alone in a live run, the collection for evidence. */
export interface Emission {
  readonly reports: readonly Report[];
  /** Set for evidence. */
  readonly omitted: Omitted | null;
}

function jsonOf({ reports, omitted }: Emission): string {
  if (omitted === null) return formatJson(reports[0]);
  const collection: Reports = { schema: 'ftp-diagnose/reports@1', reports, omitted };
  return formatJson(collection);
}

/** Prints the reports and writes the files asked for. @throws UsageError when a file can no longer be written */
export async function emit(
  terminal: Terminal,
  output: Output,
  emission: Emission,
  t: Translate,
): Promise<void> {
  const { reports } = emission;
  const { printed } = output;
  const text =
    printed === 'json'
      ? jsonOf(emission)
      : printed === 'html'
        ? formatHtml(reports, t)
        : printed === 'md'
          ? formatMarkdown(reports, t)
          : textOf(terminal, output, reports, t);
  await write(terminal.stdout, text);
  if (output.htmlFile !== null) writeFile(output.htmlFile, formatHtml(reports, t), t);
  if (output.markdownFile !== null) writeFile(output.markdownFile, formatMarkdown(reports, t), t);
}
