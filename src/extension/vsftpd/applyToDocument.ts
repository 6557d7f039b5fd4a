import { window, workspace, type TextDocument } from 'vscode';
import { applyEdits } from '../../core/config/edit.ts';
import type { RemedyEdit } from '../../core/report/report.ts';
import { t } from '../localize.ts';
import { rememberChange } from './afterSave.ts';
import { editDocument, isGarbled } from './documentEdits.ts';
import { copyScript } from './script.ts';

/** Makes edits in an open vsftpd.conf, shows it unsaved and says what to do next, or which options a template holds. */
export async function applyToDocument(document: TextDocument, edits: readonly RemedyEdit[]): Promise<void> {
  if (isGarbled(document)) return;
  const result = applyEdits(document.getText(), edits);
  await workspace.applyEdit(editDocument(document, result.edits));
  if (result.edits.length > 0) rememberChange(document.uri, edits);
  await window.showTextDocument(document);
  if (result.refused.length > 0) {
    const names = result.refused.map(({ edit }) => edit.option).join(', ');
    void window.showWarningMessage(
      t('Not changed, because the file sets them by a template: {options}', { options: names }),
    );
    return;
  }
  const copy = t('Copy as shell script');
  const text =
    result.edits.length === 0
      ? t('The file says so already. Restart vsftpd if it has not read it yet.')
      : t('Changed the file. Look at it, save it, restart vsftpd, and diagnose again.');
  const answer = await window.showInformationMessage(text, ...(result.edits.length === 0 ? [] : [copy]));
  if (answer === copy) await copyScript(edits, document.uri);
}
