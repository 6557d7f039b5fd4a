import { homedir } from 'node:os';
import { env, Uri, UIKind, window, workspace } from 'vscode';
import type { Language } from '../../core/l10n.ts';
import type { Report } from '../../core/report/report.ts';
import type { ExportFormat } from '../../shared/messages.ts';
import type { Doctor } from '../doctor/doctor.ts';
import { t } from '../localize.ts';

const extensions: Readonly<Record<ExportFormat, string>> = { markdown: 'md', html: 'html', json: 'json' };

/** A file name that every system takes. */
function fileNameOf(name: string, report: Report, extension: string): string {
  const day = (report.startedAt ?? '').slice(0, 10);
  const base = name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[.-]+|[.-]+$/g, '')
    .slice(0, 60);
  return ['ftp-diagnose', base, day].filter((part) => part !== '').join('-') + `.${extension}`;
}

/** Where a save dialog starts: the first workspace folder, in an empty window the person's home. */
export function startFolder(): Uri {
  return workspace.workspaceFolders?.[0]?.uri ?? Uri.file(homedir());
}

/** Shows a saved report: a page in the browser, where this side has one that reaches the file, anything else as text. */
async function openReport(target: Uri, format: ExportFormat): Promise<void> {
  const isHere = target.scheme === 'file' && env.remoteName === undefined && env.uiKind === UIKind.Desktop;
  if (format === 'html' && isHere && (await env.openExternal(target))) return;
  await window.showTextDocument(await workspace.openTextDocument(target));
}

/** Asks for a place and writes the report there, on whichever side the editor can write. */
export async function saveReport(
  doctor: Doctor,
  { name: subject }: { readonly name: string },
  report: Report,
  options: { readonly format: ExportFormat; readonly redact: boolean; readonly language: Language },
): Promise<Uri | null> {
  const extension = extensions[options.format];
  const name = fileNameOf(options.redact ? '' : subject, report, extension);
  const target = await window.showSaveDialog({
    title: t('Save report'),
    filters: { [options.format]: [extension] },
    defaultUri: Uri.joinPath(startFolder(), name),
  });
  if (target === undefined) return null;
  const text = await doctor.write(report, options.format, options);
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const open = t('Open');
  void window
    .showInformationMessage(t('Saved the report as {file}.', { file: target.path }), open)
    .then(async (answer) => {
      if (answer === open) await openReport(target, options.format);
    });
  return target;
}
