import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Mp4OutputFormat } from 'mediabunny';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tone, writeAudio } from '../support/media.ts';
import { CHROMIUM } from './chromium.ts';
import { fillForm } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('off the main road', () => {
  const site = serveSite();
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'genesis-side-roads-'));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  it.each(['en-US', 'zh-CN'])('a screen of 320 pixels needs no scrolling sideways (%s)', async (locale) => {
    const { page, close } = await site.open('/', { locale, viewport: { width: 320, height: 640 } });
    for (const path of ['/', '/watch', '/history', '/presets', '/models', '/nowhere']) {
      await page.goto(site.server.url + path);
      await page.locator('main h1').waitFor();
      // The forecast comes last.
      if (path === '/') await page.getByRole('status').waitFor();
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect({ path, width }).toEqual({ path, width: 320 });
    }
    await close();
  });

  it.each([
    ['200 %', 640, 450],
    ['400 %', 320, 256],
  ])('magnified to %s, what has the keyboard is not behind the bars', async (_zoom, width, height) => {
    const { page, close } = await site.open('/', { viewport: { width, height } });
    await page.getByRole('status').waitFor();
    await page.locator('.drop-zone').first().scrollIntoViewIfNeeded();
    const hidden: string[] = [];
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate(() => {
        const element = document.activeElement!;
        if (element === document.body) return 'the end';
        // Radio buttons and the like are as small as can be: what is seen is their label.
        const shown = element.closest('label') ?? element;
        const { left, top, width: wide, height: high } = shown.getBoundingClientRect();
        if (high < 12) return null;
        const middle = document.elementFromPoint(left + wide / 2, top + high / 2);
        return shown.contains(middle) ? null : `${element.textContent || element.outerHTML}`;
      });
      if (covered === 'the end') break;
      if (covered !== null) hidden.push(covered);
    }
    expect(hidden).toEqual([]);
    await close();
  });

  it('who has gone elsewhere before the server answers is left there', async () => {
    const { page, close } = await site.open('/');
    await fillForm(page, 25, 1);
    process.kill(site.server.pid, 'SIGSTOP');
    await page.getByRole('button', { name: 'Make the video' }).click();
    await page.getByText('Starting …').waitFor();
    await page.getByRole('link', { name: 'Watch' }).click();
    process.kill(site.server.pid, 'SIGCONT');
    await page.getByRole('link', { name: /a girl|A girl/ }).waitFor();
    await page.waitForTimeout(500);
    expect(new URL(page.url()).pathname).toBe('/watch');
    await close();
  });

  it('every address has a heading, and nothing is outside the landmarks', async () => {
    const { page, close } = await site.open('/nowhere');
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('There is no such page.');
    expect(await page.getByRole('banner').getByRole('link', { name: 'Genesis' }).count()).toBe(1);
    await close();
  });

  it('a preset that was made by hand without a name is named after its file', async () => {
    const { page, close } = await site.open('/presets');
    const file = join(dir, 'My Talk.json');
    await writeFile(file, JSON.stringify({ kind: 'genesis-preset', title: 'By hand', settings: { steps: 3 } }));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import' }).click();
    await (await chooser).setFiles(file);
    await page.getByText('my-talk · version 1').first().waitFor();
    await close();
  });

  it('a film without a picture is told what is wanted in its place', async () => {
    const { page, close } = await site.open('/');
    const file = join(dir, 'talk.mp4');
    await writeAudio(file, new Mp4OutputFormat(), 'aac', tone(220, 48_000, 1, [0.3]), 48_000, 1);
    await page.locator('input[type=file]').first().setInputFiles(file);
    await page.getByText('This file has sound and no picture; a picture or a video is wanted here.').waitFor();
    await close();
  });
});
