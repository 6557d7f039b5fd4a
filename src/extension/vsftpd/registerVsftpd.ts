import { languages, Uri, window, workspace } from 'vscode';
import type { RemedyEdit } from '../../core/report/report.ts';
import type { Handlers } from '../commands.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { EndpointView } from '../endpoints/endpointView.ts';
import { endpointsOf, nodesOf } from '../endpoints/nodeArguments.ts';
import { t } from '../localize.ts';
import type { EndpointWriter } from '../endpoints/writeEndpoints.ts';
import type { Subscription } from '../signal.ts';
import { followSaves, rememberChange } from './afterSave.ts';
import { chooseBuild, confSelector } from './build.ts';
import { chooseConfigFile, chooseEndpointOf, openConfigFile } from './chooseConfigFile.ts';
import { ConfCodeActions, providedKinds } from './codeActions.ts';
import { DiagnosedActions } from './diagnosedActions.ts';
import { DiagnosedFile } from './diagnosedFile.ts';
import { ConfDiagnostics } from './diagnostics.ts';
import { DirectiveActions, directiveSelector, insertDirectives } from './directiveActions.ts';
import { registerLanguageFeatures } from './languageFeatures.ts';
import type { LinkedFiles } from './linkedFiles.ts';
import {
  chooseEipMode,
  documentOf,
  removeByteOrderMark,
  serveOutside,
  useUnixLineEnds,
  type KnownAddress,
} from './natActions.ts';
import { openPassivePorts } from './openPorts.ts';
import { copyScript, unsavedEdits } from './script.ts';
import { serveBothFamilies } from './serveBothFamilies.ts';
import { registerStatus } from './status.ts';

/** What the features around a vsftpd.conf need; `known` gives the public address that a diagnosis has shown for a file. */
export interface VsftpdDeps {
  readonly extensionUri: Uri;
  readonly store: EndpointStore;
  readonly writer: EndpointWriter;
  readonly diagnoses: Diagnoses;
  readonly view: EndpointView;
  readonly linked: LinkedFiles;
  readonly known: KnownAddress;
  readonly diagnose: (endpoint: Endpoint) => Promise<unknown>;
}

/** The commands that join an endpoint and its file. */
function fileHandlers(deps: VsftpdDeps): Handlers {
  const one = (args: readonly unknown[]): Endpoint | null =>
    endpointsOf(nodesOf(args, deps.view.selection()))[0] ?? null;
  return {
    'ftpDiagnose.chooseConfigFile': async (...args) => {
      if (args[0] instanceof Uri) await chooseEndpointOf(args[0], deps);
      else {
        const endpoint = one(args);
        if (endpoint !== null) await chooseConfigFile(endpoint, deps);
      }
    },
    'ftpDiagnose.openConfigFile': async (...args) => {
      const endpoint = one(args);
      if (endpoint === null) return;
      if (endpoint.configFile === undefined) await chooseConfigFile(endpoint, deps);
      const saved = deps.store.find(endpoint.id);
      if (saved !== null) await openConfigFile(saved);
    },
    'ftpDiagnose.copyAsScript': async (argument, edits) => {
      const document = await documentOf(argument);
      if (document === null) return;
      const given = Array.isArray(edits) ? (edits as readonly RemedyEdit[]) : await unsavedEdits(document);
      if (given.length > 0) await copyScript(given, document.uri);
      else void window.showInformationMessage(t('The document sets nothing else than its file on disk.'));
    },
  };
}

/** Everything that the editor does for a vsftpd.conf, and its commands. */
export function vsftpdFeatures(deps: VsftpdDeps): {
  readonly subscriptions: readonly Subscription[];
  readonly handlers: Handlers;
} {
  const { extensionUri, linked } = deps;
  const diagnostics = new ConfDiagnostics(extensionUri);
  const diagnosed = new DiagnosedFile(linked, extensionUri);
  const known: KnownAddress = (uri) => deps.known(uri);
  const provide = { providedCodeActionKinds: providedKinds };
  return {
    subscriptions: [
      diagnostics,
      diagnosed,
      languages.registerCodeActionsProvider(
        confSelector,
        new DiagnosedActions(diagnosed, (document) => diagnostics.checkOf(document).garbled),
        provide,
      ),
      languages.registerCodeActionsProvider(confSelector, new ConfCodeActions(diagnostics), provide),
      languages.registerCodeActionsProvider(directiveSelector, new DirectiveActions(linked), provide),
      ...registerLanguageFeatures(),
      ...registerStatus(),
      followSaves({ endpointsOf: (uri) => linked.endpointsOf(uri), diagnose: deps.diagnose }),
    ],
    handlers: {
      ...fileHandlers(deps),
      'ftpDiagnose.chooseVsftpdBuild': () => chooseBuild(),
      'ftpDiagnose.serveOutsideNat': (uri, address) =>
        serveOutside(uri, typeof address === 'string' ? () => address : known),
      'ftpDiagnose.chooseEipMode': (uri) => chooseEipMode(uri, extensionUri, known),
      'ftpDiagnose.serveBothFamilies': (uri, wanted) => serveBothFamilies(uri, wanted),
      'ftpDiagnose.insertDirectives': (uri) => insertDirectives(uri, known),
      'ftpDiagnose.openPassivePorts': (uri) => openPassivePorts(uri),
      'ftpDiagnose.followFix': (uri) => {
        if (uri instanceof Uri) rememberChange(uri);
      },
      'ftpDiagnose.useUnixLineEnds': (uri) => useUnixLineEnds(uri),
      'ftpDiagnose.removeByteOrderMark': async (uri) => {
        await removeByteOrderMark(uri);
        if (uri instanceof Uri) await diagnostics.refresh(await workspace.openTextDocument(uri));
      },
    },
  };
}
