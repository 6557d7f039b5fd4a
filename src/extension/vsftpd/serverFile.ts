import { Uri, workspace } from 'vscode';
import { errorMessage } from '../../core/errorText.ts';
import { decodeFileText } from '../../core/config/fileText.ts';
import { serverConfigOf, type ServerConfig } from '../../core/config/serverFile.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';

/** Larger files are no vsftpd.conf, of which 100000 bytes are read. */
const longest = 1_000_000;

/** What the server's own file says, or why that is not known. */
export type ServerFile = { readonly settings: ServerConfig } | { readonly fault: string };

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
    return { settings: serverConfigOf(configFile, await savedText(fileUri(configFile))) };
  } catch (error) {
    const reason = errorMessage(error);
    return { fault: t('The file {file} could not be read: {reason}', { file: configFile, reason }) };
  }
}
