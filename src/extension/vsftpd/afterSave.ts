import { TextDocumentSaveReason, window, workspace, type TextDocument, type Uri } from 'vscode';
import type { RemedyEdit } from '../../core/report/report.ts';
import { runCommand } from '../commands.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';
import { confLanguage } from './build.ts';
import { copyScript, unsavedEdits } from './script.ts';
import { ShownMessages } from './shownMessages.ts';

/** Files that a fix of ours has changed and that were not saved since, with its edits. */
const changed = new Map<string, readonly RemedyEdit[]>();

/** Milliseconds after which a save that has not come through counts as refused; a slow remote is done by then. */
const patience = 3000;

/** Remembers that a fix changed the file, so that its next save is followed by what is left to do. */
export function rememberChange(uri: Uri, edits: readonly RemedyEdit[] = []): void {
  changed.set(uri.toString(), edits);
}

/** Which endpoints a saved file belongs to, and how one of them is diagnosed again. */
export interface AfterSaveDeps {
  readonly endpointsOf: (uri: Uri) => readonly Endpoint[];
  readonly diagnose: (endpoint: Endpoint) => Promise<unknown>;
}

/** Reminders by file: where files are saved by themselves, one a save would pile up. */
const reminders = new ShownMessages();

async function remind(uri: Uri, { endpointsOf, diagnose }: AfterSaveDeps): Promise<void> {
  const key = uri.toString();
  if (!reminders.begin(key)) return;
  const endpoints = endpointsOf(uri);
  const again = endpoints.length > 0 ? t('Diagnose again') : t('Diagnose…');
  const answer = await window.showInformationMessage(
    endpoints.length > 0
      ? t('Saved. Restart vsftpd on the server now (a reload is not enough), then diagnose again.')
      : t('Saved. Restart vsftpd where this file is used (a reload is not enough), then diagnose it.'),
    again,
  );
  if (answer !== undefined) reminders.end(key);
  if (answer !== again) return;
  const [endpoint, other] = endpoints;
  if (endpoint !== undefined && other === undefined) await diagnose(endpoint);
  else await runCommand('ftpDiagnose.diagnose');
}

async function offerScript(document: TextDocument, edits: readonly RemedyEdit[]): Promise<void> {
  const copy = t('Copy as shell script');
  const answer = await window.showWarningMessage(
    t(
      '{file} has not been saved: perhaps the editor may not write it. A script makes the same changes on the server, as root.',
      { file: document.uri.path },
    ),
    copy,
  );
  if (answer === copy) await copyScript(edits, document.uri);
}

/**
 * After the save of a mended file, or of a file that belongs to an endpoint and now sets something else: a restart
 * applies it, and another diagnosis shows whether it helped. A save that is refused is followed by the script.
 */
export function followSaves(deps: AfterSaveDeps): Subscription {
  /** Documents on their way to disk, with what the save changes. */
  const saving = new Map<string, { readonly edits: readonly RemedyEdit[]; readonly timer: NodeJS.Timeout }>();
  const isOurs = ({ uri }: TextDocument): boolean =>
    changed.has(uri.toString()) || deps.endpointsOf(uri).length > 0;

  const begin = async (document: TextDocument): Promise<void> => {
    const key = document.uri.toString();
    const remembered = changed.get(key) ?? [];
    const edits = remembered.length > 0 ? remembered : await unsavedEdits(document);
    // Two saves at once end as one, which may be over by now.
    if (!document.isDirty && !changed.has(key)) return;
    clearTimeout(saving.get(key)?.timer);
    const timer = setTimeout(() => {
      saving.delete(key);
      if (!document.isClosed && document.isDirty && edits.length > 0) void offerScript(document, edits);
    }, patience);
    saving.set(key, { edits, timer });
  };
  const end = async ({ uri }: TextDocument): Promise<void> => {
    const key = uri.toString();
    const begun = saving.get(key);
    clearTimeout(begun?.timer);
    saving.delete(key);
    const wasChanged = changed.delete(key);
    if (wasChanged || (begun?.edits.length ?? 0) > 0) await remind(uri, deps);
  };
  const parts = [
    workspace.onWillSaveTextDocument((event) => {
      const { document, reason } = event;
      if (document.languageId !== confLanguage || !isOurs(document)) return;
      // Saves by themselves, while somebody types, are no end of a change.
      if (reason !== TextDocumentSaveReason.Manual && !changed.has(document.uri.toString())) return;
      // What changes is known only before the file is written.
      event.waitUntil(begin(document));
    }),
    workspace.onDidSaveTextDocument((document) => void end(document)),
  ];
  return {
    dispose() {
      for (const { timer } of saving.values()) clearTimeout(timer);
      for (const part of parts) part.dispose();
    },
  };
}
