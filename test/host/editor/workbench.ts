import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { installExtension, packagedExtension } from './extensionPackage.ts';
import type { EditorVersion } from './install.ts';
import { seedSettings, startServer, type EditorServer } from './server.ts';

/** How a window is opened for a test or a picture. */
export interface WorkbenchOptions {
  /** By default the version that `FTP_DIAGNOSE_HOST_VERSION` names, else the newest. */
  readonly version?: EditorVersion;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** A folder to open; null opens an empty window. */
  readonly folder?: string | null;
  readonly locale?: string;
  readonly restricted?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly scale?: number;
}

/** A real VS Code with the packaged extension, in a browser page. */
export interface Workbench {
  readonly page: Page;
  readonly server: EditorServer;
  /** Holds the user's settings and storage. */
  readonly dataFolder: string;
  /** An empty folder that goes with the window. */
  readonly scratch: string;
  readonly url: string;
  close(): Promise<void>;
}

/** Starts an editor with folders of its own, installs the packaged extension and opens a window. */
export async function openWorkbench(options: WorkbenchOptions = {}): Promise<Workbench> {
  const asked = process.env['FTP_DIAGNOSE_HOST_VERSION'] === 'floor' ? 'floor' : 'newest';
  const version = options.version ?? asked;
  const home = mkdtempSync(join(tmpdir(), 'ftp-diagnose-window-'));
  const dataFolder = join(home, 'data');
  const extensionsFolder = join(home, 'extensions');
  const scratch = join(home, 'scratch');
  mkdirSync(scratch);
  seedSettings(dataFolder, options.settings ?? {});
  installExtension(version, packagedExtension(), dataFolder, extensionsFolder);
  const server = await startServer({
    version,
    dataFolder,
    extensionsFolder,
    token: null,
    smokeTest: false,
    workspaceTrust: options.restricted === true,
    // The person's own files must not be seen by a test.
    env: { HOME: home },
  });
  const end = async (): Promise<void> => {
    await server.stop();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  const url = new URL(server.url);
  if (options.folder === undefined || options.folder === null) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', options.folder);
  try {
    const page = await openPage(url.href, home, options);
    return {
      page,
      server,
      dataFolder,
      scratch,
      url: url.href,
      async close() {
        await page
          .context()
          .close()
          .catch(() => undefined);
        await end();
      },
    };
  } catch (error) {
    // An editor that nobody ends would keep the tests of its file from ever ending.
    await end();
    throw error;
  }
}

/** Opens the workbench; a Chromium that dies on the way there (seen once in some hundreds) is started a second time. */
async function openPage(url: string, home: string, options: WorkbenchOptions): Promise<Page> {
  for (let attempt = 1; ; attempt++) {
    const { context, page } = await openBrowser({
      profile: join(home, `browser-${attempt}`),
      ...(options.viewport === undefined ? {} : { viewport: options.viewport }),
      ...(options.scale === undefined ? {} : { scale: options.scale }),
      ...(options.locale === undefined ? {} : { locale: options.locale }),
    });
    try {
      await page.goto(url);
      await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
      return page;
    } catch (error) {
      await context.close().catch(() => undefined);
      const hasDied = error instanceof Error && error.message.includes('has been closed');
      if (attempt === 2 || !hasDied) throw error;
    }
  }
}
