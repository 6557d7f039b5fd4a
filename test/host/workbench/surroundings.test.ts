import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { clickEndpoint, endpointRow, openEndpoints } from '../editor/checkPractice.ts';
import { markedParts, timeline, timelineFrame } from '../editor/timelineFrame.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from '../editor/workbench.ts';

const practice = { 'ftpDiagnose.endpoints': [{ name: 'practice', url: 'practice://eip-normal' }] };
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
  }[];
}

async function withWindow(
  options: WorkbenchOptions,
  work: (page: Workbench['page']) => Promise<void>,
): Promise<void> {
  const workbench = await openWorkbench(options);
  try {
    await openEndpoints(workbench.page);
    await work(workbench.page);
  } finally {
    await workbench.close();
  }
}

describe('Restricted Mode', () => {
  it('diagnoses as anywhere else, and takes nothing from the workspace', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftp-diagnose-hostile-'));
    mkdirSync(join(folder, '.vscode'));
    writeFileSync(
      join(folder, '.vscode', 'settings.json'),
      JSON.stringify({ 'ftpDiagnose.endpoints': [{ name: 'planted', url: 'ftp://127.0.0.1:9' }] }),
    );
    writeFileSync(
      join(folder, '.vscode', 'sftp.json'),
      JSON.stringify({ name: 'planted too', protocol: 'ftp', host: '127.0.0.1' }),
    );
    try {
      await withWindow({ settings: practice, folder, restricted: true }, async (page) => {
        await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor();
        await clickEndpoint(page, 'practice');
        await markedParts(page).first().waitFor();
        assert.equal(await page.getByRole('treeitem').filter({ hasText: 'planted' }).count(), 0);
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('Simplified Chinese', () => {
  it('is spoken by tree, timeline and commands', async () => {
    await withWindow({ settings: practice, locale: 'zh-cn' }, async (page) => {
      await endpointRow(page, 'practice').filter({ hasText: '从未诊断' }).waitFor();
      await clickEndpoint(page, 'practice');
      await markedParts(page).first().waitFor();
      assert.match(await timeline(page).locator('#verdict').innerText(), /\p{Script=Han}/u);
      assert.match(await timeline(page).locator('.head .tools').innerText(), /再次诊断|重新诊断/);
      await endpointRow(page, 'practice').filter({ hasText: '个问题' }).waitFor();
    });
  });
});

describe('the timeline in every theme', () => {
  for (const theme of [
    null,
    'Default Light Modern',
    'Default Dark Modern',
    'Default High Contrast',
    'Default High Contrast Light',
  ]) {
    it(`has nothing that axe objects to in ${theme ?? 'the theme of a fresh editor'}`, async () => {
      const settings = { ...practice, ...(theme === null ? {} : { 'workbench.colorTheme': theme }) };
      await withWindow({ settings }, async (page) => {
        await clickEndpoint(page, 'practice');
        await markedParts(page).first().waitFor();
        const frame = await timelineFrame(page);
        await frame.evaluate(axeSource);
        const { violations } = await frame.evaluate<AxeResult>('axe.run(document)');
        assert.deepEqual(
          violations.map(({ id, nodes }) => [
            id,
            nodes.map(({ html, failureSummary }) => [html.slice(0, 200), failureSummary]),
          ]),
          [],
        );
      });
    });
  }
});
