import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';

/** The page of the timeline inside the workbench: VS Code nests a webview in two frames. */
export function timeline(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** The same as a frame in which scripts can be run. @throws Error when no timeline is shown. */
export async function timelineFrame(page: Page): Promise<Frame> {
  await timeline(page).locator('#timeline').waitFor();
  for (const frame of page.frames()) {
    if (
      (await frame
        .locator('main#timeline')
        .count()
        .catch(() => 0)) > 0
    )
      return frame;
  }
  throw new Error('No timeline is shown');
}

/** The pieces of the address that are marked as wrong. */
export function markedParts(page: Page): Locator {
  return timeline(page).locator('.pair-said.tone-bad .address > span:not(.dot):not(.port)');
}

/**
 * Runs a command by the palette, as a person would. What the palette lists is settled when it opens: a command that waits
 * for an editor which is still being opened is there at the next try.
 */
export async function runByPalette(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input[type="text"]');
  const row = page.locator('.quick-input-list .monaco-list-row').filter({ hasText: title }).first();
  for (let tries = 0; ; tries += 1) {
    await page.keyboard.press('F1');
    await input.waitFor();
    await input.fill(`>${title}`);
    try {
      await row.waitFor({ timeout: 5000 });
      break;
    } catch (error) {
      if (tries === 4) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
}

/** Types into the quick input that is open and accepts. */
export async function typeAndAccept(page: Page, text: string): Promise<void> {
  const input = page.locator('.quick-input-widget:not([style*="display: none"]) input').first();
  await input.waitFor();
  await input.fill(text);
  await page.keyboard.press('Enter');
}
