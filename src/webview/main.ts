import { errorStack } from '../core/errorText.ts';
import { readToWebview } from '../shared/messages.ts';
import type { FromWebview } from '../shared/messages.ts';
import { readPageState } from './pageState.ts';
import type { PageState } from './pageState.ts';
import { TimelinePage } from './timelinePage.ts';

/** What VS Code gives a webview, once. */
interface EditorApi {
  postMessage(message: FromWebview): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): EditorApi;

const editor = acquireVsCodeApi();
const post = (message: FromWebview): void => editor.postMessage(message);

addEventListener('error', ({ message, error }) => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  post({ type: 'broke', message: `${message}\n${stack}`.trim() });
});
addEventListener('unhandledrejection', ({ reason }) => {
  post({ type: 'broke', message: errorStack(reason) });
});

const keepAfter = 150;
let keeping: ReturnType<typeof setTimeout> | null = null;

/** Keeps the newest state, not oftener than the editor needs it. */
function keep(state: PageState): void {
  if (keeping !== null) clearTimeout(keeping);
  keeping = setTimeout(() => editor.setState(state), keepAfter);
}

const root = document.getElementById('timeline');
if (root !== null) {
  const page = new TimelinePage(root, {
    post,
    keep,
    kept: readPageState(editor.getState()),
    language: document.documentElement.lang || 'en',
  });
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = readToWebview(event.data);
    if (message !== null) page.receive(message);
  });
  post({ type: 'ready' });
}
