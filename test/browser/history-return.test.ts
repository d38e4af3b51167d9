import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { fillHistory } from './long-history.ts';
import { serveSite } from './site.ts';

/** Pages of rows come one after the other, also where other work goes on. */
const PATIENT = { timeout: 60_000 };

describe.runIf(CHROMIUM)('coming back to the history', () => {
  const site = serveSite();

  it('finds it where it was left, with its filter; coming anew begins at the top with everything', {
    timeout: 2 * PATIENT.timeout,
  }, async () => {
    await fillHistory(site.server, 300);
    const { page, complaints } = await site.open('/history');
    const search = page.getByRole('searchbox', { name: 'Search the prompts' });
    const rows = page.getByRole('list', { name: 'Generations, newest first' }).getByRole('link');
    const scroll = () => page.evaluate(() => window.scrollY);
    // 1, 10 to 19 and 100 to 199: 111 of them, on three pages.
    await search.fill('subject 1');
    await rows.first().getByText('subject 199').waitFor();
    await expect
      .poll(async () => {
        await page.mouse.move(700, 600);
        await page.mouse.wheel(0, 900);
        return scroll();
      }, PATIENT)
      .toBeGreaterThan(5000);
    // The wheel scrolls on for a moment.
    let before = -1;
    await expect
      .poll(async () => {
        const still = before === (await scroll());
        before = await scroll();
        return still;
      }, PATIENT)
      .toBe(true);
    // Playwright would scroll a row that is cut off into sight: this one is not.
    const prompt = await page.evaluate(() => {
      const link = document.elementFromPoint(700, 450)!.closest('a')!;
      return link.querySelector('.row-title')!.textContent!;
    });
    await page.mouse.click(700, 450);
    await page.waitForURL(/generations/);
    await page.getByRole('heading', { level: 1, name: prompt, exact: true }).waitFor();
    expect(await scroll()).toBe(0);

    await page.goBack();
    await page.getByText(prompt, { exact: true }).waitFor();
    expect(await scroll()).toBe(before);
    expect(await search.inputValue()).toBe('subject 1');

    await page.getByRole('link', { name: 'Make', exact: true }).click();
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await rows.first().getByText('subject 299').waitFor();
    expect([await scroll(), await search.inputValue()]).toEqual([0, '']);
    expect(complaints).toEqual([]);
  });
});
