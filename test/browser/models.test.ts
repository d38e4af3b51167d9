import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { PULL_PRESETS } from '../../core/models/pull-presets.ts';
import { serveTinySet, startHub, type TestHub } from '../support/model-hub.ts';
import { RealServer } from '../support/real-server.ts';
import { writeTinySet } from '../support/synthetic/tiny-set.ts';
import { CHROMIUM, openBrowser, openPage, type WatchedPage } from './chromium.ts';
import { choose, unfold } from './make.ts';

const preset = PULL_PRESETS.find(({ id }) => id === 'infinitetalk-480p-fp8')!;
const dit = preset.files.find(({ to }) => to.includes('I2V'))!;

/** From now on, `window.meters` has what each progress bar said at each change. */
const watchMeters = (page: Page) =>
  page.evaluate(() => {
    const meters: string[] = [];
    Object.assign(window, { meters });
    new MutationObserver(() => {
      for (const bar of document.querySelectorAll('[role=progressbar]'))
        meters.push(`${bar.textContent} ${bar.getAttribute('aria-valuenow')}`);
    }).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
  });
const meters = (page: Page) => page.evaluate(() => (window as unknown as { meters: string[] }).meters);

describe.runIf(CHROMIUM)('models and plugins', () => {
  let tiny: string;
  let models: string;
  let hub: TestHub;
  let server: RealServer;
  let browser: Browser;
  let opened: WatchedPage;
  let page: Page;
  let work: Locator;
  beforeAll(async () => {
    [tiny, models] = [await mkdtemp(join(tmpdir(), 'genesis-tiny-')), await mkdtemp(join(tmpdir(), 'genesis-models-'))];
    await writeTinySet(tiny, join(PACKAGE_ROOT, 'models', 'demo'));
    hub = await startHub();
    await serveTinySet(hub, preset, tiny);
    server = await RealServer.launch({ GENESIS_MODELS: models, GENESIS_HUB_URL: hub.url });
    browser = await openBrowser();
    opened = await openPage(browser, server.url, '/models');
    page = opened.page;
    work = page.getByRole('region', { name: 'Work on models' });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await hub?.close();
    for (const dir of [tiny, models]) await rm(dir, { recursive: true, force: true });
  });

  it('tell what a set is made of and what it can do', async () => {
    const demo = page.getByRole('article').filter({ has: page.getByRole('heading', { name: 'demo', exact: true }) });
    await demo.getByText(/talking portraits · moving pictures/).waitFor();
    await unfold(page, 'Networks');
    expect(await demo.getByRole('rowheader').allTextContents()).toEqual(
      expect.arrayContaining(['Text encoder', 'Diffusion transformer', 'VAE']),
    );
  });

  it('quantise a set with progress', async () => {
    await unfold(page, 'Quantise');
    await watchMeters(page);
    await choose(page, 'Precision to make', /^8-bit blocks/);
    await page.getByRole('button', { name: 'Start' }).first().click();
    await work.getByText('Quantise · demo done').waitFor();
    const seen = (await meters(page)).filter((text) => text.startsWith('Quantise · demo'));
    expect(seen.length).toBeGreaterThan(0);
  });

  it('fetch a set with progress, stop in the middle, and go on', async () => {
    hub.mischief.set(`${dit.repo}/${dit.path}`, { hangAfter: 300_000 });
    const form = page.getByRole('region', { name: 'Get a model set' });
    // It is the first one.
    await form.getByText(preset.title).first().waitFor();
    await form.getByRole('button', { name: 'Start' }).click();
    const bar = work.getByRole('progressbar', { name: new RegExp(`Get · ${preset.id}`) });
    await bar.getByText(/[\d.]+ [kM]B of [\d.]+ MB/).waitFor();
    await work.getByText(dit.to.split('/').at(-1)!, { exact: false }).waitFor();
    await work.getByRole('button', { name: 'Cancel' }).click();
    await work.getByText(`Get · ${preset.id} cancelled`).waitFor();

    hub.mischief.clear();
    await form.getByRole('button', { name: 'Start' }).click();
    await work.getByText(`Get · ${preset.id} done`).waitFor();
    await page.getByRole('heading', { name: preset.id, exact: true }).waitFor();
  });

  it('set the default of a kind, which is kept', async () => {
    await unfold(page, 'Schedulers');
    const row = page.getByRole('listitem').filter({ hasText: /unipc/ }).filter({ hasText: 'UniPC' }).first();
    await row.getByRole('button', { name: /^Make it the default/ }).click();
    await row.getByText('default', { exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /^Schedulers UniPC/ }).waitFor();
    const sampling = (scheduler: string) =>
      page.getByRole('button', { name: new RegExp(`^Sampling ${scheduler}`) }).waitFor();
    await page.goto(`${server.url}/`);
    await sampling('UniPC');
    await page.goto(`${server.url}/models`);
    await unfold(page, 'Schedulers');
    await page.getByRole('button', { name: 'Leave it to the presets' }).click();
    await page.getByRole('button', { name: /^Schedulers as the preset chooses/ }).waitFor();
    await page.goto(`${server.url}/`);
    await sampling('InfiniteTalk');
    expect(opened.complaints).toEqual([]);
  });
});
