import { workspace, type Disposable, type Uri } from 'vscode';
import type { CaseStore } from './caseStore.ts';
import { memoryScheme } from './evidenceSources.ts';

/** Shows evidence that stands in no file, read-only, as long as its case is held. */
export class MemoryTexts implements Disposable {
  readonly #texts = new Map<string, string>();
  readonly #subscriptions: readonly { dispose(): void }[];

  constructor(cases: CaseStore) {
    this.#subscriptions = [
      workspace.registerTextDocumentContentProvider(memoryScheme, {
        provideTextDocumentContent: (uri) => this.#texts.get(uri.toString()) ?? '',
      }),
      cases.onDidForget(({ sources }) => {
        for (const { uri } of sources) if (uri !== null) this.#texts.delete(uri);
      }),
    ];
  }

  keep(uri: Uri, text: string): void {
    this.#texts.set(uri.toString(), text);
  }

  dispose(): void {
    for (const each of this.#subscriptions) each.dispose();
  }
}
