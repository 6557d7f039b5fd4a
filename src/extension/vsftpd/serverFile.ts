import { Uri, workspace } from 'vscode';
import { directiveRange, directiveServerOf } from '../../core/config/directives.ts';
import { decodeFileText } from '../../core/config/fileText.ts';
import { passiveRangeOf } from '../../core/config/passiveRange.ts';
import { configFacts } from '../../core/config/settings.ts';
import type { Settings } from '../../core/trace/trace.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';

/** Larger files are no vsftpd.conf, of which 100000 bytes are read. */
const longest = 1_000_000;

/** What the server's own file says, or why that is not known. */
export type ServerFile =
  { readonly settings: Pick<Settings, 'config' | 'range'> } | { readonly fault: string };

/** The URI that an endpoint's `configFile` means: a URI as it stands, or a path of this machine. */
export function fileUri(file: string): Uri {
  return /^[a-z][a-z0-9+.-]+:/i.test(file) ? Uri.parse(file) : Uri.file(file);
}

/** Whether the file is the one that was chosen for the endpoint. */
export function isFileOf({ configFile }: Endpoint, uri: Uri): boolean {
  return configFile !== undefined && fileUri(configFile).toString() === uri.toString();
}

/** The text that a server would read: what is saved; of a document that has no file yet, what it holds. */
async function savedText(uri: Uri): Promise<string> {
  const untitled = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (uri.scheme === 'untitled') {
    if (untitled === undefined) throw new Error(t('The unsaved document is closed.'));
    return untitled.getText();
  }
  const { size } = await workspace.fs.stat(uri);
  if (size > longest) throw new Error(t('The file is too large to be a vsftpd.conf.'));
  return decodeFileText(await workspace.fs.readFile(uri));
}

/** Reads the file of an endpoint; null when none was chosen. Never rejects. */
export async function readServerFile({ configFile }: Endpoint): Promise<ServerFile | null> {
  if (configFile === undefined) return null;
  try {
    const text = await savedText(fileUri(configFile));
    const other = directiveServerOf(configFile);
    if (other !== null) return { settings: { config: null, range: directiveRange(text, other) } };
    const config = configFacts(text);
    const isConf = Object.keys(config).length > 0;
    return { settings: isConf ? { config, range: passiveRangeOf(text) } : { config: null, range: null } };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { fault: t('The file {file} could not be read: {reason}', { file: configFile, reason }) };
  }
}
