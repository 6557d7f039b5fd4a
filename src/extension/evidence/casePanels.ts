import { env, Uri, window, type Disposable, type ViewColumn, type WebviewPanel } from 'vscode';
import { t } from '../localize.ts';
import { Signal, type Subscription } from '../signal.ts';
import { readRestoredState } from '../timeline/panelState.ts';
import { createTimelineWebview, TimelinePanel, type TimelineRequest } from '../timeline/timelinePanel.ts';
import { pageMessages } from '../timeline/timelines.ts';
import { casePanelState } from './caseState.ts';
import type { CaseStore } from './caseStore.ts';
import type { EvidenceCase } from './evidenceCase.ts';
import { lostCase, restoredCase } from './evidenceSources.ts';

/** The webview's type, as it stands in `activationEvents`. */
const evidenceType = 'ftpDiagnose.evidence';

/** What a panel asks for, with the case it belongs to. */
export interface CaseAsk {
  readonly caseId: string;
  readonly request: TimelineRequest;
}

/** The timelines of cases: those that were opened by a command, and those inside the editors of captures. */
export class CasePanels implements Disposable {
  readonly #extensionUri: Uri;
  readonly #cases: CaseStore;
  readonly #panels = new Map<string, Set<TimelinePanel>>();
  readonly #asked = new Signal<CaseAsk>();
  readonly #subscriptions: readonly Subscription[];

  /** Fires with each request of a panel. */
  readonly onDidAsk = this.#asked.on;

  constructor(extensionUri: Uri, cases: CaseStore) {
    this.#extensionUri = extensionUri;
    this.#cases = cases;
    this.#subscriptions = [
      cases.onDidChange((id) => this.#panels.get(id)?.forEach((panel) => panel.draw())),
      window.registerWebviewPanelSerializer(evidenceType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          this.#restore(panel, state);
          return Promise.resolve();
        },
      }),
    ];
  }

  isOpen(id: string): boolean {
    return (this.#panels.get(id)?.size ?? 0) > 0;
  }

  /** Where a case's timeline stands; undefined when none is shown. */
  column(id: string): ViewColumn | undefined {
    return [...(this.#panels.get(id) ?? [])].find(({ visible }) => visible)?.column;
  }

  /** Reads a case and shows its timeline; one that is open already shows the new reading. */
  start(evidence: EvidenceCase): Promise<void> {
    const ended = this.#cases.read(evidence);
    this.show(evidence.id);
    return ended;
  }

  /** Brings a case's timeline to the front and, given an event, selects it. */
  show(id: string, event: number | null = null): void {
    const [first] = this.#panels.get(id) ?? [];
    const evidence = this.#cases.evidence(id);
    if (evidence === null) return;
    const panel = first ?? this.adopt(createTimelineWebview(evidence.name, true, evidenceType), id, true);
    if (first !== undefined || event !== null) panel.show(event, true);
  }

  /** Draws a case in a panel; `own` is false for the editor of a file, whose title and icon are the file's. */
  adopt(webviewPanel: WebviewPanel, id: string, own: boolean): TimelinePanel {
    this.#cases.hold(id);
    const panel: TimelinePanel = new TimelinePanel(webviewPanel, {
      extensionUri: this.#extensionUri,
      language: env.language,
      bundle: pageMessages(),
      icon: own ? Uri.joinPath(this.#extensionUri, 'media', 'ftp.svg') : null,
      state: () => {
        const evidence = this.#cases.evidence(id) ?? { id, name: '', sources: [] };
        return casePanelState(evidence, this.#cases.state(id), t);
      },
      receive: (request) => this.#asked.fire({ caseId: id, request }),
      onDispose: () => {
        this.#panels.get(id)?.delete(panel);
        this.#cases.release(id);
      },
    });
    const panels = this.#panels.get(id) ?? new Set();
    this.#panels.set(id, panels.add(panel));
    return panel;
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const panel of [...this.#panels.values()].flatMap((panels) => [...panels])) panel.dispose();
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const id = readRestoredState(state)?.id ?? '';
    const evidence = restoredCase(id) ?? lostCase(id, panel.title);
    if (id === '' || this.isOpen(evidence.id)) {
      panel.dispose();
      return;
    }
    void this.#cases.read(evidence);
    this.adopt(panel, evidence.id, true);
  }
}
