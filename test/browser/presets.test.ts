import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RealServer } from '../support/real-server.ts';
import { CHROMIUM, openBrowser, openPage, type WatchedPage } from './chromium.ts';
import { typeNumber, unfold } from './make.ts';

const WORKFLOW = {
  1: { class_type: 'WanVideoSampler', inputs: { steps: 12, cfg: 5, scheduler: 'dpm++_sde', slg_args: ['9', 0] } },
  2: { class_type: 'WanVideoImageToVideoMultiTalk', inputs: { width: 256, height: 250, colormatch: 'mkl' } },
  3: { class_type: 'WanVideoLoraSelect', inputs: { lora: 'fast.safetensors', strength: 0.7 } },
  9: { class_type: 'WanVideoSLG', inputs: { blocks: '10' } },
};

/** The row of the differences with this name, as its cells. */
const difference = (page: Page, name: string) =>
  page.getByRole('row').filter({ has: page.getByRole('rowheader', { name, exact: true }) });

async function importFile(page: Page, file: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles(file);
}

describe.runIf(CHROMIUM)('presets', () => {
  let server: RealServer;
  let browser: Browser;
  let dir: string;
  let opened: WatchedPage;
  let page: Page;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'genesis-presets-'));
    server = await RealServer.launch();
    browser = await openBrowser();
    opened = await openPage(browser, server.url, '/presets');
    page = opened.page;
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await rm(dir, { recursive: true, force: true });
  });
  const chosen = () => page.getByRole('navigation', { name: 'Presets' }).locator('[aria-current=true]');

  it('are duplicated under a name that is free', async () => {
    await page.getByRole('button', { name: /^Demo demo/ }).click();
    await page.getByRole('button', { name: 'Duplicate' }).click();
    const dialog = page.getByRole('dialog', { name: 'Duplicate the preset' });
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await name.fill('demo');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    await dialog.getByText(/a preset is called demo already/).waitFor();
    await name.fill('mine');
    await dialog.getByRole('button', { name: 'Duplicate' }).click();
    await chosen().getByText('mine · version 1').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  it('show what saving would change, and are saved', async () => {
    await page.getByText('Nothing has been changed.').waitFor();
    await page.getByRole('textbox', { name: 'Title' }).fill('My own');
    await unfold(page, 'Sampling');
    await typeNumber(page, 'Steps', '3');
    expect(await difference(page, 'Steps').getByRole('cell').allTextContents()).toEqual(['8', '3']);
    expect(await difference(page, 'Title').getByRole('cell').allTextContents()).toEqual(['Demo', 'My own']);
    await page.getByRole('button', { name: 'Save' }).click();
    await chosen().getByText('mine · version 2').waitFor();
    await page.getByText('Nothing has been changed.').waitFor();
    await unfold(page, 'Sampling');
    expect(await page.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('3');
  });

  it('lose a limit that is emptied', async () => {
    const mostFrames = page.getByRole('textbox', { name: 'Most frames' });
    for (const [version, frames] of ['49', ''].entries()) {
      await unfold(page, 'Size and length');
      await typeNumber(page, 'Most frames', frames);
      await page.getByRole('button', { name: 'Save' }).click();
      await chosen()
        .getByText(`mine · version ${version + 3}`)
        .waitFor();
      await unfold(page, 'Size and length');
      expect(await mostFrames.inputValue()).toBe(frames);
    }
  });

  it('say what the server refuses', async () => {
    await unfold(page, 'Size and length');
    await typeNumber(page, 'Motion frames', '81');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('alert').getByText('FRAMES_INVALID').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Nothing has been changed.').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('are exported to a file, deleted, and come back from it', async () => {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    const file = join(dir, 'mine.json');
    await (await download).saveAs(file);
    expect((await download).suggestedFilename()).toBe('mine.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ name: 'mine', settings: { steps: 3 } });

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('button', { name: /^My own mine/ }).waitFor({ state: 'detached' });
    await importFile(page, file);
    await chosen().getByText('mine · version 1').waitFor();
    await unfold(page, 'Sampling');
    expect(await page.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('3');
    await importFile(page, file);
    // Its name is taken by now: the first that is free behind it.
    await chosen().getByText('mine-2 · version 1').waitFor();
  });

  it('are in Chinese in Chinese, as far as they are as shipped, and saving one keeps its words', async () => {
    const { page: chinese, close } = await openPage(browser, server.url, '/presets', { locale: 'zh-CN' });
    await chinese.getByRole('button', { name: /^12 至 16 GB vram-12gb/ }).click();
    await chinese.getByText('没有改动。').waitFor();
    await unfold(chinese, '采样');
    await typeNumber(chinese, '步数', '12');
    await chinese.getByRole('button', { name: '保存' }).click();
    await chinese.getByRole('button', { name: /^12 至 16 GB vram-12gb · 内置 · 版本 2/ }).waitFor();
    await chinese.getByRole('button', { name: 'English' }).click();
    await chinese.getByRole('button', { name: /^12 to 16 GB vram-12gb/ }).waitFor();
    await close();
  });

  it('are made of a ComfyUI workflow, with a report of every argument', async () => {
    const file = join(dir, 'My Talk (v2).json');
    await writeFile(file, JSON.stringify(WORKFLOW));
    await importFile(page, file);
    const report = page.getByRole('dialog', { name: 'What became of the workflow' });
    await report.getByRole('row').first().waitFor();
    const rows = await report.getByRole('row').allTextContents();
    const row = (part: string) => rows.find((text) => text.includes(part));
    expect(row('steps')).toMatch(/12.*taken as it is.*steps/);
    expect(row('height')).toMatch(/250.*converted.*height.*256 is the nearest/);
    expect(row('slg_args')).toMatch(/nothing like it here.*skip-layer guidance is not offered/);
    expect(row('fast.safetensors')).toMatch(/nothing like it here.*none is installed/);
    await report.getByRole('button', { name: 'Close' }).click();
    await chosen().getByText('my-talk-v2 · version 1').waitFor();
    await unfold(page, 'Sampling');
    expect(await page.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('12');

    await writeFile(file, '{"1": {"class_type": "KSampler", "inputs": {}}}');
    await importFile(page, file);
    await page.getByRole('alert').getByText('WORKFLOW_INVALID').waitFor();
  });

  it('are taken to the form', async () => {
    await page.getByRole('button', { name: 'Make with it' }).click();
    await page.getByRole('radio', { name: /my-talk-v2/ }).waitFor();
    expect(await page.getByRole('radio', { name: /my-talk-v2/ }).isChecked()).toBe(true);
    expect(opened.complaints).toEqual([]);
  });
});
