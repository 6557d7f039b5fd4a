import { Uri, workspace } from 'vscode';
import type { Language } from '../../core/l10n.ts';

/** Reads the messages of a language from the extension's own files; English needs none. */
export async function readBundle(
  extensionUri: Uri,
  language: Language,
): Promise<Readonly<Record<string, string>>> {
  if (language === 'en') return {};
  const file = Uri.joinPath(extensionUri, 'dist', 'l10n', `bundle.l10n.${language}.json`);
  return JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Record<string, string>;
}
