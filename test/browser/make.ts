import type { Locator, Page } from 'playwright-core';
import { readSample } from '../../apps/cli/samples.ts';

/** Most milliseconds of a short generation, also where other work goes on. */
export const GENERATION_MS = 200_000;

/** Drags a file from outside the browser to the upper edge of an element, and drops it. */
export async function dropAt(page: Page, element: Locator, file: string): Promise<void> {
  await element.scrollIntoViewIfNeeded();
  const box = (await element.boundingBox())!;
  const place = { x: box.x + box.width / 2, y: box.y + 12 };
  const data = { items: [], files: [file], dragOperationsMask: 1 };
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', { type, ...place, data });
  }
  await session.detach();
}

/** The same onto the part of the page with this accessible name. */
export const drop = (page: Page, name: string, file: string): Promise<void> =>
  dropAt(page, page.getByRole('region', { name, exact: true }).locator('.drop-zone'), file);

/** Sets a number in the form as a user types it. */
export async function typeNumber(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true });
  await field.fill(value);
  await field.press('Tab');
}

/** Opens a fold of the settings, unless it is open. */
export async function unfold(page: Page, title: string): Promise<void> {
  const own = page.locator('.disclosure-title', { hasText: new RegExp(`^${title}$`) });
  const trigger = page.locator('.disclosure-trigger').filter({ has: own }).first();
  // What is above may still grow while it loads, so that a click lands beside it: a user clicks again.
  for (let tries = 0; tries < 5 && (await trigger.getAttribute('aria-expanded')) !== 'true'; tries++) {
    await trigger.click();
    await page.waitForTimeout(100);
  }
}

/** Portrait, voice and prompt of a shipped sample, in a size and length that take seconds. */
export async function fillForm(page: Page, frames: number, steps: number): Promise<void> {
  const { image, audio, prompt } = await readSample(1);
  await drop(page, 'Portrait', image);
  await drop(page, 'Voice', audio);
  await page.getByText('portrait_1.png').waitFor();
  await page.getByText('speech_1.wav').waitFor();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(prompt);
  await unfold(page, 'Size and length');
  await typeNumber(page, 'Window', '17');
  await typeNumber(page, 'Motion frames', '5');
  await typeNumber(page, 'Most frames', String(frames));
  await unfold(page, 'Sampling');
  await typeNumber(page, 'Steps', String(steps));
}

/** Presses the button and waits for the generation's own page. */
export async function start(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make the video' }).click();
  await page.waitForURL(/\/generations\//);
}

/** Opens a list of choices and takes one. */
export async function choose(page: Page, label: string, choice: RegExp): Promise<void> {
  // The name of the button is the present choice, and then the label.
  await page.getByRole('button', { name: new RegExp(`(^| )${label}$`) }).click();
  await page.getByRole('option', { name: choice }).click();
}
