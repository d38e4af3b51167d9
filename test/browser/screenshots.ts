/** `npm run screenshots`: every view, light, dark and on a phone, of the real server into docs/images/studio. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { CancelGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start, talk } from '../support/talk.ts';
import { openBrowser, openPage } from './chromium.ts';
import { drop } from './make.ts';
import { currentManifest, fileOf, LOOKS, type Look, MANIFEST, SCREENSHOTS, type View } from './screenshot-manifest.ts';

async function shoot(page: Page, view: View, look: Look): Promise<void> {
  // Lists, thumbnails and the forecast come a moment after the view.
  await page.waitForTimeout(2500);
  const png = await page.screenshot({ animations: 'disabled' });
  await sharp(png)
    .webp({ quality: 82 })
    .toFile(join(SCREENSHOTS, fileOf(view, look)));
}

async function fillIn(page: Page): Promise<void> {
  const { image, audio, prompt } = await readSample(1);
  await drop(page, 'Portrait', image);
  await page.getByText('portrait_1.png').waitFor();
  await drop(page, 'Voice', audio);
  await page.getByText('speech_1.wav').waitFor();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** A view in one look, after whatever brings it into the state to be shown. */
async function open(
  browser: Browser,
  url: string,
  view: View,
  path: string,
  look: Look,
  prepare = async (_page: Page) => {},
) {
  const { name: _, ...options } = look;
  const { page, close } = await openPage(browser, url, path, options);
  await prepare(page);
  await shoot(page, view, look);
  await close();
}

async function shootStill(browser: Browser, url: string, made: string): Promise<void> {
  for (const look of LOOKS) {
    await open(browser, url, 'make', '/', look, fillIn);
    await open(browser, url, 'result', `/generations/${made}`, look, (page) => page.locator('video').waitFor());
    for (const view of ['history', 'presets', 'models'] as const) await open(browser, url, view, `/${view}`, look);
  }
}

/** One long generation, looked at in every look while it runs. */
async function shootRunning(browser: Browser, { client, url }: RealServer): Promise<void> {
  const id = await start(client, 1, {
    prompt: (await readSample(1)).prompt,
    frameWindowSize: 33,
    motionFrames: 9,
    steps: 6,
  });
  const inWindow = (page: Page) => page.getByText(/Window [2-9] of .* Step [2-9]/).waitFor({ timeout: 300_000 });
  for (const look of LOOKS) await open(browser, url, 'watch', `/generations/${id}`, look, inWindow);
  await client.execute(CancelGeneration, { id });
}

await rm(SCREENSHOTS, { recursive: true, force: true });
await mkdir(SCREENSHOTS, { recursive: true });
const server = await RealServer.launch();
try {
  const { client } = server;
  await talk(client, 2, { ...SHORT, prompt: (await readSample(2)).prompt });
  const { prompt } = await readSample(1);
  const length = { frameWindowSize: 49, motionFrames: 9, maxFrames: 49 };
  const { generation } = await talk(client, 1, { prompt, seed: 1, steps: 6, ...length });
  const browser = await openBrowser();
  await shootStill(browser, server.url, generation.id);
  await shootRunning(browser, server);
  await browser.close();
  await writeFile(MANIFEST, `${JSON.stringify(currentManifest(), null, 2)}\n`);
} finally {
  await server.stop();
}
