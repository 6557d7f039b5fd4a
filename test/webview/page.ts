import { Window } from 'happy-dom';
import type { FromWebview, ToWebview } from '../../src/shared/messages.ts';
import { freshPage } from '../../src/webview/pageState.ts';
import type { PageState } from '../../src/webview/pageState.ts';
import { TimelinePage } from '../../src/webview/timelinePage.ts';

/** A timeline in a document of its own, with a stand-in for the editor. */
export interface TestPage {
  readonly root: HTMLElement;
  /** What the page said, oldest first. */
  readonly said: FromWebview[];
  /** What the page asked to be kept last. */
  kept(): PageState;
  send(message: ToWebview): void;
  /** The first element that a selector finds; throws when there is none. */
  find(selector: string): HTMLElement;
  all(selector: string): HTMLElement[];
  /** Rows of the ladder in their order on the page. */
  rows(): HTMLElement[];
  press(key: string): void;
}

const globals = ['document', 'Element', 'HTMLElement', 'SVGElement', 'Node', 'getComputedStyle'] as const;

/** Opens a page; every call gives a fresh document, and only the newest one works. */
export function openPage(kept: Partial<PageState> = {}): TestPage {
  const window = new Window({ url: 'https://timeline.test/' });
  for (const name of globals) Reflect.set(globalThis, name, Reflect.get(window, name));
  Object.assign(globalThis, {
    addEventListener: window.addEventListener.bind(window),
    matchMedia: () => ({ matches: true }),
    requestAnimationFrame: (callback: () => void) => setTimeout(callback, 0),
    scrollTo: () => undefined,
    scrollY: 0,
  });
  const root = document.createElement('main');
  document.body.append(root);
  const said: FromWebview[] = [];
  let last: PageState = { ...freshPage, ...kept };
  const page = new TimelinePage(root, {
    post: (message) => void said.push(message),
    keep: (state) => {
      last = state;
    },
    kept: last,
    language: 'en',
  });
  const all = (selector: string): HTMLElement[] => [...root.querySelectorAll<HTMLElement>(selector)];
  return {
    root,
    said,
    kept: () => last,
    send: (message) => page.receive(message),
    all,
    find: (selector) => {
      const found = root.querySelector<HTMLElement>(selector);
      if (found === null) throw new Error(`Nothing is "${selector}"`);
      return found;
    },
    rows: () => all('tbody[role=rowgroup] > tr'),
    press: (key) => {
      const event = new window.KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
      document.activeElement?.dispatchEvent(event as unknown as Event);
    },
  };
}

/** The texts of an element, apart by one blank as the eye sees them. */
export function textOf(page: TestPage, selector: string): string {
  const texts: string[] = [];
  const gather = (node: Node): void => {
    if (node.childNodes.length === 0) texts.push(node.textContent ?? '');
    node.childNodes.forEach(gather);
  };
  gather(page.find(selector));
  return texts.join(' ').replace(/\s+/g, ' ').trim();
}
