import type { Uri } from 'vscode';
import { workspace } from 'vscode';
import type { Report } from '../../core/report/report.ts';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import type { EndpointStore } from '../endpoints/endpointStore.ts';
import type { Subscription } from '../signal.ts';
import { fileUri, isFileOf } from './serverFile.ts';

/** An endpoint whose own file a document is, with what its last diagnosis found. */
export interface Linked {
  readonly endpoint: Endpoint;
  /** Null before the first diagnosis, while one runs, and after one that was cancelled. */
  readonly report: Report | null;
}

/** Which documents are the files of which endpoints: as the person has chosen, and never otherwise. */
export class LinkedFiles {
  readonly #store: EndpointStore;
  readonly #diagnoses: Diagnoses;

  constructor(store: EndpointStore, diagnoses: Diagnoses) {
    this.#store = store;
    this.#diagnoses = diagnoses;
  }

  /** The endpoints of a file; several servers may share one. */
  endpointsOf(uri: Uri): readonly Endpoint[] {
    return this.#store.endpoints().filter((endpoint) => isFileOf(endpoint, uri));
  }

  /** The same with their last reports. */
  linked(uri: Uri): readonly Linked[] {
    return this.endpointsOf(uri).map((endpoint) => {
      const { phase, report } = this.#diagnoses.state(endpoint.id);
      const isWhole = phase !== 'running' && phase !== 'certificate-question' && phase !== 'cancelled';
      return { endpoint, report: isWhole ? report : null };
    });
  }

  /** Whether a diagnosis of one of a file's servers is under way. */
  isRunning(uri: Uri): boolean {
    return this.endpointsOf(uri).some(({ id }) => this.#diagnoses.isRunning(id));
  }

  /** Reads the last reports of a file's endpoints from the history, where nobody has asked for them yet. */
  async load(uri: Uri): Promise<void> {
    await Promise.all(this.endpointsOf(uri).map(({ id }) => this.#diagnoses.load(id)));
  }

  /** Calls with the open documents that may have to be drawn anew. */
  onDidChange(changed: (uri: Uri) => void): Subscription {
    const all = (): void => {
      for (const { uri } of workspace.textDocuments) changed(uri);
    };
    const parts = [
      this.#store.onDidChange(all),
      this.#diagnoses.onDidChange((id) => {
        const file = this.#store.find(id)?.configFile;
        if (file !== undefined) changed(fileUri(file));
      }),
    ];
    return { dispose: () => parts.forEach((part) => part.dispose()) };
  }
}
