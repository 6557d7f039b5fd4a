import { env, l10n, Uri, window, type Disposable, type WebviewPanel } from 'vscode';
import type { Diagnoses } from '../diagnose/diagnoses.ts';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { Signal, type Subscription } from '../signal.ts';
import { panelStateOf, readRestoredState } from './panelState.ts';
import { createTimelineWebview, TimelinePanel, timelineType, type TimelineRequest } from './timelinePanel.ts';

/** How a timeline is opened. */
export interface OpenOptions {
  /** An event of the report to select. */
  readonly event?: number | null;
  readonly preserveFocus?: boolean;
}

/** What a panel asks for, with the endpoint it belongs to. */
export interface TimelineAsk {
  readonly endpoint: Endpoint;
  readonly request: TimelineRequest;
}

/** What the timeline panels need of the extension, also when the editor restores them after a reload. */
export interface TimelinesDeps {
  readonly extensionUri: Uri;
  readonly diagnoses: Diagnoses;
  /** The endpoint as it is now: its name and URL may change while its panel is open. */
  readonly current: (endpoint: Endpoint) => { readonly endpoint: Endpoint; readonly saved: boolean };
  /** The endpoint of a panel from before a reload; null when it cannot be found again. */
  restore(id: string, destination: string): Endpoint | null;
}

/** What a page says in the editor's language: the plain messages of VS Code's bundle; none of ours carries a comment. */
export function pageMessages(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(l10n.bundle ?? {}).flatMap(([message, text]) =>
      typeof text === 'string' ? [[message, text]] : [],
    ),
  );
}

/** The timeline panels, at most one an endpoint. */
export class Timelines implements Disposable {
  readonly #deps: TimelinesDeps;
  readonly #panels = new Map<string, TimelinePanel>();
  readonly #asked = new Signal<TimelineAsk>();
  readonly #subscriptions: readonly Subscription[];

  /** Fires with each request of a panel. */
  readonly onDidAsk = this.#asked.on;

  constructor(deps: TimelinesDeps) {
    this.#deps = deps;
    this.#subscriptions = [
      deps.diagnoses.onDidChange((id) => this.#panels.get(id)?.draw()),
      window.registerWebviewPanelSerializer(timelineType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          this.#restore(panel, state);
          return Promise.resolve();
        },
      }),
    ];
  }

  isVisible(id: string): boolean {
    return this.#panels.get(id)?.visible === true;
  }

  isOpen(id: string): boolean {
    return this.#panels.has(id);
  }

  /** Opens an endpoint's timeline, or reveals the one that is open. */
  open(endpoint: Endpoint, { event = null, preserveFocus = true }: OpenOptions = {}): void {
    const existing = this.#panels.get(endpoint.id);
    const panel = existing ?? this.#adopt(createTimelineWebview(endpoint.name, preserveFocus), endpoint);
    if (existing !== undefined || event !== null) panel.show(event, preserveFocus);
  }

  /** Draws every panel anew, after names or settings have changed. */
  drawAll(): void {
    for (const panel of this.#panels.values()) panel.draw();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const panel of [...this.#panels.values()]) panel.dispose();
  }

  #restore(panel: WebviewPanel, state: unknown): void {
    const restored = readRestoredState(state);
    const endpoint = restored === null ? null : this.#deps.restore(restored.id, restored.destination);
    if (endpoint === null || this.#panels.has(endpoint.id)) {
      panel.dispose();
      return;
    }
    this.#adopt(panel, endpoint);
    void this.#deps.diagnoses.load(endpoint.id);
  }

  #adopt(webviewPanel: WebviewPanel, endpoint: Endpoint): TimelinePanel {
    const { extensionUri, diagnoses, current } = this.#deps;
    const panel = new TimelinePanel(webviewPanel, {
      extensionUri,
      language: env.language,
      bundle: pageMessages(),
      icon: Uri.joinPath(extensionUri, 'media', 'ftp.svg'),
      state: () => {
        const now = current(endpoint);
        return panelStateOf(now.endpoint, now.saved, diagnoses.state(endpoint.id));
      },
      receive: (request) => this.#asked.fire({ endpoint: current(endpoint).endpoint, request }),
      onDispose: () => this.#panels.delete(endpoint.id),
    });
    this.#panels.set(endpoint.id, panel);
    return panel;
  }
}
