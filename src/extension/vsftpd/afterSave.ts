import { window, workspace, type Uri } from 'vscode';
import { runCommand } from '../commands.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';

/** Files that a fix of ours has changed and that were not saved since. */
const changed = new Set<string>();

/** Remembers that a fix changed the file, so that its next save is followed by what is left to do. */
export function rememberChange(uri: Uri): void {
  changed.add(uri.toString());
}

/** After the save of a mended file: a restart applies it, and another diagnosis shows whether it helped. */
export function offerDiagnosisAfterSave(): Subscription {
  return workspace.onDidSaveTextDocument(async ({ uri }) => {
    if (!changed.delete(uri.toString())) return;
    const again = t('Diagnose again');
    const answer = await window.showInformationMessage(
      t('Saved. Restart vsftpd on the server now (a reload is not enough), then diagnose again.'),
      again,
    );
    if (answer === again) await runCommand('ftpDiagnose.diagnose');
  });
}
