import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM, openBrowser } from '../browser/chromium.ts';
import { fillHistory } from '../browser/long-history.ts';
import { scrollHistory, timeToInteractive } from '../browser/measurements.ts';
import { pageWeight } from '../browser/page-weight.ts';
import { RealServer } from '../support/real-server.ts';

const ROWS = 5000;
/** Tries until a measurement is good enough: a machine that does something else for a moment makes one measurement worse, never better. */
const ATTEMPTS = 5;

async function best(measure: () => Promise<number>, enough: number): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && lowest >= enough; attempt++) lowest = Math.min(lowest, await measure());
  return lowest;
}

it('all that the page can load weighs less than 350 KB compressed', () => {
  expect(pageWeight()).toBeLessThan(350_000);
});

describe.runIf(CHROMIUM)('the page, with 5,000 generations in the history', () => {
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    server = await RealServer.launch();
    await fillHistory(server, ROWS);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('answers within 1.5 s of its first request', async () => {
    expect(await best(() => timeToInteractive(browser, server.url), 1500)).toBeLessThan(1500);
  });

  it('scrolls to its end without a frame over 50 ms', { timeout: 600_000 }, async () => {
    const late = await best(async () => {
      const { rows, framesOver50 } = await scrollHistory(browser, server.url, ROWS);
      expect(rows).toBeGreaterThanOrEqual(ROWS);
      return framesOver50;
    }, 1);
    expect(late).toBe(0);
  });
});
