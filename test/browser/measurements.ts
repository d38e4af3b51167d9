import type { Browser, Page } from 'playwright-core';
import { openPage } from './chromium.ts';

/** Milliseconds from the start of the navigation until the first view is filled in and its thread is idle. */
export async function timeToInteractive(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
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
  readonly frames: number;
  /** Milliseconds of the longest time between two frames, whatever kept the machine busy. */
  readonly longestFrame: number;
  /**
   * Milliseconds that the page's main thread worked in its longest task, from Chromium's trace: its own time, which
   * other work on the machine does not stretch.
   */
  readonly longestTask: number;
}

interface TraceEvent {
  readonly name: string;
  /** Microseconds that the thread itself worked. */
  readonly tdur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: { readonly name?: string };
}

function longestTask(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString('utf8')) as { traceEvents: TraceEvent[] };
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  const tasks = traceEvents.filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid}.${tid}`));
  return Math.max(0, ...tasks.map(({ tdur }) => (tdur ?? 0) / 1000));
}

/** How many rows the list knows of now: the position of the last one in the document. */
async function lastRow(page: Page): Promise<number> {
  const last = page.locator('.virtual-row').last();
  return Number(await last.getAttribute('aria-posinset'));
}

/** In the page: `window.frames` gets the milliseconds between one frame and the next. */
const RECORD_FRAMES = `
  window.frames = [];
  let before = performance.now();
  requestAnimationFrame(function tick(now) {
    window.frames.push(now - before);
    before = now;
    requestAnimationFrame(tick);
  });
`;

/** Turns the wheel through the history until its end. */
export async function scrollHistory(browser: Browser, url: string, rows: number): Promise<Scroll> {
  const { page, close } = await openPage(browser, url, '/history');
  await page.locator('.virtual-row').first().waitFor();
  await page.waitForTimeout(1000);
  await page.evaluate(RECORD_FRAMES);
  await browser.startTracing(page, {
    categories: ['toplevel', 'devtools.timeline', 'disabled-by-default-devtools.timeline'],
  });
  await page.mouse.move(640, 600);
  let seen = 0;
  for (let turn = 0; turn < 2000 && seen < rows; turn++) {
    await page.mouse.wheel(0, 800);
    if (turn % 20 === 19) seen = await lastRow(page);
  }
  const trace = await browser.stopTracing();
  const frames = await page.evaluate(() => (window as unknown as { readonly frames: number[] }).frames.slice(1));
  await close();
  return { rows: seen, frames: frames.length, longestFrame: Math.max(...frames), longestTask: longestTask(trace) };
}
