import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  languages,
  Location,
  Range,
  TabInputText,
  Uri,
  window,
  workspace,
  type Disposable,
  type Tab,
  type TextDocument,
  type TextDocumentChangeEvent,
} from 'vscode';
import type { Report, Severity } from '../../core/report/report.ts';
import { printable } from '../../core/report/printable.ts';
import { t } from '../localize.ts';
import { Signal, type Subscription } from '../signal.ts';
import type { CaseStore } from './caseStore.ts';
import { lineAfter, MarkedLines, marksIn, type LineChange, type LogMark } from './logMarks.ts';

/** Milliseconds without a key before the marks of an edited log are looked at again. */
const pause = 300;

/** Most further lines that one finding names. */
const mostRelated = 5;

/** The name that our findings carry among the Problems. */
export const logSource = 'FTP';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What is known about one open text. */
interface Entry {
  readonly document: TextDocument;
  readonly caseId: string;
  readonly reports: readonly Report[];
  readonly marks: readonly LogMark[];
  readonly lines: MarkedLines;
  /** Line as it was read → line as it is now. */
  places: ReadonlyMap<number, number>;
  firstLine: number;
  changes: LineChange[];
  timer: NodeJS.Timeout | null;
}

/** A mark and the line on which it stands now. */
export interface PlacedMark {
  readonly mark: LogMark;
  readonly line: number;
}

function lineChanges({ contentChanges }: TextDocumentChangeEvent): LineChange[] {
  return contentChanges.map(({ range, text }) => ({
    from: range.start.line,
    to: range.end.line,
    lines: text.split(/\r\n|\r|\n/).length,
  }));
}

function textIn(document: TextDocument): (line: number) => string | null {
  return (line) => (line < document.lineCount ? document.lineAt(line).text : null);
}

/** The texts that tabs show. */
function urisOf(tabs: readonly Tab[]): Set<string> {
  return new Set(tabs.flatMap(({ input }) => (input instanceof TabInputText ? [input.uri.toString()] : [])));
}

/**
 * Marks the lines of open texts that findings rest on. The marks follow the text while it is edited, and go when it is
 * closed, when its evidence is forgotten, or when it is no longer what was read.
 */
export class LogAnnotations implements Disposable {
  readonly #cases: CaseStore;
  readonly #pages: Uri;
  readonly #collection = languages.createDiagnosticCollection('ftp-evidence');
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new Signal<Uri>();
  readonly #subscriptions: readonly Subscription[];

  /** Fires with the text whose marks have changed. */
  readonly onDidChange = this.#changed.on;

  constructor(cases: CaseStore, extensionUri: Uri) {
    this.#cases = cases;
    this.#pages = Uri.joinPath(extensionUri, 'docs', 'rules');
    this.#subscriptions = [
      cases.onDidChange((id) => this.#followCase(id)),
      workspace.onDidOpenTextDocument((document) => this.#opened(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.clear(uri)),
      // A text that was opened by a link stays loaded for minutes after its last tab is gone.
      window.tabGroups.onDidChangeTabs(({ opened, closed }) => this.#followTabs(opened, closed)),
      workspace.onDidChangeTextDocument((event) => this.#edited(event)),
    ];
  }

  /** The marks of a text in the order of its lines, where they stand now. */
  marksOf(uri: Uri): readonly PlacedMark[] {
    const entry = this.#entries.get(uri.toString());
    if (entry === undefined) return [];
    return entry.marks.flatMap((mark) => {
      const line = entry.places.get(mark.line);
      return line === undefined ? [] : [{ mark, line }];
    });
  }

  /** The case that a text was read for and the line where its first session begins; null for a text without marks. */
  headOf(uri: Uri): { readonly caseId: string; readonly line: number } | null {
    const entry = this.#entries.get(uri.toString());
    return entry === undefined ? null : { caseId: entry.caseId, line: entry.firstLine };
  }

  /** Where a line as it was read stands now: as far moved as the marked line before it. */
  lineNow(uri: Uri, line: number): number {
    const places = [...(this.#entries.get(uri.toString())?.places ?? [])];
    const near = places.filter(([read]) => read <= line).at(-1);
    return near === undefined ? line : Math.max(0, line + near[1] - near[0]);
  }

  /** Takes all marks off a text. */
  clear(uri: Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (entry === undefined) return;
    if (entry.timer !== null) clearTimeout(entry.timer);
    this.#entries.delete(uri.toString());
    this.#collection.delete(uri);
    this.#changed.fire(uri);
    this.#cases.release(entry.caseId);
  }

  dispose(): void {
    for (const { timer } of this.#entries.values()) if (timer !== null) clearTimeout(timer);
    for (const each of this.#subscriptions) each.dispose();
    this.#collection.dispose();
  }

  #followCase(id: string): void {
    const { phase } = this.#cases.state(id);
    const uris = new Set(this.#cases.evidence(id)?.sources.flatMap(({ uri }) => (uri === null ? [] : [uri])));
    const texts = workspace.textDocuments.filter(({ uri }) => uris.has(uri.toString()));
    for (const document of texts) {
      if (phase === 'done') this.#mark(document, id);
      else if (phase !== 'running' && this.#entries.get(document.uri.toString())?.caseId === id) {
        this.clear(document.uri);
      }
    }
  }

  #opened(document: TextDocument): void {
    const uri = document.uri.toString();
    const about = this.#cases
      .ids()
      .findLast(
        (id) =>
          this.#cases.state(id).phase === 'done' &&
          this.#cases.evidence(id)?.sources.some((source) => source.uri === uri) === true,
      );
    if (about !== undefined) this.#mark(document, about);
  }

  #followTabs(opened: readonly Tab[], closed: readonly Tab[]): void {
    const shown = urisOf(window.tabGroups.all.flatMap(({ tabs }) => tabs));
    const gone = [...urisOf(closed)].filter((uri) => !shown.has(uri));
    for (const uri of gone) this.clear(Uri.parse(uri, true));
    const come = urisOf(opened);
    for (const document of workspace.textDocuments) {
      if (come.has(document.uri.toString())) this.#opened(document);
    }
  }

  #mark(document: TextDocument, caseId: string): void {
    const uri = document.uri.toString();
    const evidence = this.#cases.evidence(caseId);
    const name = evidence?.sources.find((source) => source.uri === uri)?.name;
    if (evidence === null || name === undefined) return;
    const { reports } = this.#cases.state(caseId);
    const known = this.#entries.get(uri);
    // Choosing another session changes the case and no line of it.
    if (known?.reports === reports) return;
    this.#cases.hold(caseId);
    this.clear(document.uri);
    const found = marksIn(evidence, reports, name);
    if (found === null) {
      this.#cases.release(caseId);
      return;
    }
    const lines = new MarkedLines(new Set(found.marks.map(({ line }) => line)), textIn(document));
    const entry: Entry = {
      document,
      caseId,
      reports,
      marks: found.marks,
      lines,
      places: lines.settle(textIn(document)) ?? new Map(),
      firstLine: Math.min(found.firstLine, document.lineCount - 1),
      changes: [],
      timer: null,
    };
    this.#entries.set(uri, entry);
    this.#show(entry);
  }

  #edited(event: TextDocumentChangeEvent): void {
    const entry = this.#entries.get(event.document.uri.toString());
    if (entry === undefined || event.contentChanges.length === 0) return;
    entry.changes.push(...lineChanges(event));
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => this.#settle(entry), pause);
  }

  #settle(entry: Entry): void {
    entry.timer = null;
    entry.lines.change(entry.changes);
    entry.firstLine = entry.changes.reduce(lineAfter, entry.firstLine);
    entry.changes = [];
    const places = entry.lines.settle(textIn(entry.document));
    if (places === null) {
      this.clear(entry.document.uri);
      return;
    }
    entry.places = places;
    this.#show(entry);
  }

  #show({ document, places }: Entry): void {
    const found = this.marksOf(document.uri).map((placed) => this.#diagnostic(document, placed, places));
    this.#collection.set(document.uri, found);
    this.#changed.fire(document.uri);
  }

  #diagnostic(
    document: TextDocument,
    { mark, line }: PlacedMark,
    places: ReadonlyMap<number, number>,
  ): Diagnostic {
    const { finding, others } = mark;
    const rangeOf = (at: number): Range => {
      const { text, firstNonWhitespaceCharacterIndex: start } = document.lineAt(at);
      return new Range(at, start, at, text.trimEnd().length);
    };
    const diagnostic = new Diagnostic(rangeOf(line), printable(finding.title), severities[finding.severity]);
    diagnostic.source = logSource;
    diagnostic.code = { value: finding.id, target: Uri.joinPath(this.#pages, `${finding.id}.md`) };
    diagnostic.relatedInformation = others.slice(0, mostRelated).flatMap((other) => {
      const at = places.get(other);
      if (at === undefined) return [];
      const place = new Location(document.uri, rangeOf(at));
      return [new DiagnosticRelatedInformation(place, t('rests on this line too'))];
    });
    return diagnostic;
  }
}
