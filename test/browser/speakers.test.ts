import { describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { CHROMIUM } from './chromium.ts';
import { drop } from './make.ts';
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
});
