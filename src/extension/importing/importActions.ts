import { homedir } from 'node:os';
import { join } from 'node:path';
import { QuickPickItemKind, Uri, window, workspace, type QuickPickItem } from 'vscode';
import { errorMessage } from '../../core/errorText.ts';
import { formatTarget } from '../../core/ftp/target.ts';
import type { Handlers } from '../commands.ts';
import { addEndpoint, newEndpointId } from '../endpoints/changes.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { EndpointWriter } from '../endpoints/writeEndpoints.ts';
import { t } from '../localize.ts';
import type { PasswordStore } from '../passwords/passwordStore.ts';
import { importLimit, type ImportCandidate } from './candidate.ts';
import { previewRows } from './importPreview.ts';
import { importFormatOf, readImport } from './readImport.ts';

/** Where imported endpoints go: the setting, and for their passwords the encrypted store. */
export interface ImportActionsDeps {
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly passwords: PasswordStore;
}

interface SourceItem extends QuickPickItem {
  readonly uri: Uri | null;
}

/** Where other programs keep their sites, on this machine and in the opened folders. */
function knownPlaces(): readonly { readonly label: string; readonly uri: Uri }[] {
  const home = (...parts: readonly string[]): Uri => Uri.file(join(homedir(), ...parts));
  const roaming = process.env['APPDATA'];
  const places = [
    { label: 'FileZilla', uri: home('.config', 'filezilla', 'sitemanager.xml') },
    { label: 'FileZilla', uri: home('.filezilla', 'sitemanager.xml') },
    { label: 'netrc', uri: home('.netrc') },
    { label: 'netrc', uri: home('_netrc') },
  ];
  if (roaming !== undefined) {
    places.push(
      { label: 'FileZilla', uri: Uri.file(join(roaming, 'FileZilla', 'sitemanager.xml')) },
      { label: 'WinSCP', uri: Uri.file(join(roaming, 'WinSCP.ini')) },
    );
  }
  const folders = workspace.workspaceFolders ?? [];
  return [
    ...folders.map(({ uri }) => ({ label: 'vscode-sftp', uri: Uri.joinPath(uri, '.vscode', 'sftp.json') })),
    ...places,
  ];
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

async function pickSource(): Promise<Uri | null> {
  const found: SourceItem[] = [];
  for (const { label, uri } of knownPlaces()) {
    if (await exists(uri)) found.push({ label, description: workspace.asRelativePath(uri), uri });
  }
  const other: SourceItem = {
    label: t('Choose a file…'),
    description: 'sftp.json, sitemanager.xml, WinSCP.ini, .netrc',
    uri: null,
  };
  const separator: SourceItem[] =
    found.length === 0 ? [] : [{ label: '', kind: QuickPickItemKind.Separator, uri: null }];
  const item = await window.showQuickPick([...found, ...separator, other], {
    title: t('Import FTP endpoints'),
    placeHolder: t('Where are the endpoints now? Nothing is read before you choose.'),
    ignoreFocusOut: true,
  });
  if (item === undefined) return null;
  if (item.uri !== null) return item.uri;
  const [chosen] =
    (await window.showOpenDialog({ title: t('Import FTP endpoints'), canSelectMany: false })) ?? [];
  return chosen ?? null;
}

/** Reads a file's sites; says in one sentence why it cannot. */
async function readCandidates(uri: Uri): Promise<readonly ImportCandidate[] | null> {
  const file = uri.path.split('/').at(-1) ?? '';
  const fail = (text: string): null => {
    void window.showErrorMessage(text);
    return null;
  };
  let text: string;
  try {
    if ((await workspace.fs.stat(uri)).size > importLimit) {
      return fail(t('{file} is too large to be a list of sites.', { file }));
    }
    text = new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch (error) {
    return fail(t('{file} could not be read: {reason}', { file, reason: errorMessage(error) }));
  }
  const format = importFormatOf(file, text);
  const result = format === null ? null : readImport(format, text);
  if (result === null || result.fault !== null) {
    return fail(
      t('{file} is not a readable sftp.json, sitemanager.xml, WinSCP.ini or netrc. Nothing was imported.', {
        file,
      }),
    );
  }
  if (result.candidates.length === 0) return fail(t('{file} holds no endpoint.', { file }));
  return result.candidates;
}

/** The preview: what is ticked is imported. */
async function pickCandidates(
  candidates: readonly ImportCandidate[],
  store: EndpointStore,
): Promise<readonly ImportCandidate[]> {
  const saved = new Set(
    store
      .endpoints()
      .flatMap(({ destination }) =>
        destination.kind === 'server' ? [formatTarget(destination.target)] : [],
      ),
  );
  const rows = await window.showQuickPick([...previewRows(candidates, saved, t)], {
    title: t('Import FTP endpoints'),
    placeHolder: t('Tick what is to be imported'),
    canPickMany: true,
    ignoreFocusOut: true,
    matchOnDescription: true,
  });
  return (rows ?? []).flatMap(({ candidate }) => (candidate === null ? [] : [candidate]));
}

/** Asks which passwords come along; none is ticked from the start. Null when the person left. */
async function pickPasswords(
  chosen: readonly ImportCandidate[],
): Promise<ReadonlySet<ImportCandidate> | null> {
  const items = chosen.flatMap((candidate) =>
    candidate.password === null || candidate.target === null
      ? []
      : [{ label: candidate.name, description: formatTarget(candidate.target), candidate }],
  );
  if (items.length === 0) return new Set();
  const ticked = await window.showQuickPick(items, {
    title: t('Import passwords'),
    placeHolder: t(
      'Tick the passwords to take over, encrypted by the editor; the others are asked for later',
    ),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return ticked === undefined ? null : new Set(ticked.map(({ candidate }) => candidate));
}

/** Imports from one file; `uri` skips the question where. */
async function importEndpoints(deps: ImportActionsDeps, uri: Uri | null): Promise<void> {
  const source = uri ?? (await pickSource());
  if (source === null) return;
  const candidates = await readCandidates(source);
  if (candidates === null) return;
  const chosen = await pickCandidates(candidates, deps.store);
  if (chosen.length === 0) return;
  const withPassword = await pickPasswords(chosen);
  if (withPassword === null) return;
  const added: Endpoint[] = [];
  for (const candidate of chosen) {
    const { name, target, password } = candidate;
    if (target === null) continue;
    if (password !== null && withPassword.has(candidate)) await deps.passwords.keep(target, password, true);
    added.push({
      id: newEndpointId(),
      name,
      destination: { kind: 'server', target },
      certificates: [],
      passiveRange: null,
    });
  }
  const written = await deps.writer.write((entries) =>
    added.reduce((list, endpoint) => addEndpoint(endpoint)(list), entries),
  );
  if (!written) return;
  const text =
    added.length === 1
      ? t('Imported 1 endpoint.')
      : t('Imported {count} endpoints.', { count: added.length });
  void window.showInformationMessage(text);
}

/** The command that imports. */
export function importHandlers(deps: ImportActionsDeps): Handlers {
  return {
    'ftpDiagnose.importEndpoints': (uri) => importEndpoints(deps, uri instanceof Uri ? uri : null),
  };
}
