import { describe, expect, it } from 'vitest';
import { CancelGeneration } from '../../apps/cli/operations.ts';
import { SHORT, start, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { fillHistory } from './long-history.ts';
import { GENERATION_MS } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('a view while it is looked at', () => {
  const site = serveSite();

  it('the history shows what ends, and what begins on top, without moving what is being read', {
    timeout: 2 * GENERATION_MS,
  }, async () => {
    await fillHistory(site.server, 120);
    const { client } = site.server;
    const { page, complaints } = await site.open('/history');
    const rows = page.getByRole('list', { name: 'Generations, newest first' }).getByRole('link');
    await rows.first().getByText('subject 119').waitFor();
    const first = await start(client, 1, { ...SHORT, prompt: 'the first one' });
    await rows.first().getByText('the first one').waitFor();
    await until(client, first, ({ __typename }) => __typename === 'RunFinished');
    await rows.first().getByText('Finished').waitFor();

    await page.mouse.move(700, 600);
    await page.mouse.wheel(0, 1000);
    await page.waitForFunction(() => scrollY >= 1000);
    const at = (y: number) =>
      page.evaluate(
        (top) => document.elementFromPoint(700, top)?.closest('a')?.querySelector('.row-title')?.textContent,
        y,
      );
    const [before, scrolled] = [await at(450), await page.evaluate(() => scrollY)];
    const second = await start(client, 1, { ...SHORT, prompt: 'the second one' });
    await page.waitForFunction((y) => scrollY > y, scrolled);
    expect(await at(450)).toBe(before);
    await client.execute(CancelGeneration, { id: second });

    // Elsewhere meanwhile: what was left is not what is come back to.
    await page.mouse.click(700, 450);
    await page.waitForURL(/generations/);
    const third = await start(client, 1, { ...SHORT, prompt: 'the third one' });
    await page.goBack();
    await page.mouse.wheel(0, -10_000);
    await rows.first().getByText('the third one').waitFor();
    await client.execute(CancelGeneration, { id: third });
    await rows.first().getByText('Cancelled').waitFor();
    expect(complaints).toEqual([]);
  });

  it('the devices say whether they work', { timeout: GENERATION_MS }, async () => {
    const { client } = site.server;
    const { page, complaints } = await site.open('/watch');
    const device = page.getByRole('region', { name: 'Devices' }).getByRole('listitem').first();
    await device.getByText(/stopped|idle|starting/).waitFor();
    const id = await start(client, 1, { ...SHORT, steps: 8 });
    await device.getByText('busy').waitFor();
    await page.getByRole('link', { name: 'Watch 1 running or waiting' }).waitFor();
    await client.execute(CancelGeneration, { id });
    await device.getByText('busy').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });

  it('a generation that was deleted in another tab is told to be gone when something is to be done with it', async () => {
    const { client } = site.server;
    const id = await start(client, 1, SHORT);
    await client.execute(CancelGeneration, { id });
    const { page } = await site.open(`/generations/${id}`);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.getByRole('button', { name: 'Delete' }).click();
    await other.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await other.waitForURL(/history/);
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'This generation does not exist, or was deleted.' }).waitFor();
  });
});
