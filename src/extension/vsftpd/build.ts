import { ConfigurationTarget, window, workspace, type TextDocument } from 'vscode';
import { flavourNamed, flavours, type Flavour } from '../../core/config/flavour.ts';
import { t } from '../localize.ts';

/** The language id of vsftpd.conf. */
export const confLanguage = 'vsftpd-conf';

/** Documents of every scheme: remote, virtual and untitled ones too. */
export const confSelector = { language: confLanguage };

/** Longer texts, in UTF-16 units, are no vsftpd.conf, of which 100000 bytes are read; nothing looks at them. */
export const longestText = 1_000_000;

/** Whether a document is too long to be looked at; costs nothing, whatever its length. */
export function isTooLong(document: TextDocument): boolean {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end) > longestText;
}

/** The vsftpd that a document is checked against; null is the strictest reading. */
export function buildFor(document: TextDocument): Flavour | null {
  const name = workspace.getConfiguration('ftpDiagnose', document.uri).get<string>('vsftpdBuild', 'auto');
  return flavourNamed(name) ?? null;
}

/** Asks which vsftpd reads these files and keeps the answer as a setting. */
export async function chooseBuild(): Promise<void> {
  const strict = { label: t('Strictest reading of all'), description: 'auto', id: 'auto' };
  const items = [strict, ...flavours.map(({ id, label }) => ({ label, description: id, id }))];
  const picked = await window.showQuickPick(items, {
    title: t('Which vsftpd reads this file?'),
    placeHolder: t('On the server "vsftpd -v" prints the version'),
    matchOnDescription: true,
  });
  if (picked === undefined) return;
  const target =
    workspace.workspaceFolders === undefined ? ConfigurationTarget.Global : ConfigurationTarget.Workspace;
  const value = picked.id === 'auto' ? undefined : picked.id;
  await workspace.getConfiguration('ftpDiagnose').update('vsftpdBuild', value, target);
}
