import { describe, expect, it } from 'vitest';
import { CHROMIUM } from './chromium.ts';
import { fillForm, typeNumber, unfold } from './make.ts';
import { serveSite } from './site.ts';

describe.runIf(CHROMIUM)('a fold that was never opened', () => {
  const site = serveSite();

  it('is found by a search of the page for what it holds, and opened', async () => {
    const { page, close } = await site.open('/');
    await page.getByRole('status').waitFor();
    const field = page.getByRole('textbox', { name: 'Motion frames', exact: true });
    expect(await field.count()).toBe(0);
    await page.goto(`${site.server.url}/#:~:text=Motion%20frames`);
    await field.waitFor();
    await close();
  });

  it('hides no refusal of what it holds: that is told above the button, and in its place once it is opened', async () => {
    const { page, close } = await site.open('/');
    await fillForm(page, 25, 1);
    await typeNumber(page, 'Motion frames', '33');
    // Drafts outlive it, open folds do not.
    await page.reload();
    await page.getByRole('button', { name: 'Make the video' }).click();
    await page.locator('.make-start').getByRole('alert').getByText('FRAMES_INVALID').waitFor();
    await unfold(page, 'Size and length');
    const field = page.getByRole('textbox', { name: 'Motion frames', exact: true });
    await field.waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await close();
  });
});
