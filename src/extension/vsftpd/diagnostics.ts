import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  languages,
  Location,
  Range,
  Uri,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { confByteLimit } from '../../core/config/confFile.ts';
import { foreignWords, type ForeignKind } from '../../core/config/foreignKind.ts';
import type { LintProblem } from '../../core/config/lint/problem.ts';
import type { Severity } from '../../core/report/report.ts';
import { t } from '../localize.ts';
import { confLanguage } from './build.ts';
import { checkDocument, readRaw, type DocumentCheck, type RawFacts } from './documentChecks.ts';

/** Milliseconds without a key before a document is checked again. */
const pause = 150;

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** The code of the hint that offers the block for clients outside NAT. */
export const natHintCode = 'serve-outside-nat';
/** The code of the problem that stands where a file was opened in a wrong encoding. */
export const garbledCode = 'wrong-encoding';
/** The code of a file that vsftpd cannot read for its encoding, though the editor can. */
export const utf16Code = 'utf-16';

interface Entry {
  raw: RawFacts | null;
  check: DocumentCheck | null;
  timer: NodeJS.Timeout | null;
}

/** Keeps the Problems of every open vsftpd.conf up to date. */
export class ConfDiagnostics implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('vsftpd-conf');
  readonly #entries = new Map<string, Entry>();
  readonly #disposables: Disposable[];
  readonly #pages: Uri;

  constructor(extensionUri: Uri) {
    this.#pages = Uri.joinPath(extensionUri, 'docs', 'rules', 'vsftpd-conf');
    this.#disposables = [
      workspace.onDidOpenTextDocument((document) => void this.refresh(document)),
      workspace.onDidSaveTextDocument((document) => void this.refresh(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#later(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#forget(uri)),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('ftpDiagnose.vsftpdBuild')) this.#refreshAll();
      }),
    ];
    this.#refreshAll();
  }

  /** What is wrong with the document as it stands now. */
  checkOf(document: TextDocument): DocumentCheck {
    const entry = this.#entry(document.uri);
    if (entry.check?.version !== document.version) entry.check = checkDocument(document, entry.raw);
    return entry.check;
  }

  /** Reads the file's bytes again and checks the document. */
  async refresh(document: TextDocument): Promise<void> {
    if (document.languageId !== confLanguage) return;
    const entry = this.#entry(document.uri);
    entry.raw = await readRaw(document);
    entry.check = null;
    if (!document.isClosed) this.#show(document);
  }

  dispose(): void {
    for (const { timer } of this.#entries.values()) if (timer !== null) clearTimeout(timer);
    for (const each of this.#disposables) each.dispose();
    this.#collection.dispose();
  }

  #refreshAll(): void {
    for (const document of workspace.textDocuments) void this.refresh(document);
  }

  #entry(uri: Uri): Entry {
    const key = uri.toString();
    const known = this.#entries.get(key) ?? { raw: null, check: null, timer: null };
    this.#entries.set(key, known);
    return known;
  }

  #forget(uri: Uri): void {
    const entry = this.#entries.get(uri.toString());
    if (entry?.timer != null) clearTimeout(entry.timer);
    this.#entries.delete(uri.toString());
    this.#collection.delete(uri);
  }

  #later(document: TextDocument): void {
    if (document.languageId !== confLanguage) return;
    const entry = this.#entry(document.uri);
    if (entry.timer !== null) clearTimeout(entry.timer);
    entry.timer = setTimeout(() => {
      entry.timer = null;
      if (!document.isClosed) this.#show(document);
    }, pause);
  }

  #show(document: TextDocument): void {
    const check = this.checkOf(document);
    const found = [...check.problems, ...check.raw].map((problem) => this.#diagnostic(document, problem));
    if (check.hint !== null) found.push(hintAt(document, check.hint.index));
    if (check.garbled) found.push(garbledAt(document));
    if (check.notice !== null) found.push(noticeAt(document, check.notice));
    this.#collection.set(document.uri, found);
  }

  #diagnostic(document: TextDocument, problem: LintProblem): Diagnostic {
    const range = document.validateRange(
      new Range(problem.line - 1, problem.column - 1, problem.endLine - 1, problem.endColumn - 1),
    );
    const diagnostic = new Diagnostic(range, problem.message, severities[problem.severity]);
    diagnostic.source = 'vsftpd';
    diagnostic.code = { value: problem.id, target: Uri.joinPath(this.#pages, `${problem.id}.md`) };
    if (problem.unnecessary) diagnostic.tags = [DiagnosticTag.Unnecessary];
    diagnostic.relatedInformation = problem.related.map(({ start, end, text }) => {
      const place = new Range(document.positionAt(start), document.positionAt(end));
      return new DiagnosticRelatedInformation(new Location(document.uri, place), text);
    });
    return diagnostic;
  }
}

function hintAt(document: TextDocument, line: number): Diagnostic {
  const range = document.validateRange(new Range(line, 0, line, 1000));
  const text = t(
    'Clients outside a NAT (an elastic or floating public address) need pasv_address here; quick fixes write the complete block.',
  );
  const hint = new Diagnostic(range, text, DiagnosticSeverity.Hint);
  hint.source = 'vsftpd';
  hint.code = natHintCode;
  return hint;
}

function noticeWords(notice: 'too-large' | ForeignKind): string {
  return notice === 'too-large'
    ? t('The file is too large to be checked; vsftpd reads the first {limit} bytes of its file.', {
        limit: confByteLimit,
      })
    : t('vsftpd cannot read this file: {kind}.', { kind: foreignWords(notice, t) });
}

/** One word on line 1 for a file that is not checked: no hang, no silence. */
function noticeAt(document: TextDocument, notice: 'too-large' | ForeignKind): Diagnostic {
  const range = document.validateRange(new Range(0, 0, 0, 80));
  const severity = notice === 'too-large' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
  const diagnostic = new Diagnostic(range, noticeWords(notice), severity);
  diagnostic.source = 'vsftpd';
  diagnostic.code = notice === 'utf-16' ? utf16Code : 'not-checked';
  return diagnostic;
}

function garbledAt(document: TextDocument): Diagnostic {
  const at = document.positionAt(Math.max(0, document.getText().indexOf('\ufffd')));
  const text = t(
    'The file was opened in an encoding that does not fit its bytes; saving it would change them. Reopen it with the right encoding (GBK, perhaps) before you edit it.',
  );
  const diagnostic = new Diagnostic(new Range(at, at.translate(0, 1)), text, DiagnosticSeverity.Warning);
  diagnostic.source = 'vsftpd';
  diagnostic.code = garbledCode;
  return diagnostic;
}
