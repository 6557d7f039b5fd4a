import {
  commands,
  Range,
  window,
  WorkspaceEdit,
  type Diagnostic,
  type TextDocument,
  type WorkspaceEditEntryMetadata,
} from 'vscode';
import type { TextEdit as ConfEdit } from '../../core/config/edit.ts';
import { t } from '../localize.ts';

/** Edits of our core as edits of a document; with `confirm` the editor shows them before it makes them. */
export function editDocument(
  document: TextDocument,
  edits: readonly ConfEdit[],
  confirm: WorkspaceEditEntryMetadata | null = null,
): WorkspaceEdit {
  const change = new WorkspaceEdit();
  for (const { start, end, newText } of edits) {
    const range = new Range(document.positionAt(start), document.positionAt(end));
    change.replace(document.uri, range, newText, confirm ?? undefined);
  }
  return change;
}

/** The id behind a diagnostic's code. */
export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/**
 * Whether a document was opened in an encoding that does not fit its bytes: saving it would change bytes that no fix
 * means to change, so nothing is written until it is reopened. Says so.
 */
export function isGarbled(document: TextDocument): boolean {
  if (!document.getText().includes('\ufffd')) return false;
  const reopen = t('Reopen with Encoding…');
  void window
    .showWarningMessage(
      t('Nothing was changed: the file was opened in an encoding that does not fit its bytes.'),
      reopen,
    )
    .then((answer) => {
      if (answer === reopen) return commands.executeCommand('workbench.action.editor.changeEncoding');
      return undefined;
    });
  return true;
}
