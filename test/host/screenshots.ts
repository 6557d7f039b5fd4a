/**
 * `npm run screenshots`: the pictures of README and walkthrough, one for each state of the view, from the real editor.
 */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { clickEndpoint, endpointRow, openEndpoints } from './editor/checkPractice.ts';
import { closedPort, untrustedTlsServer } from './editor/imperfectServers.ts';
import { installEditors } from './editor/install.ts';
import { withPalette } from './editor/palettePicture.ts';
import { markedParts, runByPalette, timeline } from './editor/timelineFrame.ts';
import { openWorkbench } from './editor/workbench.ts';

const root = join(import.meta.dirname, '..', '..');
const pictures = join(root, 'docs', 'images');
const walkthrough = join(root, 'media', 'walkthrough');

interface Picture {
  readonly name: string;
  readonly endpoints: readonly unknown[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Files of the folder that is open, by name; none opens an empty window. */
  readonly files?: Readonly<Record<string, string>>;
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

/** A ticket as people write it. */
const ticket = `The FTP server logs us in, but no listing comes.

ftp> open 123.56.241.199 2100
Connected to 123.56.241.199 (123.56.241.199).
220 (vsFTPd 3.0.3)
Name (123.56.241.199:ann): shop
331 Please specify the password.
Password:
230 Login successful.
ftp> ls
227 Entering Passive Mode (172,17,9,135,83,237).
ftp: connect: No route to host
ftp> passive
Passive mode off.
ftp> ls
500 Illegal PORT command.
ftp: bind: Address already in use

On the server:

# ss -tn
ESTAB 0 0 172.17.9.135:2100 125.120.45.15:54654
# ip -4 addr
1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536
    inet 127.0.0.1/8 scope host lo
2: eth0: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500
    inet 172.17.9.135/20 brd 172.17.15.255 scope global eth0
`;

const list: readonly Picture[] = [
  {
    name: 'empty',
    endpoints: [],
    prepare: async (page) => {
      // The window is still starting when the view is there.
      await page.waitForTimeout(4000);
      await page.locator('.statusbar-item').filter({ hasText: 'Activating' }).waitFor({ state: 'detached' });
    },
  },
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
    name: 'ladder',
    step: 'diagnose',
    endpoints: [shop, practice('mended shop', 'healthy')],
    prepare: async (page) => {
      await diagnose(page, 'shop behind an EIP');
      // The last events of the run still move what is above the ladder.
      await page.waitForTimeout(1500);
      await timeline(page)
        .locator('#ladder')
        .evaluate(`document.querySelector('#ladder').scrollIntoView({ block: 'start' })`);
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
  {
    name: 'evidence',
    step: 'evidence',
    endpoints: [],
    files: { 'ticket.txt': ticket },
    prepare: (page) => diagnoseLog(page, 'ticket.txt'),
  },
];

/** Opens a file of the folder and diagnoses it as a log. */
async function diagnoseLog(page: Page, name: string): Promise<void> {
  await page
    .getByRole('tab', { name: /^Explorer/ })
    .first()
    .click();
  await page.getByRole('treeitem').filter({ hasText: name }).first().dblclick();
  await page.locator('.monaco-editor .view-line').first().click();
  await runByPalette(page, 'FTP: Diagnose This Log');
  await markedParts(page).first().waitFor();
  await page.locator('.squiggly-error').first().waitFor();
}

/** A folder with files, for one picture. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'ftp-diagnose-picture-')), 'ticket 4711');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

installEditors(['newest']);
mkdirSync(pictures, { recursive: true });
mkdirSync(walkthrough, { recursive: true });
const wanted = process.argv.slice(2);
for (const { name, endpoints, settings = {}, files, step, prepare } of list) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const workbench = await openWorkbench({
    settings: {
      'workbench.colorTheme': 'Default Light Modern',
      ...settings,
      ...(endpoints.length === 0 ? {} : { 'ftpDiagnose.endpoints': endpoints }),
    },
    viewport: { width: 1280, height: 800 },
    ...(files === undefined ? {} : { folder: folderWith(files) }),
  });
  try {
    const { page } = workbench;
    await openEndpoints(page);
    await prepare(page);
    await page.mouse.move(700, 790);
    await page.waitForTimeout(name === 'running' ? 300 : 1200);
    writeFileSync(join(pictures, `${name}.png`), withPalette(await page.screenshot()));
    if (step !== undefined) {
      const clip = { x: 0, y: 30, width: 1280, height: 620 };
      writeFileSync(join(walkthrough, `${step}.png`), withPalette(await page.screenshot({ clip })));
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
