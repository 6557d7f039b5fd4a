import { Uri, window, workspace } from 'vscode';
import type { Handlers } from '../commands.ts';
import { t } from '../localize.ts';
import { startFolder } from '../timeline/exportReport.ts';

/** Writes the command-line tool, one file, to a place of the person's choice; the remote side is as good as this one. */
async function saveTool(extensionUri: Uri): Promise<void> {
  const name = 'ftp-diagnose.cjs';
  const target = await window.showSaveDialog({
    title: t('Save command-line tool'),
    filters: { JavaScript: ['cjs'] },
    defaultUri: Uri.joinPath(startFolder(), name),
  });
  if (target === undefined) return;
  await workspace.fs.writeFile(
    target,
    await workspace.fs.readFile(Uri.joinPath(extensionUri, 'dist', 'cli.cjs')),
  );
  const file = target.path.split('/').at(-1) ?? name;
  void window.showInformationMessage(
    t('Saved the tool. Run it with Node.js 20 or newer: node {file} ftp://user@host', { file }),
  );
}

/** The command that saves the tool. */
export function commandLineToolHandlers(extensionUri: Uri): Handlers {
  return { 'ftpDiagnose.saveCommandLineTool': () => saveTool(extensionUri) };
}
