import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, type Talk, talk } from '../support/talk.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { choose, drop, unfold } from './make.ts';

describe.runIf(CHROMIUM)('finished videos', () => {
  let server: RealServer;
  let browser: Browser;
  let first: Talk;
  let second: Talk;
  beforeAll(async () => {
    server = await RealServer.launch();
    first = await talk(server.client, 1, { ...SHORT, prompt: 'a woman is talking' });
    second = await talk(server.client, 1, { ...SHORT, steps: 1, prompt: 'a woman is shouting' });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const openFirst = async () => {
    const opened = await openPage(browser, server.url, `/generations/${first.generation.id}`);
    await opened.page.getByText('frame 1 of 25').waitFor();
    return opened;
  };
  const videos = (page: Page) =>
    page
      .locator('video')
      .evaluateAll((all) => (all as HTMLVideoElement[]).map(({ currentTime, paused }) => ({ currentTime, paused })));

  it('are shown at once by who comes back to them, not how they were made', async () => {
    const { page, close } = await openFirst();
    await page.getByRole('link', { name: 'History' }).click();
    await page.evaluate(() => {
      // A slow network: what is told of the past comes piece by piece.
      const { fetch } = globalThis;
      const late = (line: string, to: TransformStreamDefaultController<string>) =>
        new Promise<void>((resolve) => setTimeout(() => resolve(to.enqueue(line)), 5));
      const slow = () =>
        new TransformStream<string, string>({
          async transform(text, controller) {
            for (const line of text.split(/(?<=\n)/)) await late(line, controller);
          },
        });
      globalThis.fetch = async (...request) => {
        const answer = await fetch(...request);
        if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer;
        const decoded = answer.body!.pipeThrough(new TextDecoderStream()).pipeThrough(slow());
        return new Response(decoded.pipeThrough(new TextEncoderStream()), answer);
      };
      const seen = Object.assign(globalThis, { seen: [] as string[] }).seen;
      const look = () =>
        seen.push(document.querySelector('video') ? 'video' : document.querySelector('.watch') ? 'watch' : '');
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
    });
    await page.getByRole('list', { name: 'Generations, newest first' }).getByRole('link').last().click();
    await page.getByText('frame 1 of 25').waitFor();
    await page.getByText('Window 1 of 2').waitFor();
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen.filter((now, at) => now !== seen[at - 1])).toEqual(['', 'video']);
    await close();
  });

  it('are stepped through frame by frame, by keys and by the timeline, and stop at both ends', async () => {
    const { page, complaints, close } = await openFirst();
    const frame = (number: number) => page.getByText(`frame ${number} of 25`).waitFor();
    await page.getByRole('button', { name: 'One frame on' }).focus();
    for (const [key, number] of [
      ['.', 2],
      ['ArrowRight', 3],
      [',', 2],
      ['ArrowLeft', 1],
      ['ArrowLeft', 1],
    ] as const) {
      await page.keyboard.press(key);
      await frame(number);
    }
    // What is shown is the frame that is said: its time is within that frame.
    await page.keyboard.press('.');
    await frame(2);
    const [shown] = await videos(page);
    expect(Math.floor(shown!.currentTime * 25)).toBe(1);
    const timeline = page.getByRole('slider', { name: 'Position' });
    await timeline.focus();
    await page.keyboard.press('End');
    await frame(25);
    await page.getByRole('button', { name: 'One frame on' }).click();
    await frame(25);
    expect(complaints).toEqual([]);
    await close();
  });

  it('have drift and lip sync of each window under the timeline, for the frame that is shown', async () => {
    const { page, close } = await openFirst();
    const scores = page.getByRole('region', { name: 'Drift and lip sync by window' });
    // 25 frames are a window of 17 and one with 8 new frames.
    await scores.getByText('Window 1 of 2').waitFor();
    const measured = first.events.filter((event) => event.__typename === 'WindowFinished');
    const drift = scores.locator('[data-measure=drift]');
    await drift.getByText(String(Number(measured[0]!.drift!.toPrecision(4)))).waitFor();
    expect(await drift.locator('path').getAttribute('d')).toMatch(/^M0 [\d.]+H0\.68V[\d.]+H1$/);
    await page.getByRole('slider', { name: 'Position' }).focus();
    await page.keyboard.press('End');
    await scores.getByText('Window 2 of 2').waitFor();
    await drift.getByText(String(Number(measured[1]!.drift!.toPrecision(4)))).waitFor();
    await close();
  });

  it('are compared under a wipe, in step, with a table of what differs', async () => {
    const { page, complaints, close } = await openFirst();
    await page.getByRole('button', { name: 'One frame on' }).click();
    await page.getByText('frame 2 of 25').waitFor();
    await choose(page, 'Compare with', /^a woman is shouting/);
    const row = (name: string) =>
      page
        .getByRole('row')
        .filter({ has: page.getByRole('rowheader', { name, exact: true }) })
        .getByRole('cell')
        .allTextContents();
    await page.getByText('What differs').waitFor();
    expect(await row('Steps')).toEqual(['2', '1']);
    expect(await row('Prompt')).toEqual(['a woman is talking', 'a woman is shouting']);
    expect(await row('Seed')).toEqual([]);

    // The other one begins at the frame that is shown.
    const other = page.locator('.wipe-other');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('video')].every((one) => one.readyState >= 2 && one.currentTime > 0),
    );
    const wipe = page.getByRole('slider', { name: 'Wipe between the two results' });
    expect(await other.evaluate(({ style }) => style.clipPath)).toBe('inset(0px 0px 0px 50%)');
    await wipe.focus();
    await page.keyboard.press('ArrowRight');
    expect(await other.evaluate(({ style }) => style.clipPath)).toBe('inset(0px 0px 0px 51%)');
    const thumb = (await page.locator('.wipe-thumb').boundingBox())!;
    const stage = (await page.locator('.wipe').boundingBox())!;
    await page.mouse.move(thumb.x + thumb.width / 2, thumb.y + thumb.height / 2);
    await page.mouse.down();
    await page.mouse.move(stage.x + stage.width / 4, thumb.y + thumb.height / 2, { steps: 5 });
    await page.mouse.up();
    expect(Number(/(\d+)%/.exec(await other.evaluate(({ style }) => style.clipPath))![1])).toBe(25);

    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByText('frame 25 of 25').waitFor();
    await page.getByRole('button', { name: 'One frame back' }).click();
    await page.getByText('frame 24 of 25').waitFor();
    await expect
      .poll(async () => {
        const [one, two] = await videos(page);
        return Math.abs(one!.currentTime - two!.currentTime);
      })
      .toBeLessThanOrEqual(1 / 25);
    expect((await videos(page)).every(({ paused }) => paused)).toBe(true);

    await page.getByRole('button', { name: 'End the comparison' }).click();
    expect(await page.locator('video').count()).toBe(1);
    await page.getByText('frame 24 of 25').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it('give their settings back when they are dropped on the form', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'genesis-dropped-'));
    const file = join(dir, 'shouting.mp4');
    await writeFile(file, second.video);
    const { page, complaints, close } = await openPage(browser, server.url);
    await drop(page, 'Portrait', file);
    await page.getByText('This video carries the settings that it was made with.').waitFor();
    await page.getByRole('button', { name: 'Use its settings' }).click();
    await page.getByText('portrait_1.png').waitFor();
    await page.getByText('speech_1.wav').waitFor();
    expect(await page.getByRole('textbox', { name: 'Prompt', exact: true }).inputValue()).toBe('a woman is shouting');
    expect(await page.getByRole('textbox', { name: 'Seed' }).inputValue()).toBe('7');
    await unfold(page, 'Sampling');
    expect(await page.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('1');
    await page.getByText('25 frames, 1 s of video · 2 windows').waitFor();
    // A picture carries none.
    await page
      .getByRole('region', { name: 'Portrait', exact: true })
      .getByRole('button', { name: /^Remove/ })
      .click();
    await drop(page, 'Portrait', (await readSample(2)).image);
    await page.getByText('portrait_2.png').waitFor();
    expect(await page.getByText('This video carries').count()).toBe(0);
    expect(complaints).toEqual([]);
    await close();
    await rm(dir, { recursive: true });
  });
});
