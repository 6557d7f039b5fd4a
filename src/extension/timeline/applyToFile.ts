import { window, workspace, type TextDocument } from 'vscode';
import { applyEdits } from '../../core/config/edit.ts';
import type { RemedyEdit } from '../../core/report/report.ts';
import { t } from '../localize.ts';
import { rememberChange } from '../vsftpd/afterSave.ts';
import { editDocument } from '../vsftpd/codeActions.ts';
import { copyScript } from '../vsftpd/natActions.ts';

function isServerFile({ uri }: TextDocument): boolean {
  return /(?:^|\/)vsftpd[^/]*\.conf$/i.test(uri.path);
}

/** The configuration file to change: one that is open, else one that the person opens; or a script for where no editor can save. */
async function chooseFile(): Promise<TextDocument | 'script' | null> {
  const open = workspace.textDocuments.filter((document) => !document.isClosed && isServerFile(document));
  const items = [
    ...open.map((document) => ({ label: document.uri.path, description: '', value: document })),
    { label: t('Open another file…'), description: '', value: null },
    {
      label: t('Copy as shell script'),
      description: t('for a server whose files cannot be opened or saved here'),
      value: 'script' as const,
    },
  ];
  const item = await window.showQuickPick(items, {
    title: t('Apply the remedy'),
    placeHolder: t('Which configuration file shall be changed?'),
    ignoreFocusOut: true,
  });
  if (item === undefined) return null;
  if (item.value !== null) return item.value;
  const [uri] =
    (await window.showOpenDialog({
      title: t("Open the server's vsftpd.conf"),
      openLabel: t('Apply the remedy'),
      canSelectMany: false,
      filters: { 'vsftpd.conf': ['conf'] },
    })) ?? [];
  return uri === undefined ? null : workspace.openTextDocument(uri);
}

/**
 * Writes a remedy's edits into a vsftpd.conf that the person chooses. The file is left unsaved, so that it can be looked
 * at and undone; comments, order and line ends stay.
 */
export async function applyToFile(edits: readonly RemedyEdit[]): Promise<void> {
  const document = await chooseFile();
  if (document === null) return;
  if (document === 'script') {
    await copyScript(edits);
    return;
  }
  const result = applyEdits(document.getText(), edits);
  await workspace.applyEdit(editDocument(document, result.edits));
  if (result.edits.length > 0) rememberChange(document.uri);
  await window.showTextDocument(document);
  if (result.refused.length > 0) {
    const options = result.refused.map(({ edit }) => edit.option).join(', ');
    void window.showWarningMessage(
      t('Not changed, because the file sets them by a template: {options}', { options }),
    );
  } else if (result.edits.length === 0) {
    void window.showInformationMessage(
      t('The file says so already. Restart vsftpd if it has not read it yet.'),
    );
  } else {
    void window.showInformationMessage(
      t('Changed the file. Look at it, save it, restart vsftpd, and diagnose again.'),
    );
  }
}
