import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { fillForm, GENERATION_MS, start, unfold } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('the whole path, from a dropped portrait to the history', () => {
  const site = serveSite();

  it('shows the forecast, makes the video, plays it frame by frame and finds it again', {
    timeout: 240_000,
  }, async () => {
    const { page, complaints, foreign } = await site.open();
    await fillForm(page, 25, 2);

    const forecast = page.getByRole('region', { name: 'Memory and time' });
    await forecast.getByText(/^Fits:/).waitFor();
    expect(await forecast.locator('.stage-bar-row').count()).toBeGreaterThan(3);
    await page.getByRole('img', { name: /Waveform of the voice, 5\.8 s/ }).waitFor();
    // 25 frames with windows of 17 that share 5: 1 + ceil((25 - 17) / (17 - 5)) = 2.
    await page.getByText('25 frames, 1 s of video · 2 windows').waitFor();

    await start(page);
    // What was pressed is gone: the keyboard is in the new view, at its top.
    const focused = () => page.evaluate(() => [document.activeElement?.id, window.scrollY]);
    await expect.poll(focused).toEqual(['content', 0]);
    await expect.poll(() => page.title(), { timeout: GENERATION_MS }).toMatch(/^\d+ % · .+ · Genesis$/);
    const stages = page.getByRole('list', { name: 'Stages' });
    await stages.getByText('Denoise').waitFor();
    const download = page.getByRole('link', { name: 'Download' });
    await download.waitFor({ timeout: GENERATION_MS });

    const video = page.locator('video');
    await video.evaluate(
      (element: HTMLVideoElement) =>
        element.readyState >= 2 || new Promise((resolve) => element.addEventListener('loadeddata', resolve)),
    );
    expect(await video.evaluate((element: HTMLVideoElement) => [element.videoWidth, element.videoHeight])).toEqual([
      128, 128,
    ]);
    await page.getByText('frame 1 of 25').waitFor();
    await page.getByRole('button', { name: 'One frame on' }).click();
    await page.getByText('frame 2 of 25').waitFor();
    await page.keyboard.press(',');
    await page.getByText('frame 1 of 25').waitFor();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.getByText('frame 25 of 25').waitFor();

    const saved = page.waitForEvent('download');
    await download.click();
    expect((await saved).suggestedFilename()).toMatch(/\.mp4$/);

    expect(await page.title()).toMatch(/^A girl with .+ · Genesis$/);
    await unfold(page, 'Tensors');
    await page.getByRole('columnheader', { name: 'Shape' }).waitFor();

    await page.getByRole('link', { name: 'History' }).click();
    const rows = page.getByRole('list', { name: 'Generations, newest first' }).getByRole('link');
    await rows.first().waitFor();
    expect(await page.title()).toBe('History · Genesis');
    expect(await rows.count()).toBe(1);
    await page.getByRole('searchbox', { name: 'Search the prompts' }).fill('nobody said this');
    await page.getByText('Nothing matches these filters').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    await rows.first().click();
    await download.waitFor({ timeout: GENERATION_MS });

    await page.getByRole('button', { name: 'Make again with' }).click();
    await page.getByText('portrait_1.png').waitFor();
    await page.getByText('25 frames, 1 s of video · 2 windows').waitFor();
    expect(complaints).toEqual([]);
    expect(foreign).toEqual([]);
  });

  it('says what the server refuses, beside the field', async () => {
    const { page, close } = await site.open();
    await fillForm(page, 25, 2);
    await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('word '.repeat(600));
    await page.getByRole('button', { name: 'Make the video' }).click();
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
    // The button stays in sight while the form is scrolled: so does what was refused.
    await page.getByText(/tokens, of which the model keeps/).waitFor();
    await expect.poll(() => prompt.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await prompt.getAttribute('aria-invalid')).toBe('true');
    await close();
  });
});
