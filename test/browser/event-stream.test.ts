import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SHORT, start, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { GENERATION_MS } from './make.ts';
import { serveSite } from './site.ts';

/** As when the user looks at another tab, or back at this one. Headless pages are never hidden. */
function turn(page: Page, state: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((visibility) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}

describe.runIf(CHROMIUM)('the event stream of a page', () => {
  const site = serveSite();

  it('is one, none while nobody looks, and brings all that happened when the page is seen again', {
    timeout: GENERATION_MS,
  }, async () => {
    const { client } = site.server;
    const { page, complaints } = await site.open();
    // Long enough to run on while the page goes from view to view.
    const id = await start(client, 1, { ...SHORT, maxFrames: 61, steps: 8 });
    const streams = new Set<unknown>();
    page.on('request', (request) => {
      if (request.headers().accept === 'text/event-stream') streams.add(request);
    });
    page.on('requestfinished', (request) => streams.delete(request));
    page.on('requestfailed', (request) => streams.delete(request));
    await page.goto(`${site.server.url}/generations/${id}`);
    await page.locator('.stage-step[data-state=done]', { hasText: 'Prepare' }).waitFor();
    // The queue and the generation share it; on the way to another view it is still one.
    await expect.poll(() => streams.size).toBe(1);
    await page.getByRole('link', { name: /^Watch/ }).click();
    await page.getByText(/Window 1 of \d/).waitFor();
    await expect.poll(() => streams.size).toBe(1);
    await page.goBack();
    await page.locator('.stage-step[data-state=done]', { hasText: 'Prepare' }).waitFor();

    await turn(page, 'hidden');
    await expect.poll(() => streams.size).toBe(0);
    await until(client, id, () => false);
    expect(await page.getByRole('link', { name: 'Download' }).count()).toBe(0);
    expect(streams.size).toBe(0);

    await turn(page, 'visible');
    await page.getByRole('link', { name: 'Download' }).waitFor();
    await page.getByText(/frame 1 of 61/).waitFor();
    // The queue is followed on; the generation has ended.
    await expect.poll(() => streams.size).toBe(1);
    expect(complaints).toEqual([]);
  });
});
