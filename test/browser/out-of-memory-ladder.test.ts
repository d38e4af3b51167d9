import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start } from '../support/talk.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { GENERATION_MS } from './make.ts';

/** Between what the VAE's host takes with the memory arena of `resident` and without it: see test/e2e/out-of-memory. */
const LIMIT = String(450 * 1024 * 1024);

describe.runIf(CHROMIUM && process.platform === 'linux')('a run whose memory runs out', () => {
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await RealServer.launch({ GENESIS_HOST_MEMORY_LIMIT: LIMIT });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('is followed by runs that need less, drawn as steps downwards', { timeout: 2 * GENERATION_MS }, async () => {
    const id = await start(server.client, 1, { ...SHORT, memory: { id: 'resident' } });
    const { page, complaints } = await openPage(browser, server.url, `/generations/${id}`);
    await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: GENERATION_MS });
    const attempts = page.getByRole('region', { name: 'Attempts' }).locator('.attempt');
    await attempts
      .last()
      .getByText(/finished/)
      .waitFor();
    const count = await attempts.count();
    expect(count).toBeGreaterThan(1);

    const first = attempts.first();
    const text = await first.innerText();
    expect(text).toContain('Attempt 1 · first attempt · failed');
    expect(text).toContain('OUT_OF_MEMORY');
    expect(text).toMatch(/ · forecast [\d.]+ [MG]B/);
    expect(await first.locator('.step-down').count()).toBe(0);
    const edges: number[] = [];
    for (let index = 0; index < count; index++) edges.push((await attempts.nth(index).boundingBox())!.x);
    for (let index = 1; index < count; index++) {
      const attempt = attempts.nth(index);
      await attempt.getByText(/with less, after memory ran out/).waitFor();
      await attempt.getByText(/VAE in tiles|Networks unloaded after their stage/).waitFor();
      await attempt.getByText('the same picture').waitFor();
      await attempt.getByText(/→/).first().waitFor();
      expect(edges[index]).toBeGreaterThan(edges[index - 1]!);
    }
    expect(complaints).toEqual([]);
  });
});
