import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { CHROMIUM, type WatchedPage } from './chromium.ts';
import { drop, dropAt } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('a file on its way', () => {
  const site = serveSite();
  let opened: WatchedPage;
  const open = async (): Promise<Page> => {
    opened = await site.open();
    await opened.page.getByRole('radio', { name: /^Demo/ }).waitFor();
    return opened.page;
  };
  afterEach(() => opened.close());
  const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

  it('is not opened by the browser when it is dropped beside the places for files', async () => {
    const page = await open();
    const { image } = await readSample(1);
    for (const place of [
      page.getByRole('heading', { level: 1 }),
      page.getByRole('textbox', { name: 'Prompt' }).first(),
    ])
      await dropAt(page, place, image);
    await page.waitForTimeout(500);
    expect(page.context().pages()).toHaveLength(1);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('is sent again by itself when the server was lost in the middle and is there again', async () => {
    const page = await open();
    process.kill(site.server.pid, 'SIGSTOP');
    await drop(page, 'Voice', (await readSample(1)).audio);
    await card(page, 'Voice').getByRole('progressbar', { name: 'Uploading' }).waitFor();
    await site.server.kill();
    const lost = 'The connection was lost. The file is sent again as soon as the server answers.';
    await card(page, 'Voice').getByRole('alert').getByText(lost).waitFor();
    // Looking elsewhere meanwhile changes nothing.
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await site.server.start();
    await card(page, 'Voice').getByText('speech_1.wav').waitFor();
    expect(await card(page, 'Voice').getByRole('alert').count()).toBe(0);
  });

  it('is shown on its way to who looks at another view meanwhile and comes back', async () => {
    const page = await open();
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.getByText('Devices').waitFor();
    await page.getByRole('link', { name: 'Make', exact: true }).click();
    await page.getByRole('radio', { name: /^Demo/ }).waitFor();
    process.kill(site.server.pid, 'SIGSTOP');
    await drop(page, 'Portrait', (await readSample(1)).image);
    await card(page, 'Portrait').getByRole('progressbar').waitFor();
    await page.getByRole('link', { name: 'Watch' }).click();
    await page.getByRole('link', { name: 'Make', exact: true }).click();
    await card(page, 'Portrait').getByRole('progressbar').waitFor();
    process.kill(site.server.pid, 'SIGCONT');
    await page.getByText('portrait_1.png').waitFor();
  });

  it('can be called back', async () => {
    const page = await open();
    process.kill(site.server.pid, 'SIGSTOP');
    await drop(page, 'Portrait', (await readSample(1)).image);
    const portrait = card(page, 'Portrait');
    await portrait.getByRole('button', { name: 'Cancel' }).click();
    await portrait.getByRole('progressbar').waitFor({ state: 'detached' });
    process.kill(site.server.pid, 'SIGCONT');
    await page.waitForTimeout(1000);
    expect(await portrait.getByRole('img').count()).toBe(0);
    expect(await portrait.getByRole('alert').count()).toBe(0);
  });

  it('gives way to the next one in its place, whichever arrives first', async () => {
    const page = await open();
    let late = true;
    await page.route('**/graphql', async (route) => {
      const isUpload = route.request().headers()['content-type']?.startsWith('multipart');
      if (isUpload && late) {
        late = false;
        await new Promise((resolve) => setTimeout(resolve, 1500));
      }
      // The one that gave way is not there any more.
      await route.continue().catch(() => {});
    });
    await drop(page, 'Portrait', (await readSample(1)).image);
    await card(page, 'Portrait').getByRole('progressbar').waitFor();
    await drop(page, 'Portrait', (await readSample(2)).image);
    await page.getByText('portrait_2.png').waitFor();
    await page.waitForTimeout(2500);
    expect(await card(page, 'Portrait').locator('.file-name').textContent()).toBe('portrait_2.png');
  });
});
