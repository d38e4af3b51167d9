import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { typeNumber, unfold } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('what was changed about a preset and is not saved', () => {
  const site = serveSite();

  it('is there again after another preset, another view, and a reload, and is told in the list', async () => {
    const { page, complaints, close } = await site.open('/presets');
    const list = page.getByRole('navigation', { name: 'Presets' });
    const item = list.getByRole('button', { name: /^Demo / });
    const title = page.getByRole('textbox', { name: 'Title' });
    await title.fill('Another');
    await item.getByText(/· changed/).waitFor();
    await list.getByRole('button').nth(1).click();
    expect(await title.inputValue()).not.toBe('Another');
    await item.click();
    expect(await title.inputValue()).toBe('Another');
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('link', { name: 'Presets', exact: true }).click();
    await page.reload();
    expect(await title.inputValue()).toBe('Another');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await item.getByText(/· changed/).waitFor({ state: 'detached' });
    expect(await title.inputValue()).toBe('Demo');
    expect(complaints).toEqual([]);
    await close();
  });

  it('is kept when another tab has saved it in between, and can be saved over that', async () => {
    const { page: first, complaints, close } = await site.open('/presets');
    const second = await first.context().newPage();
    second.setDefaultTimeout(45_000);
    await second.goto(`${site.server.url}/presets`);
    for (const page of [first, second]) await unfold(page, 'Sampling');
    await typeNumber(first, 'Steps', '5');
    await first.getByRole('button', { name: 'Save' }).click();
    await first.getByText('demo · shipped · version 2').waitFor();
    await typeNumber(second, 'Shift', '7');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByRole('alert').getByText('PRESET_CONFLICT').waitFor();
    await second.getByText(/demo · shipped · version 2/).waitFor();
    expect(await second.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('5');
    await second.getByRole('button', { name: 'Save' }).click();
    await second.getByText(/demo · shipped · version 3$/).waitFor();
    expect(await second.getByRole('alert').count()).toBe(0);
    expect(await second.getByRole('textbox', { name: 'Shift' }).inputValue()).toBe('7');
    expect(await second.getByRole('textbox', { name: 'Steps' }).inputValue()).toBe('5');
    expect(complaints).toEqual([]);
    await close();
  });
});
