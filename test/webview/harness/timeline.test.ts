import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { PanelState } from '../../../src/shared/panelState.ts';
import { hostileReport, portsBlockedReport, unreachableReport } from '../../support/faultyReports.ts';
import { healthyReport, hugeReport, seedReport } from '../../support/sampleReports.ts';
import { doneState, initMessage, manyInEvidence } from '../panelState.ts';
import { themeNames } from './themes.ts';
import { openTimeline, startBrowser } from './timelineBrowser.ts';
import type { OpenTimeline, PageOptions } from './timelineBrowser.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
before(async () => {
  browser = await startBrowser();
});
after(async () => {
  await browser.close();
});

const common: PageOptions = { theme: 'dark', width: 900, height: 900 };

async function withPage(
  options: Partial<PageOptions>,
  state: PanelState,
  check: (timeline: OpenTimeline) => Promise<void>,
): Promise<void> {
  const timeline = await openTimeline(browser, { ...common, ...options });
  try {
    await timeline.send(initMessage(state));
    await timeline.page.waitForSelector('h1');
    await check(timeline);
    assert.deepEqual(timeline.errors, []);
  } finally {
    await timeline.page.context().close();
  }
}

/** What axe finds wrong, one line a fault. */
async function accessibilityFaults({ page }: OpenTimeline): Promise<string[]> {
  await page.evaluate(axeSource);
  const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary)))`;
  return page.evaluate<string[]>(run);
}

/** How much wider the page is than its view. */
async function overflow({ page }: OpenTimeline): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
}

/** Begins to count what the page's main thread works, in milliseconds of processor time: a busy machine does not count. */
async function processorTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const worked = async (): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
  };
  const before = await worked();
  return async () => (await worked()) - before;
}

/** Scrolls the ladder from its start in 60 steps; gives the work of the longest in milliseconds of processor time. */
async function longestStep(page: Page): Promise<number> {
  await page.evaluate(`document.querySelector('.ladder-viewport').scrollTop = 0`);
  let longest = 0;
  for (let step = 0; step < 60; step += 1) {
    const cost = await processorTime(page);
    await page.evaluate(`(async () => {
      document.querySelector('.ladder-viewport').scrollTop += ${step % 7 === 0 ? 20000 : 900};
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
    })()`);
    longest = Math.max(longest, await cost());
  }
  return longest;
}

const states: Readonly<Record<string, PanelState>> = {
  'the seed fault': doneState(seedReport()),
  'a healthy server': doneState(healthyReport()),
  'blocked ports': doneState(portsBlockedReport()),
  'an unreachable server': doneState(unreachableReport()),
  'a refused login': doneState(hostileReport()),
  'no diagnosis yet': doneState(null, { phase: 'never' }),
  'a run under way': doneState({ ...seedReport(), findings: [] }, { phase: 'running', step: 'PASV' }),
  'a missing password': doneState(null, { phase: 'password-needed' }),
  'a cancelled run': doneState(
    { ...seedReport(), stopped: 'ctrl-c', complete: false },
    { phase: 'cancelled' },
  ),
  'a log of many sessions': doneState(seedReport(), { evidence: manyInEvidence }),
  'a failed run': doneState(null, { phase: 'failed', message: 'The endpoint has no host.' }),
};

describe('the timeline for everybody', () => {
  for (const theme of themeNames) {
    for (const [name, state] of Object.entries(states)) {
      it(`is accessible in ${theme} with ${name}`, async () => {
        await withPage({ theme }, state, async (timeline) => {
          assert.deepEqual(await accessibilityFaults(timeline), []);
        });
      });
    }
  }

  for (const [name, state] of Object.entries(states)) {
    it(`fits into 300 pixels and bears 200 % zoom with ${name}`, async () => {
      await withPage({ width: 300 }, state, async (timeline) => {
        assert.ok((await overflow(timeline)) <= 0, 'scrolls sideways at 300 px');
      });
      await withPage({ width: 640, zoom: 2 }, state, async (timeline) => {
        assert.ok((await overflow(timeline)) <= 0, 'scrolls sideways at 200 %');
      });
    });
  }

  it('keeps both addresses in one line, piece over piece', async () => {
    for (const width of [300, 640, 900, 1600]) {
      await withPage({ width }, doneState(seedReport()), async ({ page }) => {
        const centers = async (side: string): Promise<number[]> =>
          page.evaluate<number[]>(
            `[...document.querySelectorAll('.pair-${side} .octet')].map((each) => { const box = each.getBoundingClientRect(); return Math.round(box.left + box.width / 2); })`,
          );
        const [said, real] = [await centers('said'), await centers('real')];
        said.forEach((center, index) =>
          assert.ok(Math.abs(center - (real[index] ?? 0)) <= 2, `${width}: ${said.join()} ${real.join()}`),
        );
      });
    }
  });

  it('shows verdict, pair and the first remedy without scrolling', async () => {
    await withPage({ width: 760, height: 760 }, doneState(seedReport()), async ({ page }) => {
      for (const selector of ['h1', '.pair', '.fault', '.do-first']) {
        const bottom = await page.evaluate<number>(
          `document.querySelector('${selector}').getBoundingClientRect().bottom`,
        );
        assert.ok(bottom < 760, `${selector} ends at ${bottom}`);
      }
    });
  });

  it('shows the wrong address of the reply in the ladder of a narrow panel', async () => {
    await withPage({ width: 300 }, doneState(seedReport()), async ({ page }) => {
      const hidden = await page.evaluate<number>(`(() => {
        const mark = document.querySelector('.row.is-mismatch .label .wrong-address').getBoundingClientRect();
        const room = document.querySelector('.row.is-mismatch .placed').getBoundingClientRect();
        return Math.max(mark.bottom - room.bottom, mark.right - room.right, room.top - mark.top);
      })()`);
      assert.ok(hidden <= 1, `${hidden} px of the address are cut`);
    });
  });

  it('cuts no finding above the ladder', async () => {
    for (const width of [300, 640]) {
      await withPage({ width }, doneState(seedReport()), async ({ page }) => {
        const cut = await page.evaluate<number[]>(
          `[...document.querySelectorAll('.chip-text')].map((each) => each.scrollWidth - each.clientWidth)`,
        );
        assert.ok(cut.length > 1);
        assert.ok(Math.max(...cut) <= 0, `${width}: ${cut.join()}`);
      });
    }
  });

  it('sets the modes one below the other, two and two, or all in a row', async () => {
    for (const [width, columns] of [
      [300, 1],
      [640, 2],
      [1000, 4],
    ] as const) {
      await withPage({ width }, doneState(seedReport()), async ({ page }) => {
        const lefts = await page.evaluate<number[]>(
          `[...document.querySelectorAll('.mode')].map((each) => Math.round(each.getBoundingClientRect().left))`,
        );
        assert.equal(lefts.length, 4);
        assert.equal(new Set(lefts).size, columns, `${width}: ${lefts.join()}`);
      });
    }
  });

  it('says whole what became of a long name', async () => {
    const report = unreachableReport();
    const name = `${'backup.'.repeat(12)}example.com`;
    const events = report.events.flatMap((event) =>
      event.kind === 'resolve'
        ? [{ ...event, host: name, outcome: 'failed' as const, addresses: [], text: 'ENOTFOUND' }]
        : [],
    );
    const findings = report.findings.map((finding) => ({ ...finding, evidence: [events[0]?.id ?? 0] }));
    await withPage({ width: 700 }, doneState({ ...report, events, findings }), async ({ page }) => {
      const cut = await page.evaluate<number[]>(
        `[...document.querySelectorAll('.placed .outcome.tone-bad')].map((each) => each.scrollWidth - each.clientWidth)`,
      );
      assert.ok(cut.length > 0);
      assert.ok(Math.max(...cut) <= 0, cut.join());
    });
  });
});

describe('the timeline in a browser', () => {
  it('leads by keyboard alone from the first key to the very reply and its remedy', async () => {
    await withPage({}, doneState(seedReport()), async (timeline) => {
      const { page } = timeline;
      for (let count = 0; count < 40; count += 1) {
        await page.keyboard.press('Tab');
        if (await page.evaluate<boolean>(`document.activeElement.matches('tr')`)) break;
      }
      assert.match(await page.evaluate<string>('document.activeElement.textContent'), /227 Entering/);
      await page.keyboard.press('ArrowDown');
      assert.match(await page.evaluate<string>('document.activeElement.textContent'), /no route to host/);
      await page.keyboard.press('m');
      assert.match(await page.evaluate<string>('document.activeElement.textContent'), /227 Entering/);
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      assert.equal(await page.evaluate<string>('document.activeElement.id'), 'finding-1');
      assert.equal((await timeline.messages()).at(0)?.type, 'ready');
    });
  });

  it('says the end of a run to a screen reader and covers nothing with it; a copy is shown for a moment', async () => {
    const running: PanelState = { ...doneState(seedReport()), phase: 'running', step: 'PASV' };
    await withPage({}, running, async (timeline) => {
      const { page } = timeline;
      await timeline.send({ type: 'state', state: doneState(seedReport()) });
      const spoken = page.locator('.spoken-verdict');
      await spoken.getByText(/only its own network can reach/).waitFor({ state: 'attached' });
      assert.equal(await spoken.getAttribute('role'), 'status');
      const { width, height } = (await spoken.boundingBox()) ?? { width: 0, height: 0 };
      assert.ok(width <= 1 && height <= 1, `${width} × ${height}`);
      assert.equal(await page.locator('.notice').textContent(), '');
      await page.getByRole('button', { name: 'Copy lines' }).first().click();
      await page.locator('.notice').getByText('Copied').waitFor();
    });
  });

  it('runs the next test of a finding by keyboard, in a narrow panel too', async () => {
    const command = 'ftp-diagnose ftp://alice@ftp.example.com:2100 --mode pasv,epsv --samples 24';
    const test = { text: 'More ports of both modes', command, target: 'ftp://alice@ftp.example.com:2100' };
    const report = portsBlockedReport();
    const [first, ...others] = report.findings;
    assert.ok(first !== undefined);
    const tested = {
      ...first,
      nextSteps: [`${test.text}: ${command}`],
      nextTests: [{ ...test, options: ['--mode', 'pasv,epsv', '--samples', '24'] }],
    };
    const state = doneState({ ...report, findings: [tested, ...others] });
    await withPage({ width: 300 }, state, async (timeline) => {
      const button = timeline.page.locator('.slot-findings [data-key$="-run"]');
      await button.focus();
      await timeline.page.keyboard.press('Enter');
      const messages = await timeline.messages();
      assert.deepEqual(messages.at(-1), { type: 'run-test', finding: first.id, test: 0 });
      assert.ok((await overflow(timeline)) <= 0);
      assert.deepEqual(await accessibilityFaults(timeline), []);
    });
  });

  it('shows the focus', async () => {
    await withPage({}, doneState(seedReport()), async ({ page }) => {
      await page.focus('.row[tabindex="0"]');
      await page.keyboard.press('ArrowDown');
      const outline = await page.evaluate<string>(`getComputedStyle(document.activeElement).outlineStyle`);
      assert.equal(outline, 'solid');
    });
  });

  it('opens 10,000 events within a second of work and scrolls them without a long task', async () => {
    await withPage({}, doneState(null, { phase: 'never' }), async ({ page }) => {
      await page.evaluate(
        (message) => Object.assign(globalThis, { message }),
        initMessage(doneState(hugeReport(), { evidence: manyInEvidence })),
      );
      const cost = await processorTime(page);
      await page.evaluate(`window.postMessage(window.message, '*')`);
      await page.waitForSelector('.pair');
      const opened = await cost();
      assert.ok(opened < 1000, `opened with ${opened} ms of work`);
      const notes = await page.locator('.evidence-notes').innerText();
      assert.match(notes, /500 further sessions[^]*12000 further events/);
      await page.click('[data-key=every-step]');
      await page.waitForTimeout(200);
      // Processor caches that others have emptied cost time too; the best of several rounds is the page's own.
      let longest = Infinity;
      for (let round = 0; round < 4 && longest >= 100; round += 1) {
        longest = Math.min(longest, await longestStep(page));
      }
      assert.ok(longest < 100, `${longest} ms of work for one step`);
      assert.ok((await page.locator('tbody[role=rowgroup] > tr').count()) < 100);
    });
  });

  it('comes back after a reload where it was', async () => {
    let kept: unknown = null;
    const state = doneState(seedReport());
    await withPage({ height: 500 }, state, async (timeline) => {
      await timeline.page.click('#session-2');
      await timeline.page.evaluate('scrollTo(0, 600)');
      await timeline.page.waitForTimeout(400);
      kept = await timeline.kept();
    });
    await withPage({ height: 500, kept }, state, async ({ page }) => {
      assert.equal(await page.getAttribute('#session-2', 'aria-selected'), 'true');
      assert.equal(await page.evaluate<number>('scrollY'), 600);
    });
  });

  it('stands still for those who asked for it', async () => {
    const running = states['a run under way'] ?? doneState(null);
    await withPage({ reducedMotion: true }, running, async ({ page }) => {
      const animation = await page.evaluate<string>(
        `getComputedStyle(document.querySelector('.spinner')).animationName`,
      );
      assert.equal(animation, 'none');
    });
  });
});
