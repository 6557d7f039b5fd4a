import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Report } from '../../../src/core/report/report.ts';
import { ScriptedServer } from '../../support/scriptedServer.ts';
import { polite, say } from '../../support/scripts.ts';
import { clickEndpoint, endpointRow, firstReport, openEndpoints } from '../editor/checkPractice.ts';
import { markedParts, runByPalette, timeline, typeAndAccept } from '../editor/timelineFrame.ts';
import { openWorkbench, type Workbench } from '../editor/workbench.ts';

async function until(what: string, look: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`not within 20 s: ${what}`);
}

/**
 * Answers the workbench's own save dialog. It fills in a proposal first, lists the folder as one types, and loses a
 * press of its button while it is busy with that: so it is answered until it has gone.
 */
async function saveDialog(page: Workbench['page'], file: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  await until('the proposal', async () => (await input.inputValue()).endsWith('.json'));
  await until('the dialog takes the answer', async () => {
    if (!(await input.isVisible())) return true;
    if ((await input.inputValue()) !== file) await input.fill(file);
    await page.waitForTimeout(500);
    await page
      .locator('.quick-input-action .monaco-button')
      .first()
      .click({ timeout: 1000 })
      .catch(() => undefined);
    await page.waitForTimeout(500);
    return false;
  });
}

describe('from an empty window to an exported report', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench();
  });
  after(() => workbench.close());

  it('the empty view leads to the practice server, whose wrong address is highlighted', async () => {
    const { page } = workbench;
    await openEndpoints(page);
    await page.getByRole('button', { name: 'Try the practice server' }).click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: 'eip-normal' })
      .first()
      .click();
    await markedParts(page).first().waitFor();
    assert.deepEqual(await markedParts(page).allInnerTexts(), ['172', '17', '9', '135']);
    assert.match(await timeline(page).locator('#verdict').innerText(), /172\.17\.9\.135/);
  });

  it('the findings stand below the endpoint in the tree, and the badge counts it', async () => {
    const { page } = workbench;
    await endpointRow(page, 'The server sends clients to 172.17.9.135').waitFor();
    for (const mode of ['PASV', 'EPSV', 'PORT', 'EPRT']) await endpointRow(page, mode).waitFor();
    assert.equal(await page.locator('.activitybar .badge-content').filter({ hasText: '1' }).count(), 1);
    const spoken = await endpointRow(page, 'eip-normal').getAttribute('aria-label');
    assert.match(spoken ?? '', /2 problems/);
  });

  it('an evidence link and a row of the tree lead to the reply', async () => {
    const { page } = workbench;
    const selected = timeline(page).locator('#ladder [aria-selected="true"]');
    await timeline(page).locator('.evidence-list button, .evidence-list a').first().click();
    await selected
      .filter({ hasText: /172,17,9,135|172\.17\.9\.135/ })
      .first()
      .waitFor();
    await endpointRow(page, 'PORT').click();
    await selected.filter({ hasText: 'PORT' }).first().waitFor();
  });

  it('the report is saved as JSON where the person says', async () => {
    const { page, scratch } = workbench;
    const file = join(scratch, 'report.json');
    await timeline(page).getByRole('button', { name: 'Copy or save…' }).click();
    await timeline(page).getByRole('button', { name: /JSON/ }).click();
    await saveDialog(page, file);
    await until('the file', () => existsSync(file));
    const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
    assert.equal(report.schema, 'ftp-diagnose/report@1');
    assert.ok(report.findings.some(({ id }) => id === 'pasv-private-address'));
  });

  it('the remedy mends the practice server, and the timeline says so', async () => {
    const { page } = workbench;
    await timeline(page).locator('[data-key$="-apply"]').first().click();
    await endpointRow(page, 'eip-normal').filter({ hasText: /fixed/ }).waitFor();
  });

  it('the panel is there again after a reload, with its report', async () => {
    const { page } = workbench;
    // The workbench stores which editors are open every few seconds.
    await page.waitForTimeout(7000);
    await page.reload();
    await page.locator('.monaco-workbench').waitFor();
    await timeline(page).locator('#verdict').waitFor({ timeout: 40_000 });
    assert.equal(await page.locator('.tab').filter({ hasText: 'eip-normal' }).count(), 1);
  });
});

describe('the endpoints by keyboard', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({
      settings: {
        'ftpDiagnose.endpoints': [
          { name: 'first', url: 'practice://healthy' },
          { name: 'second', url: 'practice://eip-normal' },
        ],
      },
    });
  });
  after(() => workbench.close());

  const settings = (): string =>
    readFileSync(join(workbench.dataFolder, 'data', 'User', 'settings.json'), 'utf8');

  it('F2 renames the row that has the focus, not the one that was clicked', async () => {
    const { page } = workbench;
    await openEndpoints(page);
    await clickEndpoint(page, 'first');
    await firstReport(workbench);
    await page
      .locator('.monaco-list')
      .filter({ has: endpointRow(page, 'second') })
      .first()
      .focus();
    await page.keyboard.press('End');
    await page.keyboard.press('F2');
    await typeAndAccept(page, 'renamed');
    await endpointRow(page, 'renamed').waitFor();
    assert.match(settings(), /"renamed"/);
    assert.match(settings(), /"first"/);
  });

  it('Space opens the row that has the focus', async () => {
    const { page } = workbench;
    await page
      .locator('.monaco-list')
      .filter({ has: endpointRow(page, 'renamed') })
      .first()
      .focus();
    await page.keyboard.press('End');
    await page.keyboard.press('Space');
    await markedParts(page).first().waitFor();
  });

  it('Delete asks, and Undo brings the endpoint back', async () => {
    const { page } = workbench;
    await endpointRow(page, 'first').click();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await until('the entry is gone', () => !settings().includes('"first"'));
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await until('the entry is back', () => settings().includes('"first"'));
  });
});

describe('the next test of a finding', () => {
  it('runs from its button with its own options, for that one run', async (context) => {
    const server = new ScriptedServer({
      ...polite,
      PASV: say('227 Entering passive mode (ftp,example,com,117,53).'),
    });
    await server.start();
    context.after(() => server.close());
    const workbench = await openWorkbench({
      settings: { 'ftpDiagnose.endpoints': [{ name: 'named', url: `ftp://127.0.0.1:${server.port}` }] },
    });
    try {
      const { page } = workbench;
      const asked = (command: string): number => server.commands.filter((line) => line === command).length;
      await openEndpoints(page);
      await clickEndpoint(page, 'named');
      const run = timeline(page)
        .locator('.slot-findings')
        .getByRole('button', { name: /^Run this test: / });
      await run.first().waitFor();
      const [pasv, epsv] = [asked('PASV'), asked('EPSV')];
      assert.ok(pasv > 0 && epsv > 0);
      await run.first().click();
      const modes = timeline(page).locator('.modes .mode-name');
      await until('only PASV is shown', async () => (await modes.allInnerTexts()).join() === 'PASV');
      assert.equal(asked('PASV'), pasv + 1);
      assert.equal(asked('EPSV'), epsv, '--mode pasv');
      await timeline(page).locator('[data-key=again]').first().click();
      await until('all modes are back', async () => (await modes.count()) === 4);
    } finally {
      await workbench.close();
    }
  });
});

describe('questions on the way', () => {
  it('a password is asked for once, and Escape ends in silence', async () => {
    const workbench = await openWorkbench({
      settings: { 'ftpDiagnose.endpoints': ['ftp://ann@127.0.0.1:9'] },
    });
    try {
      const { page } = workbench;
      await openEndpoints(page);
      await clickEndpoint(page, 'ann@127.0.0.1');
      await page.locator('.quick-input-widget input[type="password"]').waitFor();
      await page.keyboard.press('Escape');
      await endpointRow(page, 'password needed').waitFor();
      assert.equal(await page.locator('.notification-toast').count(), 0);
    } finally {
      await workbench.close();
    }
  });

  it('FTP: Diagnose offers the URL under the cursor first', async () => {
    const workbench = await openWorkbench();
    const file = join(workbench.scratch, 'notes.txt');
    try {
      const { page } = workbench;
      mkdirSync(workbench.scratch, { recursive: true });
      writeFileSync(file, 'see ftp://127.0.0.1:9/pub here');
      const url = new URL(workbench.url);
      url.searchParams.delete('ew');
      url.searchParams.set('folder', workbench.scratch);
      await page.goto(url.href);
      await page.getByRole('treeitem').filter({ hasText: 'notes.txt' }).first().dblclick();
      await page.locator('.monaco-editor .view-line').filter({ hasText: '127.0.0.1' }).first().waitFor();
      await page.keyboard.press('Control+Home');
      for (let column = 0; column < 8; column += 1) await page.keyboard.press('ArrowRight');
      await runByPalette(page, 'FTP: Diagnose');
      const first = page.locator('.quick-input-list .monaco-list-row').first();
      await first.filter({ hasText: 'ftp://127.0.0.1:9' }).waitFor();
      await page.keyboard.press('Enter');
      await timeline(page).locator('#verdict').waitFor();
      assert.match(await timeline(page).locator('#timeline').innerText(), /127\.0\.0\.1:9/);
    } finally {
      await workbench.close();
    }
  });
});
