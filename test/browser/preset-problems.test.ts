import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Presets } from '../../apps/cli/operations-of-history.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { RealServer } from '../support/real-server.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { choose, unfold } from './make.ts';

const UNUSABLE = 'This preset cannot be used here';
const SENTENCE =
  'model: no model set is called "elsewhere"; genesis models pull NAME fetches one, which is then chosen by that name: infinitetalk-480p-fp8, infinitetalk-480p-fp16, i2v-480p-fp8';

describe.runIf(CHROMIUM)('a preset that cannot be used here', () => {
  let models: string;
  let server: RealServer;
  let browser: Browser;
  beforeAll(async () => {
    models = await mkdtemp(join(tmpdir(), 'genesis-models-'));
    server = await RealServer.launch({ GENESIS_MODELS: models });
    browser = await openBrowser();
    const { page, close } = await openPage(browser, server.url, '/presets');
    const preset = { kind: 'genesis-preset', name: 'mine', title: 'Mine', settings: { model: 'elsewhere' } };
    const file = { name: 'mine.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(preset)) };
    await page.getByRole('button', { name: /^Demo / }).waitFor();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('mine · version 1').first().waitFor();
    await close();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(models, { recursive: true, force: true });
  });

  it('says so where presets are chosen and, when it is chosen, why, in the words of the API', async () => {
    const { presets } = await server.client.execute(Presets, {});
    const own = presets.edges?.find((edge) => edge?.node?.name === 'mine');
    expect(own?.node?.problems.map(({ message }) => message)).toEqual([SENTENCE]);

    const { page, complaints, close } = await openPage(browser, server.url);
    const card = page.getByRole('radio', { name: /^Mine .*cannot be used here: Model set$/ });
    await card.waitFor();
    const why = page.getByRole('status').filter({ hasText: UNUSABLE });
    // The first preset that can run here is chosen.
    expect(await page.getByRole('radio', { name: /^Demo/ }).isChecked()).toBe(true);
    expect(await why.count()).toBe(0);
    await page.locator('.preset-card', { hasText: 'Mine' }).click();
    await why.getByText(SENTENCE).waitFor();
    await why.getByText('Accepted: demo').waitFor();
    await why.getByText('MODEL_NOT_FOUND').waitFor();
    // With another model set it can.
    await unfold(page, 'Device and precision');
    await choose(page, 'Model set', /^demo/);
    await why.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await close();
  });

  it('says so on the presets view, in Chinese too, until what is missing is there', async () => {
    const { page, complaints, close } = await openPage(browser, server.url, '/presets');
    const item = page.getByRole('navigation', { name: 'Presets' }).getByRole('button', { name: /^Mine / });
    await item.getByText('cannot be used here: Model set').waitFor();
    await item.click();
    const why = page.getByRole('region', { name: 'Mine' }).getByRole('status');
    await why.getByText(UNUSABLE).waitFor();
    await why.getByText(SENTENCE).waitFor();

    await page.getByRole('button', { name: '简体中文' }).click();
    await why.getByText('该预设无法在此使用').waitFor();
    await why.getByText('模型集：没有这个模型集，或其中缺少所需的网络；请到“模型”页查看。').waitFor();
    await why.locator('.own-words[lang=en]').getByText(SENTENCE).waitFor();
    await page.getByRole('button', { name: 'English' }).click();

    await cp(join(PACKAGE_ROOT, 'models', 'demo'), join(models, 'elsewhere'), { recursive: true });
    await page.getByRole('link', { name: 'Make', exact: true }).click();
    await page.getByRole('link', { name: 'Presets', exact: true }).click();
    await item.getByText('cannot be used here').waitFor({ state: 'detached' });
    await item.click();
    await page.getByRole('textbox', { name: 'Title' }).waitFor();
    expect(await why.count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });
});
