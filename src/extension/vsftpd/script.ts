import { env, window, workspace, type TextDocument, type Uri } from 'vscode';
import { editsBetween } from '../../core/config/diagnosed/editsBetween.ts';
import { editScript } from '../../core/config/editScript.ts';
import { decodeFileText } from '../../core/config/fileText.ts';
import type { RemedyEdit } from '../../core/report/report.ts';
import { t } from '../localize.ts';

/** The path that a script names by itself: that of a file where servers keep theirs; copies elsewhere name none. */
function serverPath(uri: Uri | null): string | null {
  return uri !== null && /^\/etc\/(?:vsftpd\/)?[\w.-]+\.conf$/.test(uri.path) ? uri.path : null;
}

/** Puts a script for the server on the clipboard that makes the same edits there. */
export async function copyScript(edits: readonly RemedyEdit[], uri: Uri | null = null): Promise<void> {
  await env.clipboard.writeText(editScript(edits, serverPath(uri), t));
  void window.showInformationMessage(
    t(
      'Copied. Save it on the FTP server and run it as root: sh FILE. It keeps a backup, shows the difference and restarts vsftpd.',
    ),
  );
}

/** The options that a document sets otherwise than its file on disk. */
export async function unsavedEdits(document: TextDocument): Promise<readonly RemedyEdit[]> {
  try {
    const saved = decodeFileText(await workspace.fs.readFile(document.uri));
    return editsBetween(saved, document.getText());
  } catch {
    // No file behind it yet.
    return editsBetween('', document.getText());
  }
}
