import {
  CodeAction,
  CodeActionKind,
  type CodeActionContext,
  type CodeActionProvider,
  type Command,
  type Diagnostic,
  type Range,
  type TextDocument,
} from 'vscode';
import { safeEdits } from '../../core/config/lint/fixes.ts';
import type { LintProblem } from '../../core/config/lint/problem.ts';
import type { CommandId } from '../commands.ts';
import { t } from '../localize.ts';
import { diagnosisSource } from './diagnosedFile.ts';
import { codeOf, editDocument } from './documentEdits.ts';
import { utf16Code, garbledCode, natHintCode, type ConfDiagnostics } from './diagnostics.ts';

/** The kind by which “fix all” on save asks for ours. */
const fixAllKind = CodeActionKind.SourceFixAll.append('vsftpd');
/** The kinds of code actions that are provided for vsftpd.conf. */
export const providedKinds = [CodeActionKind.QuickFix, fixAllKind];

function commandAction(
  title: string,
  command: CommandId,
  document: TextDocument,
  diagnostic: Diagnostic,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command, title, arguments: [document.uri] };
  action.diagnostics = [diagnostic];
  return action;
}

function saveAsUtf8(diagnostic: Diagnostic): CodeAction {
  const title = t('Save with Encoding UTF-8…');
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: 'workbench.action.editor.changeEncoding', title };
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return action;
}

/** What a fix leaves to do is said after its file has been saved. */
function followUp({ uri }: TextDocument, title: string): Command {
  const command: CommandId = 'ftpDiagnose.followFix';
  return { command, title, arguments: [uri] };
}

function fixActions(document: TextDocument, problem: LintProblem, diagnostic: Diagnostic): CodeAction[] {
  return problem.fixes.map((fix, index) => {
    const action = new CodeAction(fix.title, CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    action.isPreferred = index === 0;
    // The editor hides carriage returns; they go with the document's line ends.
    if (problem.id === 'carriage-return') {
      const command: CommandId = 'ftpDiagnose.useUnixLineEnds';
      action.command = { command, title: fix.title, arguments: [document.uri] };
    } else {
      action.edit = editDocument(document, fix.edits);
      action.command = followUp(document, fix.title);
    }
    return action;
  });
}

/** What can be asked for at the hint; where a finding of a diagnosis stands at the same line, it brings the rest itself. */
function hintActions(document: TextDocument, diagnostic: Diagnostic, isDiagnosed: boolean): CodeAction[] {
  const action = (title: string, command: CommandId): CodeAction =>
    commandAction(title, command, document, diagnostic);
  const serve = action(t('Serve clients outside NAT…'), 'ftpDiagnose.serveOutsideNat');
  if (isDiagnosed) return [serve];
  return [
    serve,
    action(t('EIP mode: what each mode needs in this file…'), 'ftpDiagnose.chooseEipMode'),
    action(t('Rules that open the passive ports in clouds and firewalls…'), 'ftpDiagnose.openPassivePorts'),
    action(t('This is the file of the server…'), 'ftpDiagnose.chooseConfigFile'),
  ];
}

/** Quick fixes for what the checks found, and one action that makes all the safe ones. */
export class ConfCodeActions implements CodeActionProvider {
  readonly #diagnostics: ConfDiagnostics;

  constructor(diagnostics: ConfDiagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(document: TextDocument, _range: Range, context: CodeActionContext): CodeAction[] {
    const check = this.#diagnostics.checkOf(document);
    const ours = context.diagnostics.filter(({ source }) => source === 'vsftpd');
    const isDiagnosed = context.diagnostics.some(({ source }) => source === diagnosisSource);
    if (check.garbled) return ours.flatMap((diagnostic) => this.#reopen(diagnostic));
    if (context.only !== undefined && fixAllKind.contains(context.only)) return this.#fixAll(document);
    if (context.only?.contains(fixAllKind) === true && !context.only.contains(CodeActionKind.QuickFix))
      return this.#fixAll(document);
    return [
      ...ours.flatMap((diagnostic) => {
        if (codeOf(diagnostic) === natHintCode) return hintActions(document, diagnostic, isDiagnosed);
        return this.#actionsFor(document, diagnostic);
      }),
      ...this.#fixAll(document),
    ];
  }

  #actionsFor(document: TextDocument, diagnostic: Diagnostic): CodeAction[] {
    const code = codeOf(diagnostic);
    if (code === utf16Code) return [saveAsUtf8(diagnostic)];
    if (code === 'byte-order-mark')
      return [
        commandAction(
          t('Remove the byte order mark'),
          'ftpDiagnose.removeByteOrderMark',
          document,
          diagnostic,
        ),
      ];
    const { problems, raw } = this.#diagnostics.checkOf(document);
    const problem = [...problems, ...raw].find(
      ({ id, line, column }) =>
        id === code &&
        line - 1 === diagnostic.range.start.line &&
        column - 1 === diagnostic.range.start.character,
    );
    return problem === undefined ? [] : fixActions(document, problem, diagnostic);
  }

  #reopen(diagnostic: Diagnostic): CodeAction[] {
    if (codeOf(diagnostic) !== garbledCode) return [];
    const title = t('Reopen with Encoding…');
    const action = new CodeAction(title, CodeActionKind.QuickFix);
    action.command = { command: 'workbench.action.editor.changeEncoding', title };
    action.diagnostics = [diagnostic];
    action.isPreferred = true;
    return [action];
  }

  #fixAll(document: TextDocument): CodeAction[] {
    const problems = this.#diagnostics
      .checkOf(document)
      .problems.filter(({ id }) => id !== 'carriage-return' && id !== 'byte-order-mark');
    const edits = safeEdits(problems);
    if (edits.length === 0) return [];
    const action = new CodeAction(t('Mend everything that has one right answer'), fixAllKind);
    action.edit = editDocument(document, edits);
    action.command = followUp(document, action.title);
    return [action];
  }
}
