import { describe, expect, it } from 'vitest';
import { GenerationDetails } from '../../apps/cli/operations-of-history.ts';
import { CHROMIUM } from './chromium.ts';
import { choose, fillForm, start, typeNumber, unfold } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('the options of what is chosen', () => {
  const site = serveSite();

  it('are drawn with what they are for, their range, unit and default', async () => {
    const { page, complaints, close } = await site.open();
    await unfold(page, 'Memory');
    await choose(page, 'Memory strategy', /^Tiled/);
    const tile = page.getByRole('textbox', { name: 'tile', exact: true });
    await page.getByText('Side of a tile. · 64 to 4096 px, default 256 px').waitFor();
    expect(await tile.getAttribute('placeholder')).toBe('256');
    await typeNumber(page, 'tile', '128');
    expect(await tile.inputValue()).toBe('128');
    expect(complaints).toEqual([]);
    await close();
  });

  it('give single networks a precision of their own, which goes into the forecast and the request', async () => {
    const { page, complaints, close } = await site.open();
    await fillForm(page, 17, 1);
    const forecast = page.getByRole('region', { name: 'Memory and time' });
    const verdict = forecast.getByText(/^Fits: /);
    const before = await verdict.textContent();

    await unfold(page, 'Device and precision');
    const group = page.getByRole('group', { name: 'Precision of single networks' });
    // Those that the demo model set has.
    await group.getByRole('button').first().waitFor();
    expect(await group.getByRole('button').count()).toBe(5);
    await choose(page, 'Diffusion transformer', /^8-bit blocks/);
    await choose(page, 'block', /^32$/);
    await choose(page, 'Text encoder', /^fp8 E4M3/);
    await choose(page, 'Text encoder', /^the precision above/);
    await forecast
      .getByText(/^Fits: /)
      .filter({ hasNotText: before! })
      .waitFor();

    await start(page);
    const id = page.url().split('/').at(-1)!;
    const { generation } = await site.server.client.execute(GenerationDetails, { id });
    expect(generation!.settings.networkPrecision).toEqual([{ role: 'DIT', id: 'q8', options: { block: '32' } }]);
    await page.getByText('Precision of single networks · Diffusion transformer · block').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
