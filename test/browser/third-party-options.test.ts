import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLE_PACKAGE, packExampleOutside } from '../support/outside-plugin.ts';
import { RealServer } from '../support/real-server.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { typeNumber, unfold } from './make.ts';

describe.runIf(CHROMIUM)('a scheduler from outside the tree', () => {
  let outside: string;
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    outside = await packExampleOutside();
    server = await RealServer.launch({ GENESIS_PLUGINS: EXAMPLE_PACKAGE }, outside);
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(outside, { recursive: true, force: true });
  });

  it('is offered with its options as a form, from its published schema alone', async () => {
    const { page, complaints } = await openPage(browser, server.url);
    await unfold(page, 'Sampling');
    await page.getByRole('button', { name: 'Scheduler' }).click();
    await page.getByRole('option', { name: /Cosine Euler \(example\)/ }).click();
    await page.getByText('Above 1: more steps near the clean end. · 0.5 to 3, default 1').waitFor();
    await typeNumber(page, 'sharpness', '9');
    // The schema's upper end.
    expect(await page.getByRole('textbox', { name: 'sharpness' }).inputValue()).toBe('3');

    await page.getByRole('link', { name: 'Models' }).click();
    await unfold(page, 'Schedulers');
    await page.getByText('genesis-scheduler-example 1.0.0').waitFor();

    // The same plugin in the reader's language, without a reload; what its package does not translate stays.
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByText('余弦 Euler（示例）').waitFor();
    await page.getByRole('link', { name: '制作' }).click();
    await unfold(page, '采样');
    await page.getByText('大于 1：在接近干净的一端多分配步数。 · 0.5 到 3，默认 1').waitFor();
    await page.getByRole('textbox', { name: 'sharpness' }).waitFor();
    expect(complaints).toEqual([]);
  });
});
