import {
  CodeAction,
  CodeActionKind,
  Uri,
  window,
  workspace,
  type CodeActionProvider,
  type Range,
  type TextDocument,
} from 'vscode';
import { reachedPublicAddress } from '../../core/config/diagnosed/diagnosedFaults.ts';
import {
  directiveRange,
  directiveServerOf,
  publicDirectives,
  setDirectives,
  type Directive,
} from '../../core/config/directives.ts';
import type { PublicSide } from '../../core/config/natBlock.ts';
import { proposedRange } from '../../core/remedies/situation.ts';
import type { CommandId } from '../commands.ts';
import { t } from '../localize.ts';
import { editDocument, isGarbled } from './documentEdits.ts';
import type { LinkedFiles } from './linkedFiles.ts';
import { askAddress, askRange, type KnownAddress } from './natActions.ts';

/** The files of ProFTPD and Pure-FTPd, wherever they lie. */
export const directiveSelector = [
  { pattern: '**/proftpd*.conf' },
  { pattern: '**/proftpd/**/*.conf' },
  { pattern: '**/pure-ftpd*.conf' },
];

/** Lines at which somebody who looks for passive mode would stand. */
const places = /MasqueradeAddress|PassivePorts|ForcePassiveIP|PassivePortRange|NATmode|ServerName|TrustedIP/i;

function words(directives: readonly Directive[]): string {
  return directives.map(({ name, value }) => `${name} ${value}`).join(', ');
}

/** Writes the public address and the passive ports into proftpd.conf and pure-ftpd.conf. */
export class DirectiveActions implements CodeActionProvider {
  readonly #linked: LinkedFiles;

  constructor(linked: LinkedFiles) {
    this.#linked = linked;
  }

  provideCodeActions(document: TextDocument, range: Range): CodeAction[] {
    const server = directiveServerOf(document.uri.path);
    const { text } = document.lineAt(range.start.line);
    if (server === null || !(range.start.line === 0 || places.test(text))) return [];
    return [...this.#diagnosed(document), askAction(document)];
  }

  /** What the last diagnosis of the file's own endpoint found, without a question. */
  #diagnosed(document: TextDocument): CodeAction[] {
    const server = directiveServerOf(document.uri.path);
    const report = this.#linked
      .linked(document.uri)
      .map((each) => each.report)
      .find((each) => each?.findings.some(({ id }) => id.startsWith('pasv-') && id.endsWith('-address')));
    const address = report === undefined || report === null ? null : reachedPublicAddress(report);
    if (server === null || address === null) return [];
    const side = { address, range: directiveRange(document.getText(), server) ?? proposedRange };
    const directives = publicDirectives(server, side);
    const edits = setDirectives(document.getText(), directives);
    if (edits.length === 0) return [];
    const action = new CodeAction(
      t('Set {settings}', { settings: words(directives) }),
      CodeActionKind.QuickFix,
    );
    action.edit = editDocument(document, edits);
    action.isPreferred = true;
    return [action];
  }
}

function askAction(document: TextDocument): CodeAction {
  const title = t('Serve clients outside NAT…');
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  const command: CommandId = 'ftpDiagnose.insertDirectives';
  action.command = { command, title, arguments: [document.uri] };
  return action;
}

async function askSide(document: TextDocument, known: KnownAddress): Promise<PublicSide | null> {
  const server = directiveServerOf(document.uri.path);
  const title = t('Serve clients outside NAT');
  const address = await askAddress({ title, step: 1, total: 2 }, known(document.uri) ?? '');
  if (typeof address === 'string' || server === null) return null;
  const range = directiveRange(document.getText(), server) ?? proposedRange;
  const ports = await askRange({ title, step: 2, total: 2 }, range);
  if (ports === 'back') return askSide(document, known);
  return ports === 'cancel' ? null : { address: address.value, range: ports.value };
}

/** Asks for the public address and the range and writes them in the server's own words. */
export async function insertDirectives(argument: unknown, known: KnownAddress): Promise<void> {
  const document =
    argument instanceof Uri
      ? await workspace.openTextDocument(argument)
      : (window.activeTextEditor?.document ?? null);
  const server = document === null ? null : directiveServerOf(document.uri.path);
  if (document === null || server === null) {
    void window.showInformationMessage(t('Open a proftpd.conf or pure-ftpd.conf first.'));
    return;
  }
  if (isGarbled(document)) return;
  const side = await askSide(document, known);
  if (side === null) return;
  const edits = setDirectives(document.getText(), publicDirectives(server, side));
  await workspace.applyEdit(editDocument(document, edits));
  await window.showTextDocument(document);
  void window.showInformationMessage(
    edits.length === 0
      ? t('The file says so already. Restart the server if it has not read it yet.')
      : t('Changed the file. Look at it, save it, restart the server, and diagnose again.'),
  );
}
