import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start as startGeneration, until } from '../support/talk.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { unfold } from './make.ts';

/** Faults of any impact, a line each. */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations: found } = await (window as unknown as { axe: typeof axe }).axe.run();
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

describe.runIf(CHROMIUM)('every view', () => {
  let server: RealServer;
  let browser: Browser;
  let generation: string;
  beforeAll(async () => {
    server = await RealServer.launch();
    browser = await openBrowser();
    generation = await startGeneration(server.client, 1, SHORT);
    await until(server.client, generation, (event) => event.__typename === 'RunFinished');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const views = [
    { name: 'make', path: () => '/', en: 'Make a talking video', zh: '制作说话视频' },
    { name: 'watch', path: () => '/watch', en: 'Watch', zh: '进度' },
    { name: 'result', path: () => `/generations/${generation}`, en: SHORT.prompt, zh: SHORT.prompt },
    { name: 'history', path: () => '/history', en: 'History', zh: '历史' },
    { name: 'presets', path: () => '/presets', en: 'Presets', zh: '预设' },
    {
      name: 'gone',
      path: () => '/generations/none',
      en: 'This generation does not exist, or was deleted.',
      zh: '该生成任务不存在或已被删除。',
    },
    { name: 'models', path: () => '/models', en: 'Models and plugins', zh: '模型与插件' },
  ] as const;

  it.each(views)('$name has no fault in either language, light or dark, wide or narrow', async (view) => {
    for (const [locale, colorScheme, width] of [
      ['en-US', 'light', 1280],
      ['zh-CN', 'dark', 390],
    ] as const) {
      const options = { locale, colorScheme, viewport: { width, height: 844 } };
      const { page, complaints, close } = await openPage(browser, server.url, view.path(), options);
      await page.getByRole('heading', { level: 1, name: locale === 'en-US' ? view.en : view.zh }).waitFor();
      // Lists and thumbnails come a moment after the heading.
      await page.waitForTimeout(1500);
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale);
      expect(await faults(page), `${view.name} ${locale}`).toEqual([]);
      // Nothing is cut off at the side of a phone.
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
      await close();
    }
  });

  it('can be switched to the other language and back, which is kept', async () => {
    const { page } = await openPage(browser, server.url);
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByRole('heading', { level: 1, name: '制作说话视频' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { level: 1, name: 'Make a talking video' }).waitFor();
  });

  it('is worked with the keyboard alone', async () => {
    const { page } = await openPage(browser, server.url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'Demo' }).waitFor();
    await unfold(page, 'Sampling');
    const scheduler = page.getByRole('button', { name: 'Scheduler' });
    await scheduler.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByRole('option').count()).toBe(0);
  });
});
