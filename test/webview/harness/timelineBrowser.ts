import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import type { FromWebview, ToWebview } from '../../../src/shared/messages.ts';
import { timelineHtml } from '../../../src/shared/timelineHtml.ts';
import { chromiumPath } from '../../host/editor/chromium.ts';
import { themes } from './themes.ts';
import type { ThemeName } from './themes.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const origin = 'https://timeline.test';

/** Rules that VS Code gives every webview, in a layer below the page's own. */
const editorStyle = `@layer vscode-default {
  body { background-color: transparent; color: var(--vscode-editor-foreground); padding: 0 20px; margin: 0; }
  code { color: red; background-color: yellow; padding: 1px 3px; border-radius: 4px; }
  blockquote { background: yellow; }
}
`;

/** How a page is opened. */
export interface PageOptions {
  readonly theme: ThemeName;
  readonly width: number;
  readonly height: number;
  /** Zoom of the whole page; 2 is 200 %. */
  readonly zoom?: number;
  readonly language?: string;
  readonly bundle?: Readonly<Record<string, string>>;
  readonly reducedMotion?: boolean;
  /** What the editor kept of an earlier page. */
  readonly kept?: unknown;
}

/** A timeline in a real browser, with a stand-in for the editor. */
export interface OpenTimeline {
  readonly page: Page;
  /** What the page said, oldest first. */
  messages(): Promise<FromWebview[]>;
  /** What the page asked to be kept last. */
  kept(): Promise<unknown>;
  send(message: ToWebview): Promise<void>;
  /** Errors of the page: exceptions, refused scripts and styles. */
  readonly errors: readonly string[];
}

/** Starts a browser that reaches nothing: every name and address stays unresolved. */
export async function startBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--disable-gpu', '--host-resolver-rules=MAP * ~NOTFOUND'];
  return chromium.launch({ executablePath: chromiumPath(), headless: true, args });
}

function editorScript(options: PageOptions): string {
  const { body, variables } = themes[options.theme];
  const setup = { body, variables, kept: options.kept ?? null };
  return `(() => {
    const setup = ${JSON.stringify(setup)};
    window.said = [];
    window.keptState = setup.kept;
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.said.push(message),
      getState: () => setup.kept,
      setState: (state) => { window.keptState = state; },
    });
    addEventListener('DOMContentLoaded', () => {
      document.body.className = setup.body;
      for (const [name, value] of Object.entries(setup.variables)) document.documentElement.style.setProperty(name, value);
    });
  })();`;
}

/** Opens the built page (dist/webview.js and .css) under the Content Security Policy that it has in the editor. */
export async function openTimeline(browser: Browser, options: PageOptions): Promise<OpenTimeline> {
  const { width, height, zoom = 1 } = options;
  const context = await browser.newContext({
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: options.reducedMotion === true ? 'reduce' : 'no-preference',
  });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  const dist = (name: string): string => readFileSync(join(root, 'dist', name), 'utf8');
  const html = timelineHtml({
    nonce: 'bm9uY2U',
    cspSource: origin,
    script: `${origin}/webview.js`,
    style: `${origin}/webview.css`,
    language: options.language ?? 'en',
    title: 'Timeline',
  });
  await page.route(`${origin}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname;
    if (path === '/') await route.fulfill({ contentType: 'text/html', body: html });
    else if (path === '/webview.js')
      await route.fulfill({ contentType: 'text/javascript', body: dist('webview.js') });
    else if (path === '/webview.css')
      await route.fulfill({ contentType: 'text/css', body: editorStyle + dist('webview.css') });
    else await route.fulfill({ status: 204 });
  });
  await page.addInitScript(editorScript(options));
  await page.goto(`${origin}/`);
  await page.waitForFunction('window.said.length > 0');
  return {
    page,
    errors,
    messages: async () => page.evaluate<FromWebview[]>('window.said'),
    kept: async () => page.evaluate('window.keptState'),
    send: async (message) => {
      await page.evaluate((data) => window.postMessage(data, '*'), message);
    },
  };
}
