/** `npm run screenshots`: every view, light, dark and on a phone, of the real server into docs/images/studio. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { readSample } from '../../apps/cli/samples.ts';
import { CancelGeneration } from '../../apps/cli/operations.ts';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, start, talk } from '../support/talk.ts';
import { openBrowser, openPage } from './chromium.ts';
import { drop } from './make.ts';

const OUT = join(PACKAGE_ROOT, 'docs', 'images', 'studio');
const FRAMES = 49;

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 860 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 860 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
] as const;

type Look = (typeof LOOKS)[number];

async function shoot(page: Page, view: string, look: Look): Promise<void> {
  // Lists, thumbnails and the forecast come a moment after the view.
  await page.waitForTimeout(2500);
  const png = await page.screenshot({ animations: 'disabled' });
  await sharp(png)
    .webp({ quality: 82 })
    .toFile(join(OUT, `${view}-${look.name}.webp`));
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

async function shootAll(browser: Browser, server: RealServer, made: string, running: () => Promise<string>): Promise<void> {
  for (const look of LOOKS) {
    const { name: _, ...options } = look;
    const open = async (view: string, path: string, prepare: (page: Page) => Promise<void> = async () => {}) => {
      const { page, close } = await openPage(browser, server.url, path, options);
      await prepare(page);
      await shoot(page, view, look);
      await close();
    };
    await open('make', '/', fillIn);
    await open('result', `/generations/${made}`, (page) => page.locator('video').waitFor());
    await open('history', '/history');
    await open('presets', '/presets');
    await open('models', '/models');
    const id = await running();
    await open('watch', `/generations/${id}`, (page) => page.getByText(/Step [3-9] of/).waitFor({ timeout: 300_000 }));
    await server.client.execute(CancelGeneration, { id });
  }
}

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
const server = await RealServer.launch();
try {
  const { client } = server;
  const { prompt } = await readSample(1);
  await talk(client, 2, { ...SHORT, maxFrames: FRAMES, prompt: (await readSample(2)).prompt });
  const { generation } = await talk(client, 1, { prompt, seed: 1, maxFrames: FRAMES });
  let seed = 10;
  const running = () => start(client, 3, { prompt: 'a robot is talking', seed: seed++, maxFrames: 81, steps: 8 });
  const browser = await openBrowser();
  await shootAll(browser, server, generation.id, running);
  await browser.close();
} finally {
  await server.stop();
}
