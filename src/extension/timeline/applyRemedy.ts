import { window } from 'vscode';
import { editsOf } from '../../core/config/diagnosed/plannedEdits.ts';
import type { Remedy, RemedyEdit, Report } from '../../core/report/report.ts';
import type { DiagnoseActions } from '../diagnose/diagnoseActions.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { t } from '../localize.ts';

/** Makes remedies real: on a practice server at once, on a real one in the file that the person opens. */
export class RemedyActions {
  readonly #practice = new Map<string, readonly RemedyEdit[]>();
  readonly #run: DiagnoseActions['run'];
  readonly #applyToFile: (edits: readonly RemedyEdit[], endpoint: Endpoint, report: Report) => Promise<void>;

  constructor(
    run: DiagnoseActions['run'],
    applyToFile: (edits: readonly RemedyEdit[], endpoint: Endpoint, report: Report) => Promise<void>,
  ) {
    this.#run = run;
    this.#applyToFile = applyToFile;
  }

  async apply(endpoint: Endpoint, report: Report, remedy: Remedy): Promise<void> {
    const edits = editsOf(report, remedy);
    if (edits.length === 0) {
      void window.showInformationMessage(t('This remedy changes no option of the server; follow its steps.'));
      return;
    }
    if (endpoint.destination.kind === 'practice') {
      const before = this.#practice.get(endpoint.id) ?? [];
      this.#practice.set(endpoint.id, [...before, ...edits]);
      await this.#run(endpoint, { open: true, practiceEdits: [...before, ...edits] });
      return;
    }
    await this.#applyToFile(edits, endpoint, report);
  }
}
