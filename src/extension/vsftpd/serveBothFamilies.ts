import { Uri, window, workspace } from 'vscode';
import { applyEdits } from '../../core/config/edit.ts';
import { ownRange } from '../../core/config/diagnosed/fitEdits.ts';
import { secondInstance } from '../../core/config/diagnosed/secondInstance.ts';
import { readConf } from '../../core/config/settings.ts';
import { proposedRange } from '../../core/remedies/situation.ts';
import type { RemedyEdit } from '../../core/report/report.ts';
import { t } from '../localize.ts';
import { rememberChange } from './afterSave.ts';
import { buildFor, confLanguage } from './build.ts';
import { editDocument } from './documentEdits.ts';

/** A file of its own beside the first one: `vsftpd-ipv4.conf`; where that exists, a document without a name. */
async function openBeside(uri: Uri, text: string): Promise<void> {
  const beside = Uri.joinPath(uri, '..', 'vsftpd-ipv4.conf');
  const taken = uri.scheme === 'untitled' || (await exists(beside));
  const document = taken
    ? await workspace.openTextDocument({ language: confLanguage, content: text })
    : await workspace.openTextDocument(beside.with({ scheme: 'untitled' }));
  const editor = await window.showTextDocument(document, { preview: false });
  if (!taken) await editor.edit((builder) => builder.insert(document.positionAt(0), text));
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Keeps a server's IPv6 clients: binds the first vsftpd to its IPv6 address and writes a file for one that serves IPv4. */
export async function serveBothFamilies(argument: unknown, wanted: unknown): Promise<void> {
  const { edits, ipv6 } = (wanted ?? {}) as { edits?: readonly RemedyEdit[]; ipv6?: string };
  const address = edits?.find(({ option }) => option === 'pasv_address')?.value;
  if (!(argument instanceof Uri) || address === undefined || ipv6 === undefined) return;
  const document = await workspace.openTextDocument(argument);
  const conf = readConf(document.getText(), buildFor(document));
  const from = Number(edits?.find(({ option }) => option === 'pasv_min_port')?.value);
  const to = Number(edits?.find(({ option }) => option === 'pasv_max_port')?.value);
  const range = ownRange(conf) ?? (from > 0 && to > 0 ? { from, to } : proposedRange);
  const second = secondInstance(conf, { address, range }, ipv6, t);
  await workspace.applyEdit(editDocument(document, applyEdits(document.getText(), second.edits).edits));
  rememberChange(document.uri, second.edits);
  await openBeside(document.uri, second.text);
  void window.showInformationMessage(
    t(
      'Two files now: the first vsftpd keeps {ipv6}, the second serves IPv4. Save both, restart the first and start the second beside it.',
      { ipv6 },
    ),
  );
}
