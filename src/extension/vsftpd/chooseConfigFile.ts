import type { Uri } from 'vscode';
import { env, languages, window, workspace, type TextDocument } from 'vscode';
import { configFacts } from '../../core/config/settings.ts';
import { replaceEndpoint } from '../endpoints/changes.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { EndpointWriter } from '../endpoints/writeEndpoints.ts';
import { t } from '../localize.ts';
import { confLanguage } from './build.ts';
import { fileUri, isFileOf } from './serverFile.ts';

/** Where an endpoint's choice of its vsftpd.conf is looked up and kept. */
export interface ConfigFileDeps {
  readonly store: EndpointStore;
  readonly writer: Pick<EndpointWriter, 'write'>;
}

/** An unsaved vsftpd.conf to paste into, with what the clipboard holds if that is one. */
async function pasted(): Promise<TextDocument> {
  const clipboard = await env.clipboard.readText();
  const isConf = clipboard.length <= 100_000 && Object.keys(configFacts(clipboard)).length >= 2;
  const document = await workspace.openTextDocument({
    language: confLanguage,
    content: isConf ? clipboard : `# ${t("Paste the text of the server's vsftpd.conf here.")}\n`,
  });
  await window.showTextDocument(document);
  return document;
}

async function browse(): Promise<Uri | null> {
  const [uri] =
    (await window.showOpenDialog({
      title: t("Open the server's vsftpd.conf"),
      openLabel: t('Choose'),
      canSelectMany: false,
    })) ?? [];
  return uri ?? null;
}

/** Asks which file is the server's own; undefined when the person leaves, null for none. */
async function askFile(endpoint: Endpoint): Promise<Uri | null | undefined> {
  const open = workspace.textDocuments.filter(
    ({ languageId, isClosed }) => languageId === confLanguage && !isClosed,
  );
  const items = [
    ...open.map(({ uri }) => ({
      label: uri.path,
      description: uri.scheme === 'file' ? t('open') : `${t('open')} · ${uri.scheme}`,
      get: (): Promise<Uri | null> => Promise.resolve(uri),
    })),
    { label: t('Browse…'), description: '', get: browse },
    {
      label: t('Paste its text into a new document'),
      description: t('for a server whose files cannot be opened here'),
      get: async (): Promise<Uri | null> => (await pasted()).uri,
    },
  ];
  const none = { label: t('None'), description: t('diagnose without the file'), get: null };
  const picked = await window.showQuickPick(endpoint.configFile === undefined ? items : [...items, none], {
    title: t('The vsftpd.conf of "{name}"', { name: endpoint.name }),
    placeHolder: t('Which file does this server read? Diagnoses then go by it too.'),
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return picked.get === null ? null : ((await picked.get()) ?? undefined);
}

async function askEndpointOf(uri: Uri, { store }: ConfigFileDeps): Promise<Endpoint | null> {
  const items = store
    .endpoints()
    .filter(({ destination }) => destination.kind === 'server')
    .map((endpoint) => ({
      label: endpoint.name,
      description: isFileOf(endpoint, uri) ? t('this file is chosen for it') : '',
      endpoint,
    }));
  if (items.length === 0) {
    void window.showInformationMessage(t('Add the server as an endpoint in the FTP view first.'));
    return null;
  }
  const picked = await window.showQuickPick(items, {
    title: t('Whose file is this?'),
    placeHolder: t('The server that reads {file}', { file: uri.path }),
    ignoreFocusOut: true,
  });
  return picked?.endpoint ?? null;
}

async function keep(endpoint: Endpoint, uri: Uri | null, { store, writer }: ConfigFileDeps): Promise<void> {
  // An endpoint that is diagnosed without being saved is not saved by this either.
  if (store.find(endpoint.id) === null) return;
  const { configFile: _old, ...rest } = endpoint;
  const changed: Endpoint = uri === null ? rest : { ...rest, configFile: uri.toString() };
  await writer.write(replaceEndpoint(endpoint.id, changed));
}

/** Chooses the file of an endpoint, once; gives its URI, null when there is none now. */
export async function chooseConfigFile(endpoint: Endpoint, deps: ConfigFileDeps): Promise<Uri | null> {
  const uri = await askFile(endpoint);
  if (uri === undefined) return null;
  await keep(endpoint, uri, deps);
  return uri;
}

/** Chooses the endpoint of a file that is open. */
export async function chooseEndpointOf(uri: Uri, deps: ConfigFileDeps): Promise<void> {
  const endpoint = await askEndpointOf(uri, deps);
  if (endpoint !== null) await keep(endpoint, uri, deps);
}

/** Opens the file of an endpoint as a vsftpd.conf, whatever its name. */
export async function openConfigFile({ configFile }: Endpoint): Promise<TextDocument | null> {
  if (configFile === undefined) return null;
  let document = await workspace.openTextDocument(fileUri(configFile));
  if (['plaintext', 'properties', 'ini'].includes(document.languageId))
    document = await languages.setTextDocumentLanguage(document, confLanguage);
  await window.showTextDocument(document);
  return document;
}
