import {
  Range,
  WorkspaceEdit,
  type Diagnostic,
  type TextDocument,
  type WorkspaceEditEntryMetadata,
} from 'vscode';
import type { TextEdit as ConfEdit } from '../../core/config/edit.ts';

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
