/**
 * `npm run screenshots`: the pictures of README and walkthrough, one for each state of the view, from the real editor.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { clickEndpoint, endpointRow, openEndpoints } from './editor/checkPractice.ts';
import { closedPort, untrustedTlsServer } from './editor/imperfectServers.ts';
import { installEditors } from './editor/install.ts';
import { markedParts, timeline } from './editor/timelineFrame.ts';
import { openWorkbench } from './editor/workbench.ts';

const root = join(import.meta.dirname, '..', '..');
const pictures = join(root, 'docs', 'images');
const walkthrough = join(root, 'media', 'walkthrough');

interface Picture {
  readonly name: string;
  readonly endpoints: readonly unknown[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where else the picture is used. */
  readonly step?: string;
  readonly prepare: (page: Page) => Promise<void>;
}

const practice = (name: string, scenario: string): { name: string; url: string } => ({
  name,
  url: `practice://${scenario}`,
});

async function diagnose(page: Page, name: string): Promise<void> {
  await clickEndpoint(page, name);
  await timeline(page).locator('#verdict').waitFor();
  await endpointRow(page, name)
    .filter({ hasText: /just now/ })
    .waitFor();
}

const tls = await untrustedTlsServer();
const shop = practice('shop behind an EIP', 'eip-normal');

const list: readonly Picture[] = [
  { name: 'empty', endpoints: [], prepare: () => Promise.resolve() },
  {
    name: 'never-run',
    step: 'add',
    endpoints: [
      shop,
      { name: 'backup', url: 'ftpes://backup@ftp.example.com' },
      { name: 'mirror', url: 'ftp://mirror.example.net' },
    ],
    prepare: (page) => endpointRow(page, 'mirror').waitFor(),
  },
  {
    name: 'running',
    step: 'diagnose',
    endpoints: [practice('slow greeting', 'slow'), shop],
    prepare: async (page) => {
      await clickEndpoint(page, 'slow greeting');
      await endpointRow(page, 'running').waitFor();
      await timeline(page).locator('#timeline > *').first().waitFor();
    },
  },
  {
    name: 'cancelled',
    endpoints: [practice('slow greeting', 'slow'), shop],
    prepare: async (page) => {
      await clickEndpoint(page, 'slow greeting');
      await endpointRow(page, 'running').hover();
      await page.getByRole('button', { name: 'Cancel Diagnosis' }).first().click();
      await endpointRow(page, 'cancelled').waitFor();
    },
  },
  {
    name: 'password-needed',
    endpoints: [{ name: 'backup', url: `ftp://backup@127.0.0.1:${await closedPort()}` }, shop],
    prepare: async (page) => {
      await clickEndpoint(page, 'backup');
      await page.locator('.quick-input-widget input[type="password"]').waitFor();
    },
  },
  {
    name: 'certificate-question',
    endpoints: [{ name: 'backup', url: `ftps://127.0.0.1:${tls.port}` }, shop],
    prepare: async (page) => {
      await clickEndpoint(page, 'backup');
      await page.locator('.monaco-dialog-box').waitFor();
    },
  },
  {
    name: 'unreachable',
    endpoints: [{ name: 'backup', url: `ftp://127.0.0.1:${await closedPort()}` }, shop],
    prepare: (page) => diagnose(page, 'backup'),
  },
  {
    name: 'broken-setting',
    endpoints: [shop, { name: 'old server', url: 'sftp://old.example.com' }, 'ftp://me:secret@192.0.2.10'],
    prepare: (page) => endpointRow(page, 'password in settings').waitFor(),
  },
  {
    name: 'healthy',
    endpoints: [practice('mended shop', 'healthy'), shop],
    prepare: (page) => diagnose(page, 'mended shop'),
  },
  {
    name: 'seed-fault',
    step: 'practice',
    endpoints: [shop, practice('mended shop', 'healthy')],
    prepare: async (page) => {
      await diagnose(page, 'shop behind an EIP');
      await markedParts(page).first().waitFor();
    },
  },
  {
    name: 'fixed',
    step: 'fix',
    endpoints: [shop],
    prepare: async (page) => {
      await diagnose(page, 'shop behind an EIP');
      await timeline(page).locator('[data-key$="-apply"]').first().click();
      await endpointRow(page, 'fixed').waitFor();
    },
  },
];

installEditors(['newest']);
mkdirSync(pictures, { recursive: true });
mkdirSync(walkthrough, { recursive: true });
const wanted = process.argv.slice(2);
for (const { name, endpoints, settings = {}, step, prepare } of list) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const workbench = await openWorkbench({
    settings: {
      'workbench.colorTheme': 'Default Light Modern',
      ...settings,
      ...(endpoints.length === 0 ? {} : { 'ftpDiagnose.endpoints': endpoints }),
    },
    viewport: { width: 1280, height: 800 },
  });
  try {
    const { page } = workbench;
    await openEndpoints(page);
    await prepare(page);
    await page.mouse.move(700, 790);
    await page.waitForTimeout(name === 'running' ? 300 : 1200);
    await page.screenshot({ path: join(pictures, `${name}.png`) });
    if (step !== undefined) {
      await page.screenshot({
        path: join(walkthrough, `${step}.png`),
        clip: { x: 0, y: 30, width: 1280, height: 620 },
      });
    }
    process.stdout.write(`${name}\n`);
  } catch (error) {
    await workbench.page
      .screenshot({ path: join(root, '.editor', `failed-${name}.png`) })
      .catch(() => undefined);
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    await workbench.close();
  }
}
tls.close();
