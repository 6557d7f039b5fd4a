import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  languages,
  Location,
  Range,
  Uri,
  workspace,
  type Disposable,
  type TextDocument,
} from 'vscode';
import { diagnosedFaults, type DiagnosedFault } from '../../core/config/diagnosed/diagnosedFaults.ts';
import { readConf } from '../../core/config/settings.ts';
import { printable } from '../../core/report/printable.ts';
import type { Report } from '../../core/report/report.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';
import type { Subscription } from '../signal.ts';
import { buildFor, confLanguage, isTooLong } from './build.ts';
import type { LinkedFiles } from './linkedFiles.ts';

/** The source that these diagnostics name; the checks of the file itself say `vsftpd`. */
export const diagnosisSource = 'FTP Diagnose';

/** Milliseconds without a key before a document is looked at again. */
const pause = 150;

/** A finding at its line, and whose it is. */
export interface PlacedFault {
  readonly endpoint: Endpoint;
  readonly report: Report;
  readonly fault: DiagnosedFault;
}

/** Shows in a server's own file what the last diagnosis of the server has found. */
export class DiagnosedFile implements Disposable {
  readonly #collection = languages.createDiagnosticCollection('ftp-diagnose');
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #linked: LinkedFiles;
  readonly #pages: Uri;
  readonly #subscriptions: readonly Subscription[];

  constructor(linked: LinkedFiles, extensionUri: Uri) {
    this.#linked = linked;
    this.#pages = Uri.joinPath(extensionUri, 'docs', 'rules');
    this.#subscriptions = [
      workspace.onDidOpenTextDocument((document) => void this.#open(document)),
      workspace.onDidChangeTextDocument(({ document }) => this.#later(document)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#collection.delete(uri)),
      linked.onDidChange((uri) => {
        const document = workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
        if (document !== undefined) void this.#open(document);
      }),
    ];
    for (const document of workspace.textDocuments) void this.#open(document);
  }

  /** What the diagnoses say of the document as it stands now. */
  faultsOf(document: TextDocument): readonly PlacedFault[] {
    if (document.languageId !== confLanguage || isTooLong(document)) return [];
    const linked = this.#linked.linked(document.uri);
    if (linked.every(({ report }) => report === null)) return [];
    const conf = readConf(document.getText(), buildFor(document));
    return linked.flatMap(({ endpoint, report }) =>
      report === null ? [] : diagnosedFaults(report, conf).map((fault) => ({ endpoint, report, fault })),
    );
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const each of this.#subscriptions) each.dispose();
    this.#collection.dispose();
  }

  async #open(document: TextDocument): Promise<void> {
    if (this.#linked.endpointsOf(document.uri).length === 0) {
      this.#collection.delete(document.uri);
      return;
    }
    await this.#linked.load(document.uri);
    // What was found before stands until the run has ended.
    if (!document.isClosed && !this.#linked.isRunning(document.uri)) this.#show(document);
  }

  #later(document: TextDocument): void {
    const key = document.uri.toString();
    if (document.languageId !== confLanguage || this.#linked.endpointsOf(document.uri).length === 0) return;
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      if (!document.isClosed) this.#show(document);
    }, pause);
    this.#timers.set(key, timer);
  }

  #show(document: TextDocument): void {
    this.#collection.set(
      document.uri,
      this.faultsOf(document).map((placed) => this.#diagnostic(document, placed)),
    );
  }

  #diagnostic(document: TextDocument, { endpoint, report, fault }: PlacedFault): Diagnostic {
    const { finding, line, state } = fault;
    const range = document.validateRange(new Range(line.index, 0, line.index, line.content.length));
    const severity =
      state === 'mended'
        ? DiagnosticSeverity.Information
        : finding.severity === 'error'
          ? DiagnosticSeverity.Error
          : DiagnosticSeverity.Warning;
    const diagnostic = new Diagnostic(range, messageOf(endpoint, fault), severity);
    diagnostic.source = diagnosisSource;
    diagnostic.code = { value: finding.id, target: Uri.joinPath(this.#pages, `${finding.id}.md`) };
    const event = report.events.find(({ id }) => id === fault.event);
    if (event !== undefined) {
      const text = t('Seen in the diagnosis of "{name}": {reply}', {
        name: endpoint.name,
        reply: printable(event.text.trim()),
      });
      diagnostic.relatedInformation = [
        new DiagnosticRelatedInformation(new Location(document.uri, range), text),
      ];
    }
    return diagnostic;
  }
}

function messageOf({ name }: Endpoint, { finding, state, ipv6 }: DiagnosedFault): string {
  const found = `${name}: ${printable(finding.title)}`;
  if (state === 'mended') {
    return t(
      '{found}. The file says what is needed; if it is saved, restart vsftpd (a reload is not enough) and diagnose again.',
      { found },
    );
  }
  if (ipv6 !== null) {
    return t(
      '{found}. The server also has the IPv6 address {ipv6}: pasv_address needs an IPv4 listener, so clients over IPv6 need a second vsftpd.',
      { found, ipv6 },
    );
  }
  return found;
}
