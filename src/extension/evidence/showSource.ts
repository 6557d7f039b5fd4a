import {
  env,
  Range,
  TextEditorRevealType,
  ThemeColor,
  Uri,
  ViewColumn,
  window,
  workspace,
  type Disposable,
  type TextEditor,
} from 'vscode';
import { t } from '../localize.ts';
import type { CasePanels } from './casePanels.ts';
import { sourceOfEvent } from './caseState.ts';
import type { CaseStore } from './caseStore.ts';
import type { LogAnnotations } from './logAnnotations.ts';

/** Where the sources of events are found: the case says the line, the annotations where that line stands by now. */
export interface ShowSourceDeps {
  readonly cases: CaseStore;
  readonly panels: CasePanels;
  readonly annotations: LogAnnotations;
}

/** Leads from an event of a timeline to the line or frame that it was read from. */
export class ShowSource implements Disposable {
  readonly #deps: ShowSourceDeps;
  readonly #light = window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new ThemeColor('editor.rangeHighlightBackground'),
    overviewRulerColor: new ThemeColor('editorOverviewRuler.rangeHighlightForeground'),
  });
  #lit: TextEditor | null = null;

  constructor(deps: ShowSourceDeps) {
    this.#deps = deps;
  }

  /** Scrolls to an event's line where its text is in view already; leaves the focus where it is. */
  follow(caseId: string, event: number): void {
    const found = this.#find(caseId, event);
    if (found?.line == null || found.uri === null) return;
    const editor = this.#visible(found.uri);
    if (editor !== undefined) this.#reveal(editor, found.line);
  }

  /** Opens the text at an event's line; of a capture, copies what shows the frame in Wireshark. */
  async open(caseId: string, event: number): Promise<void> {
    const found = this.#find(caseId, event);
    if (found === null) return;
    if (found.frame !== null) {
      const filter = `frame.number == ${found.frame}`;
      await env.clipboard.writeText(filter);
      window.setStatusBarMessage(t('Copied the Wireshark display filter {filter}', { filter }), 5000);
      return;
    }
    if (found.uri === null || found.line === null) return;
    const seen = this.#visible(found.uri);
    const beside = this.#deps.panels.column(caseId) === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
    const document = await workspace.openTextDocument(found.uri);
    const editor = await window.showTextDocument(document, { viewColumn: seen?.viewColumn ?? beside });
    this.#reveal(editor, found.line);
  }

  dispose(): void {
    this.#light.dispose();
  }

  #find(
    caseId: string,
    event: number,
  ): { readonly uri: Uri | null; readonly line: number | null; readonly frame: number | null } | null {
    const { cases } = this.#deps;
    const [evidence, report] = [cases.evidence(caseId), cases.report(caseId)];
    const found = evidence === null || report === null ? null : sourceOfEvent(evidence, report, event);
    if (found === null) return null;
    const { source, line, frame } = found;
    return { uri: source.uri === null ? null : Uri.parse(source.uri, true), line, frame };
  }

  #visible(uri: Uri): TextEditor | undefined {
    return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  }

  #reveal(editor: TextEditor, line: number): void {
    const { document } = editor;
    const now = Math.min(this.#deps.annotations.lineNow(document.uri, line - 1), document.lineCount - 1);
    const { range } = document.lineAt(now);
    this.#lit?.setDecorations(this.#light, []);
    this.#lit = editor;
    editor.setDecorations(this.#light, [new Range(now, 0, now, range.end.character)]);
    editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
  }
}
