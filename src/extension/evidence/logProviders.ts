import {
  CodeAction,
  CodeActionKind,
  CodeLens,
  EventEmitter,
  Hover,
  languages,
  MarkdownString,
  Range,
  type CodeActionContext,
  type Command,
  type Position,
  type TextDocument,
  type Uri,
} from 'vscode';
import { confidenceWord } from '../../core/report/words.ts';
import { printable } from '../../core/report/printable.ts';
import { problemCount } from '../../shared/timeline/problemCount.ts';
import type { CommandId } from '../commands.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';
import type { CaseStore } from './caseStore.ts';
import { logSource, type LogAnnotations, type PlacedMark } from './logAnnotations.ts';
import type { LogMark } from './logMarks.ts';
import { markdownText } from '../markdownText.ts';

const reveal: CommandId = 'ftpDiagnose.revealEvidence';
const about: CommandId = 'ftpDiagnose.openFindingPage';

function commandLink(title: string, command: CommandId, ...args: readonly unknown[]): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}

function revealArguments({ caseId, session, event }: LogMark): [string, number, number] {
  return [caseId, session, event];
}

/** What a finding says, its first remedy and the ways on; text of the server stays text. */
function hoverOf(mark: LogMark): MarkdownString {
  const { finding } = mark;
  const words = new MarkdownString();
  words.isTrusted = { enabledCommands: [reveal, about] };
  const say = (paragraph: string): void => void words.appendMarkdown(`${paragraph}\n\n`);
  say(`**${markdownText(finding.title)}** (${confidenceWord(t, finding.confidence)})`);
  for (const line of finding.explanation.split('\n').filter((each) => each.trim() !== '')) {
    say(markdownText(line));
  }
  const [remedy] = finding.remedies;
  if (remedy !== undefined) {
    say(`**${markdownText(t('First: {what}', { what: remedy.title }))}**`);
    for (const step of remedy.steps) {
      const [text = '', ...lines] = step.split('\n');
      say(markdownText(text));
      if (lines.length > 0) words.appendCodeblock(lines.map((line) => printable(line)).join('\n'), 'text');
    }
  }
  const links = [
    commandLink(t('Show in the timeline'), reveal, ...revealArguments(mark)),
    commandLink(t('About this finding'), about, finding.id),
  ];
  return words.appendMarkdown(links.join(' · '));
}

/** Hovers, quick actions and the line over a diagnosed log; each of them leads to the timeline. */
export class LogProviders {
  readonly #annotations: LogAnnotations;
  readonly #cases: CaseStore;

  constructor(annotations: LogAnnotations, cases: CaseStore) {
    this.#annotations = annotations;
    this.#cases = cases;
  }

  register(): Subscription[] {
    const lenses = new EventEmitter<void>();
    const follow = this.#annotations.onDidChange(() => lenses.fire());
    return [
      follow,
      lenses,
      languages.registerHoverProvider('*', {
        provideHover: (document, position) => this.#hover(document, position),
      }),
      languages.registerCodeActionsProvider(
        '*',
        { provideCodeActions: (document, range, context) => this.#actions(document, range, context) },
        { providedCodeActionKinds: [CodeActionKind.QuickFix] },
      ),
      languages.registerCodeLensProvider('*', {
        onDidChangeCodeLenses: lenses.event,
        provideCodeLenses: ({ uri }) => this.#lenses(uri),
      }),
    ];
  }

  #on(uri: Uri, from: number, to: number): readonly PlacedMark[] {
    return this.#annotations.marksOf(uri).filter(({ line }) => line >= from && line <= to);
  }

  #hover(document: TextDocument, { line }: Position): Hover | null {
    const marks = this.#on(document.uri, line, line);
    if (marks.length === 0) return null;
    return new Hover(
      marks.map(({ mark }) => hoverOf(mark)),
      document.lineAt(line).range,
    );
  }

  #actions({ uri }: TextDocument, range: Range, { diagnostics }: CodeActionContext): CodeAction[] {
    return this.#on(uri, range.start.line, range.end.line).map(({ mark, line }) => {
      const title = t('Show in the timeline: {finding}', { finding: printable(mark.finding.title) });
      const action = new CodeAction(title, CodeActionKind.QuickFix);
      action.command = { command: reveal, title, arguments: revealArguments(mark) };
      action.diagnostics = diagnostics.filter(
        (each) => each.source === logSource && each.range.start.line === line,
      );
      return action;
    });
  }

  #lenses(uri: Uri): CodeLens[] {
    const head = this.#annotations.headOf(uri);
    const report = head === null ? null : this.#cases.report(head.caseId);
    if (head === null || report === null) return [];
    const { reports } = this.#cases.state(head.caseId);
    const place = new Range(head.line, 0, head.line, 0);
    const lens = (title: string, command: CommandId, ...args: readonly unknown[]): CodeLens => {
      const asked: Command = { title, command, arguments: [...args], tooltip: printable(report.verdict) };
      return new CodeLens(place, asked);
    };
    const said =
      reports.length === 1 ? problemCount(report, t) : t('{count} FTP sessions', { count: reports.length });
    return [
      lens(t('FTP: {what}, show the timeline', { what: said }), reveal, head.caseId),
      lens(t('Diagnose again'), 'ftpDiagnose.diagnoseLogAgain', head.caseId),
      lens(t('Clear'), 'ftpDiagnose.clearLogFindings', uri),
    ];
  }
}
