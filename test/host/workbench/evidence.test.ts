import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { eipCapture, manySessions, paste, secret } from '../../support/evidenceFiles.ts';
import { openEndpoints } from '../editor/checkPractice.ts';
import { markedParts, runByPalette, timeline } from '../editor/timelineFrame.ts';
import { openWorkbench, type Workbench } from '../editor/workbench.ts';

const lines = paste.split('\n');
const replyLine = lines.findIndex((line) => line.includes('227 Entering')) + 1;

async function openFile(page: Page, name: string): Promise<void> {
  await page.getByRole('treeitem').filter({ hasText: name }).first().dblclick();
  await page.locator('.tab').filter({ hasText: name }).first().waitFor();
}

/** A line of the text editor by what it says. */
function textLine(page: Page, text: string): ReturnType<Page['locator']> {
  return page
    .locator('.monaco-editor .view-line')
    .filter({ hasText: text.replaceAll(' ', '\u00a0') })
    .first();
}

async function closeAll(page: Page): Promise<void> {
  await runByPalette(page, 'View: Close All Editors');
  await page.locator('.tab').first().waitFor({ state: 'detached' });
}

/** Drops a file from outside the editor on a part of the page, as a browser does. */
async function dropOn(page: Page, selector: string, name: string, content: string): Promise<void> {
  await page.evaluate(`(() => {
    const target = [...document.querySelectorAll(${JSON.stringify(selector)})].find((each) => each.offsetHeight > 0);
    const box = target.getBoundingClientRect();
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/plain' }));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      const place = { clientX: box.left + 40, clientY: box.bottom - 20 };
      target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...place }));
    }
  })()`);
}

/** Rests the mouse on a line until its hover is there: one that meets the line while it is drawn anew is lost. */
async function hoverUntilShown(page: Page, line: Locator, hover: Locator): Promise<void> {
  for (let tries = 0; tries < 5 && !(await hover.isVisible()); tries += 1) {
    await page.mouse.move(0, 0);
    await line.hover();
    await hover.waitFor({ timeout: 5000 }).catch(() => undefined);
  }
  await hover.waitFor({ timeout: 1000 });
}

describe('evidence in the workbench', () => {
  let workbench: Workbench;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-evidence-'));
    writeFileSync(join(folder, 'ticket.txt'), paste);
    writeFileSync(join(folder, 'client.pcap'), eipCapture());
    writeFileSync(join(folder, 'vsftpd.log'), manySessions(9));
    workbench = await openWorkbench({
      folder,
      settings: { 'ftpDiagnose.endpoints': [{ name: 'shop', url: 'practice://healthy' }] },
      viewport: { width: 1500, height: 900 },
    });
    // The editors of extensions are known once the extensions are.
    await openEndpoints(workbench.page);
    await workbench.page
      .getByRole('tab', { name: /^Explorer/ })
      .first()
      .click();
  });
  after(async () => {
    await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('a capture opens as a timeline with the wrong address marked', async () => {
    const { page } = workbench;
    await openFile(page, 'client.pcap');
    await markedParts(page).first().waitFor();
    assert.deepEqual(await markedParts(page).allInnerTexts(), ['172', '17', '9', '135']);
    await timeline(page).locator('.row').filter({ hasText: '227 Entering' }).first().click();
    const source = timeline(page).locator('[data-key=open-source]');
    assert.match(await source.innerText(), /client\.pcap, frame \d+/);
    await source.click();
    await page.locator('.statusbar-item').filter({ hasText: 'frame.number ==' }).first().waitFor();
    assert.match(await page.evaluate<string>('navigator.clipboard.readText()'), /^frame\.number == \d+$/);
    await closeAll(page);
  });

  it('a pasted ticket shows its findings on its lines and its timeline beside it', async () => {
    const { page } = workbench;
    await openFile(page, 'ticket.txt');
    await textLine(page, '227 Entering').click();
    await runByPalette(page, 'FTP: Diagnose This Log');
    await markedParts(page).first().waitFor();
    assert.match(
      await timeline(page).locator('#verdict').innerText(),
      /172\.17\.9\.135[^]*123\.56\.241\.199/,
    );
    await page.locator('.squiggly-error').first().waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
    assert.equal(await page.locator('.tab').filter({ hasText: 'ticket.txt' }).count(), 2);
    const whole = await timeline(page).locator('#timeline').innerText();
    assert.ok(!whole.includes(secret), 'the password is shown');
  });

  it('a line leads to its event, and an event to its line', async () => {
    const { page } = workbench;
    const hover = page.locator('.monaco-hover').filter({ hasText: 'First:' }).first();
    await hoverUntilShown(page, textLine(page, '500 Illegal'), hover);
    await hover.getByText('Show in the timeline').first().click();
    const selected = timeline(page).locator('#ladder tr[aria-selected="true"]');
    await selected.filter({ hasText: '500 Illegal PORT command.' }).first().waitFor();
    await timeline(page).locator('.row').filter({ hasText: '227 Entering' }).first().click();
    await timeline(page).locator('[data-key=open-source]').click();
    await page
      .locator('.statusbar-item')
      .filter({ hasText: `Ln ${replyLine},` })
      .first()
      .waitFor();
    await closeAll(page);
  });

  it('a log of many sessions opens at the first that fails, and every other can be chosen', async () => {
    const { page } = workbench;
    await openFile(page, 'vsftpd.log');
    await runByPalette(page, 'FTP: Diagnose This Log');
    const sessions = timeline(page).locator('.evidence-sessions');
    await sessions.filter({ hasText: 'Session 3 of 9' }).waitFor();
    await sessions.getByText('Find a session…').click();
    await page
      .locator('.quick-input-list .monaco-list-row')
      .filter({ hasText: '203.0.113.7' })
      .first()
      .click();
    await sessions.filter({ hasText: 'Session 6 of 9' }).waitFor();
    await closeAll(page);
  });

  it('the clipboard is diagnosed as it is, and its timeline says after a reload that it is gone', async () => {
    const { page } = workbench;
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(paste)})`);
    await runByPalette(page, 'FTP: Diagnose Clipboard');
    await markedParts(page).first().waitFor();
    await page.locator('.tab').filter({ hasText: 'clipboard' }).first().waitFor();
    // The workbench stores which editors are open every few seconds.
    await page.waitForTimeout(7000);
    await page.reload();
    await page.locator('.monaco-workbench').waitFor();
    await timeline(page).getByText('"clipboard" stood in memory only').waitFor({ timeout: 40_000 });
    await closeAll(page);
  });

  it('a file that is dropped on the view is diagnosed', async () => {
    const { page } = workbench;
    await openEndpoints(page);
    await page.getByRole('treeitem').filter({ hasText: 'shop' }).first().waitFor();
    await dropOn(page, '.tree-explorer-viewlet-tree-view .monaco-list', 'dropped.log', paste);
    await markedParts(page).first().waitFor();
    await page.locator('.tab').filter({ hasText: 'dropped.log' }).first().waitFor();
  });
});
