import { randomBytes } from 'node:crypto';
import { Uri, ViewColumn, window, type Disposable, type WebviewPanel } from 'vscode';
import { readFromWebview, type FromWebview, type ToWebview } from '../../shared/messages.ts';
import type { PanelState } from '../../shared/panelState.ts';
import { timelineHtml } from '../../shared/timelineHtml.ts';

/** The webview's type, as it stands in `activationEvents`. */
export const timelineType = 'ftpDiagnose.timeline';

/** What a page asks for once it is ready. */
export type TimelineRequest = Exclude<FromWebview, { readonly type: 'ready' }>;

/** What a panel needs of its owner. */
export interface TimelinePanelDeps {
  readonly extensionUri: Uri;
  readonly language: string;
  /** English message → the editor's language. */
  readonly bundle: Readonly<Record<string, string>>;
  /** Null leaves title and icon to the editor, which names a file's panel after the file. */
  readonly icon: Uri | null;
  /** All that the panel draws, as it is now. */
  state(): PanelState;
  /** Takes what the page asks for. */
  receive(request: TimelineRequest): void;
  onDispose(): void;
}

/** A new panel beside the editor. */
export function createTimelineWebview(
  title: string,
  preserveFocus: boolean,
  type = timelineType,
): WebviewPanel {
  return window.createWebviewPanel(
    type,
    title,
    {
      viewColumn: window.activeTextEditor === undefined ? ViewColumn.Active : ViewColumn.Beside,
      preserveFocus,
    },
    {},
  );
}

/** The timeline of one endpoint or one case: it posts states, and reads nothing from the page but the messages of the contract. */
export class TimelinePanel implements Disposable {
  readonly #panel: WebviewPanel;
  readonly #deps: TimelinePanelDeps;
  #ready = false;
  #reveal: number | null = null;

  constructor(panel: WebviewPanel, deps: TimelinePanelDeps) {
    this.#panel = panel;
    this.#deps = deps;
    const folder = Uri.joinPath(deps.extensionUri, 'dist');
    panel.webview.options = { enableScripts: true, enableForms: false, localResourceRoots: [folder] };
    if (deps.icon !== null) panel.iconPath = deps.icon;
    panel.webview.onDidReceiveMessage((value: unknown) => this.#receive(value));
    panel.onDidDispose(() => deps.onDispose());
    panel.webview.html = timelineHtml({
      nonce: randomBytes(18).toString('base64'),
      cspSource: panel.webview.cspSource,
      script: panel.webview.asWebviewUri(Uri.joinPath(folder, 'webview.js')).toString(),
      style: panel.webview.asWebviewUri(Uri.joinPath(folder, 'webview.css')).toString(),
      language: deps.language,
      title: panel.title,
    });
  }

  get visible(): boolean {
    return this.#panel.visible;
  }

  /** The column of editors that it stands in; undefined while it is hidden. */
  get column(): ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  /** Brings the panel to the front and, given an event, selects it. */
  show(event: number | null, preserveFocus: boolean): void {
    this.#panel.reveal(undefined, preserveFocus);
    if (event === null) return;
    if (this.#ready) this.#post({ type: 'reveal', event });
    else this.#reveal = event;
  }

  /** Draws the endpoint's state as it is now. */
  draw(): void {
    const state = this.#deps.state();
    if (this.#deps.icon !== null && this.#panel.title !== state.name) this.#panel.title = state.name;
    if (this.#ready) this.#post({ type: 'state', state });
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(value: unknown): void {
    const message = readFromWebview(value);
    if (message === null) return;
    if (message.type === 'ready') {
      this.#ready = true;
      this.#post({
        type: 'init',
        bundle: this.#deps.bundle,
        state: this.#deps.state(),
        reveal: this.#reveal,
      });
      this.#reveal = null;
      return;
    }
    this.#deps.receive(message);
  }

  #post(message: ToWebview): void {
    // A page that is hidden or gone asks for everything again by `ready`.
    void this.#panel.webview.postMessage(message);
  }
}
