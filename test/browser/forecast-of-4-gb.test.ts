import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { RealServer } from '../support/real-server.ts';
import { writeHollowSet } from '../support/synthetic/hollow-set.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { typeNumber, unfold } from './make.ts';

/** Chooses the preset as who points does, by its card: a bar lies over the foot of the view. */
async function choosePreset(page: Page): Promise<void> {
  const name = /24 GB and more/;
  await page.locator('.preset-card').filter({ hasText: name }).click();
  expect(await page.getByRole('radio', { name }).isChecked()).toBe(true);
}

describe.runIf(CHROMIUM)('a 14B request on a budget of 4 GB', () => {
  let models: string;
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'genesis-models-'));
    const set = join(models, 'infinitetalk-480p-fp8');
    await writeHollowSet(set);
    for (const file of ['tokenizer.json', 'tokenizer_config.json'])
      await cp(join(PACKAGE_ROOT, 'models', 'demo', file), join(set, 'text_encoders', 'umt5', file));
    server = await RealServer.launch({ GENESIS_MODELS: models });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(models, { recursive: true, force: true });
  });

  it('is drawn against the budget, with what does not fit and why', async () => {
    const { page, complaints } = await openPage(browser, server.url);
    await choosePreset(page);
    await typeNumber(page, 'VRAM budget', '4');
    const forecast = page.getByRole('region', { name: 'Memory and time' });
    await forecast.getByText(/^Does not fit: [\d.]+ GB of 4 GB/).waitFor();
    // Each stage over the budget says so, and the budget is a line across every bar of its memory.
    const over = page.locator('.stage-bar-row[data-over=true]');
    const bars = forecast.getByRole('list').filter({ has: over });
    expect(await bars.locator(over).count()).toBeGreaterThan(0);
    expect(await bars.locator('.budget-line').count()).toBe(await bars.locator('.stage-bar-row').count());
    await unfold(page, 'Memory strategies');
    expect(await forecast.locator('.strategy').count()).toBeGreaterThan(3);
    expect(complaints).toEqual([]);
  });

  it('is typed while the forecast of the preset before is still on its way', async () => {
    const { page } = await openPage(browser, server.url);
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const held = new Promise<void>((resolve) => {
      let first = true;
      void page.route('**/graphql', async (route) => {
        if (!first || !route.request().postData()?.includes('query MemoryForecast')) return route.continue();
        first = false;
        const response = await route.fetch();
        resolve();
        await released;
        return route.fulfill({ response });
      });
    });
    await page.reload();
    await held;
    const vram = page.getByRole('textbox', { name: 'VRAM budget', exact: true });
    await choosePreset(page);
    await vram.fill('4');
    // On the demo model's processor there is no VRAM.
    release();
    await page.waitForTimeout(100);
    await vram.press('Tab');
    await page.getByText(/^Does not fit: [\d.]+ GB of 4 GB/).waitFor();
  });
});
