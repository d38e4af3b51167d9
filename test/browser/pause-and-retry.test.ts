import { describe, expect, it } from 'vitest';
import { SHORT, start, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { GENERATION_MS } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('the buttons of a generation that runs', () => {
  const site = serveSite();

  it('pause it, resume it, cancel it and try it again', { timeout: 2 * GENERATION_MS }, async () => {
    const id = await start(site.server.client, 1, { ...SHORT, maxFrames: 17, steps: 12 });
    const { page, complaints } = await site.open(`/generations/${id}`);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    await page.getByText(/Step [2-9] of 12/).waitFor({ timeout: GENERATION_MS });
    await button('Pause').click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.getByText(/Attempt 1 · first attempt · paused/).waitFor();
    expect(await button('Pause').count()).toBe(0);

    await button('Resume').click();
    await page.getByText('Running', { exact: true }).waitFor();
    await page
      .getByText(/Attempt 2/)
      .first()
      .waitFor();
    await button('Cancel').click();
    await page.getByText('Cancelled', { exact: true }).waitFor();
    expect(await button('Delete').count()).toBe(1);

    await button('Try again').click();
    await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: GENERATION_MS });
    await page.getByText(/Attempt 3 · .* · finished/).waitFor();
    expect(complaints).toEqual([]);
  });

  it('are live in the queue too, and deleting takes it out of the history', {
    timeout: 2 * GENERATION_MS,
  }, async () => {
    const { page, complaints } = await site.open('/watch');
    await page.getByText('Nothing is running').waitFor();
    const short = { ...SHORT, maxFrames: 17 };
    const first = await start(site.server.client, 1, { ...short, seed: 8, steps: 16, prompt: 'the first one' });
    const second = await start(site.server.client, 1, { ...short, seed: 9, steps: 1, prompt: 'the next one' });
    const running = page.getByRole('region', { name: 'Running' });
    await running.getByText('the first one').waitFor();
    await page.getByRole('region', { name: 'Waiting' }).getByText('the next one').waitFor();
    await running.getByText('the next one').waitFor({ timeout: GENERATION_MS });
    await until(
      site.server.client,
      second,
      (event) => event.__typename === 'StateChanged' && event.state === 'SUCCEEDED',
    );
    await page.getByText('Nothing is running').waitFor();
    await page.goto(`${site.server.url}/generations/${first}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/history/);
    await page.getByText('the next one').waitFor();
    expect(await page.getByText('the first one').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
