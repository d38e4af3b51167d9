import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { fillForm, GENERATION_MS, start } from './make.ts';
import { serveSite } from './site.ts';

/** Waits until the second window is being denoised: the first one must survive what comes. */
async function secondWindow(page: Page): Promise<void> {
  await page.getByText(/Window 2 of \d+ · Step/).waitFor({ timeout: GENERATION_MS });
}

describe.runIf(CHROMIUM)('a page that loses its place', () => {
  const site = serveSite();

  it('shows all that happened after a reload in the middle', { timeout: 3 * GENERATION_MS }, async () => {
    const { page, complaints, close } = await site.open();
    await fillForm(page, 60, 3);
    await start(page);
    await secondWindow(page);
    await page.reload();
    await page.getByRole('list', { name: 'Stages' }).getByText('Prepare').waitFor();
    // What happened before the reload comes again from the stored events.
    await page.locator('.stage-step[data-state=done]', { hasText: 'Prepare' }).waitFor();
    await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: GENERATION_MS });
    expect(complaints).toEqual([]);
    await close();
  });

  it('says in its own words that there is no server, and goes on by itself when there is one again', {
    timeout: GENERATION_MS,
  }, async () => {
    const unreachable = 'The server does not answer. The page goes on as soon as it does.';
    const [history, models, make] = [await site.open('/watch'), await site.open('/watch'), await site.open('/')];
    await fillForm(make.page, 25, 2);
    for (const { page } of [history, models]) await page.getByText('Devices').waitFor();
    await site.server.kill();
    await make.page.getByRole('button', { name: 'Make the video' }).click();
    // The script of this view was never fetched.
    await models.page.getByRole('link', { name: 'Models' }).click();
    await history.page.getByRole('link', { name: 'Make', exact: true }).click();
    for (const { page } of [history, models, make])
      await page.getByRole('alert').getByText(unreachable).first().waitFor();
    await site.server.start();
    await models.page.getByText('Installed model sets').waitFor();
    await history.page.getByRole('radio', { name: /Demo/ }).waitFor();
    for (const { page } of [history, models, make])
      await page.getByText(unreachable).first().waitFor({ state: 'detached' });
    await make.page.getByText('25 frames, 1 s of video · 2 windows').waitFor();
    for (const { close } of [history, models, make]) await close();
  });

  it('goes on by itself when the server was restarted in the middle', { timeout: 3 * GENERATION_MS }, async () => {
    const { page, close } = await site.open();
    await fillForm(page, 61, 3);
    await start(page);
    await secondWindow(page);
    await site.server.kill();
    await page.getByText('The connection was lost').waitFor();
    await site.server.start();
    await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: GENERATION_MS });
    await page.getByText(/Attempt 2 · taken up again · finished/).waitFor();
    await close();
  });
});
