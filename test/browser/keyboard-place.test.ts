import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { GENERATION_MS } from './make.ts';
import { serveSite } from './site.ts';

/** Presses a button with the keyboard. */
async function press(page: Page, name: string | RegExp): Promise<void> {
  await page.getByRole('button', { name }).focus();
  await page.keyboard.press('Enter');
}

/** The nearest part of the page with a class in which the keyboard is; `body`: it is nowhere. */
const place = (page: Page) => page.evaluate(() => document.activeElement?.className || document.activeElement?.tagName);

describe.runIf(CHROMIUM)('the keyboard alone', () => {
  const site = serveSite();

  it('makes, cancels and deletes a video, and stays in its place when what it pressed disappears', {
    timeout: GENERATION_MS,
  }, async () => {
    const { page, complaints } = await site.open();
    await press(page, 'Try it with a sample portrait and voice');
    await page.getByText('speech_1.wav').waitFor();
    await page.getByText('portrait_1.png').waitFor();
    await expect.poll(() => place(page)).toBe('make-inputs');
    await press(page, 'Another prompt from a time on');
    await press(page, 'Remove: From second 3');
    await expect.poll(() => place(page)).toBe('timed-prompts');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Another prompt from a time on');
    // What was lent is given back.
    expect(await page.locator('.timed-prompts').getAttribute('tabindex')).toBe(null);

    await press(page, 'Make the video');
    await page.waitForURL(/generations/);
    await expect.poll(() => place(page)).toBe('content');
    await press(page, 'Cancel');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await expect.poll(() => place(page)).toBe('actions');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Try again');

    await press(page, 'Delete');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Delete');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/history/);
    await expect.poll(() => place(page)).toBe('content');
    expect(complaints).toEqual([]);
  });
});
