import { languages, Uri, workspace } from 'vscode';
import type { Handlers } from '../commands.ts';
import type { Subscription } from '../signal.ts';
import { offerDiagnosisAfterSave } from './afterSave.ts';
import { chooseBuild, confSelector } from './build.ts';
import { ConfCodeActions, providedKinds } from './codeActions.ts';
import { ConfDiagnostics } from './diagnostics.ts';
import { registerLanguageFeatures } from './languageFeatures.ts';
import {
  chooseEipMode,
  removeByteOrderMark,
  serveOutside,
  useUnixLineEnds,
  type KnownAddress,
} from './natActions.ts';
import { registerStatus } from './status.ts';

/** Everything that the editor does for a vsftpd.conf, and its commands. */
export function vsftpdFeatures(
  extensionUri: Uri,
  known: KnownAddress,
): {
  readonly subscriptions: readonly Subscription[];
  readonly handlers: Handlers;
} {
  const diagnostics = new ConfDiagnostics(extensionUri);
  const actions = new ConfCodeActions(diagnostics);
  return {
    subscriptions: [
      diagnostics,
      languages.registerCodeActionsProvider(confSelector, actions, {
        providedCodeActionKinds: providedKinds,
      }),
      ...registerLanguageFeatures(),
      ...registerStatus(),
      offerDiagnosisAfterSave(),
    ],
    handlers: {
      'ftpDiagnose.chooseVsftpdBuild': () => chooseBuild(),
      'ftpDiagnose.serveOutsideNat': (uri) => serveOutside(uri, known),
      'ftpDiagnose.chooseEipMode': (uri) => chooseEipMode(uri, extensionUri, known),
      'ftpDiagnose.useUnixLineEnds': (uri) => useUnixLineEnds(uri),
      'ftpDiagnose.removeByteOrderMark': async (uri) => {
        await removeByteOrderMark(uri);
        if (uri instanceof Uri) await diagnostics.refresh(await workspace.openTextDocument(uri));
      },
    },
  };
}
