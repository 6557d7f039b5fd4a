import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Report } from '../../../src/core/report/report.ts';
import { EditorFault } from './editorFault.ts';
import { openWorkbench, type Workbench } from './workbench.ts';

/** Opens the FTP view from the activity bar. */
export async function openEndpoints(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^FTP/ }).first().click();
  await page.locator('.pane-header, .composite.title').filter({ hasText: 'FTP' }).first().waitFor();
}

/** The row of an endpoint in the tree. */
export function endpointRow(page: Page, name: string): ReturnType<Page['locator']> {
  return page.getByRole('treeitem').filter({ hasText: name }).first();
}

/** Clicks an endpoint until its timeline is there: a click that meets the list while it is drawn anew is lost. */
export async function clickEndpoint(page: Page, name: string): Promise<void> {
  const row = endpointRow(page, name);
  await row.waitFor();
  for (let tries = 0; tries < 5; tries += 1) {
    await row.click();
    try {
      await page.locator('.tabs-container .tab').filter({ hasText: name }).first().waitFor({ timeout: 4000 });
      return;
    } catch {
      // Once more.
    }
  }
  throw new EditorFault(`The timeline of ${name} did not open`);
}

/** The reports that the extension has kept, oldest first. */
export function keptReports({ dataFolder }: Workbench): readonly Report[] {
  const storage = join(dataFolder, 'data', 'User', 'globalStorage', 'ftp-diagnose.ftp-diagnose');
  try {
    return readdirSync(storage, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(storage, name), 'utf8')) as Report);
  } catch {
    return [];
  }
}

/** Waits for the first report that the extension keeps. @throws EditorFault after 60 s */
export async function firstReport(workbench: Workbench): Promise<Report> {
  for (let waited = 0; waited < 60_000; waited += 200) {
    const [report] = keptReports(workbench);
    if (report !== undefined) return report;
    await workbench.page.waitForTimeout(200);
  }
  throw new EditorFault('The diagnosis gave no report within 60 s');
}

/** Clicks a practice endpoint in a fresh editor and gives the verdict. @throws EditorFault when the fault is not found. */
export async function checkPractice(): Promise<string> {
  const workbench = await openWorkbench({
    settings: { 'ftpDiagnose.endpoints': [{ name: 'practice', url: 'practice://eip-normal' }] },
  });
  try {
    await openEndpoints(workbench.page);
    await clickEndpoint(workbench.page, 'practice');
    const report = await firstReport(workbench);
    if (!report.findings.some(({ id }) => id === 'pasv-private-address')) {
      throw new EditorFault(`The practice fault was not found: ${report.verdict}`);
    }
    return report.verdict;
  } finally {
    await workbench.close();
  }
}
