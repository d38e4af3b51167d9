import type { Browser, Page } from 'playwright-core';
import { openPage } from './chromium.ts';
import { FRAME_CATEGORIES, framesOf } from './frames.ts';

/** Milliseconds in which a window that was just opened has loaded what belongs to the browser, such as its address bar. */
const WINDOW = 3000;

/**
 * Milliseconds from the start of the navigation until the first view is filled in and its thread is idle, in a window
 * that is there already, as it is when somebody enters an address.
 */
export async function timeToInteractive(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.waitForTimeout(WINDOW);
  await page.addInitScript(() => {
    const ready = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector('input[type=radio]')) return;
        observer.disconnect();
        requestIdleCallback(() => resolve(performance.now()));
      });
      observer.observe(document, { childList: true, subtree: true });
    });
    Object.assign(window, { ready });
  });
  await page.goto(url);
  const milliseconds = await page.evaluate(() => (window as unknown as { ready: Promise<number> }).ready);
  await context.close();
  return milliseconds;
}

export interface Scroll {
  readonly rows: number;
  /** Frames that were presented. */
  readonly frames: number;
  /** Milliseconds between two frames: the middle of all, and the longest. */
  readonly medianFrame: number;
  readonly longestFrame: number;
  readonly framesOver50: number;
}

/** Pixels a second: a history of a hundred rows goes by in one. */
const SPEED = 9000;
/** Pixels of one turn of the wheel, which lasts until they are through or the page ends. */
const TURN = 60_000;

/** How many rows the list knows of now: the position of the last one in the document. */
async function lastRow(page: Page): Promise<number> {
  const last = page.locator('.virtual-row').last();
  return Number(await last.getAttribute('aria-posinset'));
}

/** Scrolls through the history to its end, as a wheel that is kept turning does. Chromium makes the turns itself. */
export async function scrollHistory(browser: Browser, url: string, rows: number): Promise<Scroll> {
  const { page, close } = await openPage(browser, url, '/history');
  await page.locator('.virtual-row').first().waitFor();
  await page.waitForTimeout(1000);
  const session = await page.context().newCDPSession(page);
  await browser.startTracing(page, { categories: FRAME_CATEGORIES });
  let seen = 0;
  for (let turn = 0; turn < 60 && seen < rows; turn++) {
    await session.send('Input.synthesizeScrollGesture', {
      x: 640,
      y: 600,
      yDistance: -TURN,
      speed: SPEED,
      gestureSourceType: 'mouse',
      preventFling: true,
    });
    seen = await lastRow(page);
  }
  const intervals = framesOf(await browser.stopTracing());
  await close();
  const sorted = intervals.toSorted((one, other) => one - other);
  return {
    rows: seen,
    frames: intervals.length,
    medianFrame: sorted[sorted.length >> 1] ?? 0,
    longestFrame: sorted.at(-1) ?? 0,
    framesOver50: intervals.filter((interval) => interval > 50).length,
  };
}
