import { describe, expect, it } from 'vitest';
import { succeeded } from '../../apps/cli/client.ts';
import { CancelGeneration, StartGeneration } from '../../apps/cli/operations.ts';
import { GenerationDetails } from '../../apps/cli/operations-of-history.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { SHORT, until } from '../support/talk.ts';
import { CHROMIUM } from './chromium.ts';
import { drop, GENERATION_MS, start } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('two people in one picture', () => {
  const site = serveSite();

  it('get a voice each, and a place drawn on the picture in its own pixels', async () => {
    const { page, complaints } = await site.open();
    const [first, second] = [await readSample(1), await readSample(2)];
    await drop(page, 'Portrait', first.image);
    await page.getByText('portrait_1.png').waitFor();
    await drop(page, 'Voice', first.audio);
    await page.getByText('speech_1.wav').waitFor();
    await drop(page, 'Voice', second.audio);
    await page.getByText('speech_2.wav').waitFor();

    await page.getByRole('button', { name: 'Draw where speaker 2 is' }).click();
    const picture = page.getByRole('img', { name: 'portrait_1.png' });
    await picture.scrollIntoViewIfNeeded();
    const { x, y, width, height } = (await picture.boundingBox())!;
    await page.mouse.move(x + width / 4, y + height / 4);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
    await page.mouse.move(x + (3 * width) / 4, y + (3 * height) / 4, { steps: 4 });
    await page.mouse.up();
    // The sample is 128 x 128 pixels.
    await page.getByRole('button', { name: /Place of speaker 2/ }).click();
    const side = (name: string) => page.getByRole('textbox', { name, exact: true });
    for (const [name, pixels] of [
      ['Left', 32],
      ['Top', 32],
    ] as const) {
      expect(Math.abs(Number(await side(name).inputValue()) - pixels)).toBeLessThanOrEqual(1);
    }
    const places = page.getByRole('region', { name: 'Voice', exact: true });
    expect(
      Math.abs(Number(await places.getByRole('textbox', { name: 'Width' }).inputValue()) - 64),
    ).toBeLessThanOrEqual(1);
    expect(complaints).toEqual([]);
  });

  it('get their places from the keyboard alone, too', async () => {
    const { page, complaints } = await site.open();
    const { image, audio } = await readSample(1);
    await drop(page, 'Portrait', image);
    await drop(page, 'Voice', audio);
    await page.getByText('speech_1.wav').waitFor();
    await page.getByRole('button', { name: 'Draw where speaker 1 is' }).focus();
    await page.keyboard.press('Enter');
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab');
      if ((await page.locator(':focus').innerText()) === 'Type it in numbers') break;
    }
    await page.keyboard.press('Enter');
    const left = page.getByRole('textbox', { name: 'Left', exact: true });
    await expect.poll(() => left.evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('10');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Place of speaker 1 64×64 · 10, 32' }).waitFor();
    expect(await page.locator('.speaker-box').count()).toBe(1);
    expect(complaints).toEqual([]);
  });

  it('keep their masks when the video is made again, until one is taken away', { timeout: GENERATION_MS }, async () => {
    const { client } = site.server;
    const samples = await Promise.all(([1, 2, 3] as const).map(readSample));
    const [image, ...masks] = await Promise.all(samples.map((sample) => client.upload(sample.image)));
    const voices = await Promise.all(samples.slice(0, 2).map((sample) => client.upload(sample.audio)));
    const speakers = voices.map((audio, index) => ({ audio, mask: masks[index]! }));
    const input = { mode: 'INFINITETALK', image: image!, speakers, ...SHORT } as const;
    const { id } = succeeded((await client.execute(StartGeneration, { input })).startGeneration).generation;
    await until(client, id, () => false);

    const { page, complaints } = await site.open(`/generations/${id}`);
    await page.getByRole('button', { name: 'Make again with' }).click();
    await page.getByRole('button', { name: 'Place of speaker 1 a mask' }).click();
    const mask = page.getByRole('img', { name: 'Mask, light where speaker 1 is' });
    await expect.poll(() => mask.evaluate((picture: HTMLImageElement) => picture.naturalWidth)).toBe(128);
    await start(page);
    const again = page.url().split('/').at(-1)!;
    const { generation } = await client.execute(GenerationDetails, { id: again });
    expect(generation!.speakers.map((speaker) => [speaker.audio?.filename, speaker.mask?.filename])).toEqual([
      ['speech_1.wav', 'portrait_2.png'],
      ['speech_2.wav', 'portrait_3.png'],
    ]);
    await client.execute(CancelGeneration, { id: again });

    await page.getByRole('link', { name: 'Make', exact: true }).click();
    await page.getByRole('button', { name: 'Place of speaker 1 a mask' }).click();
    await page.getByRole('button', { name: 'Take the place away' }).first().click();
    await mask.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
