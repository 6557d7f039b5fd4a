import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { chromiumPath } from './chromium.ts';

/** What keeps Chromium on this machine: every name but the loopback's stays unresolved. */
const offline = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

export interface BrowserOptions {
  /** An empty folder of its own. */
  readonly profile: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Device pixels per CSS pixel. */
  readonly scale?: number;
  /** VS Code's language without a language pack, `zh-cn`. */
  readonly locale?: string;
}

/** Opens headless Chromium with one page. */
export async function openBrowser(
  options: BrowserOptions,
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await chromium.launchPersistentContext(options.profile, {
    executablePath: chromiumPath(),
    headless: true,
    args: offline,
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (options.locale !== undefined) {
    await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.locale)};`);
  }
  return { context, page: context.pages()[0] ?? (await context.newPage()) };
}
