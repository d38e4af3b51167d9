import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { CHROMIUM, openBrowser, openPage } from './chromium.ts';
import { drop, GENERATION_MS, start, typeNumber, unfold } from './make.ts';

describe.runIf(CHROMIUM)('the microphone', () => {
  let server: RealServer;
  beforeAll(async () => {
    server = await RealServer.launch();
  });
  afterAll(() => server?.stop());

  async function withBrowser(flags: readonly string[], work: (browser: Browser) => Promise<void>): Promise<void> {
    const browser = await openBrowser(flags);
    try {
      await work(browser);
    } finally {
      await browser.close();
    }
  }

  it('is recorded into a voice, of which a video is made', { timeout: 2 * GENERATION_MS }, () =>
    withBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'], async (browser) => {
      const { page, complaints } = await openPage(browser, server.url);
      const begun = performance.now();
      await page.getByRole('button', { name: 'Record' }).click();
      await page.getByRole('button', { name: /^Stop recording · 0:0[1-9]/ }).click();
      const elapsed = (performance.now() - begun) / 1000;
      await page.getByText(/^recording\.(webm|m4a|ogg)$/).waitFor();
      // Chromium's device beeps once a second: the recording has its length, and is not silent.
      const waveform = page.getByRole('img', { name: /Waveform of the voice, [\d.]+ s/ });
      const named = (await waveform.getAttribute('aria-label')) ?? '';
      const seconds = Number(/([\d.]+) s/.exec(named)?.[1]);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThan(elapsed + 0.1);
      await page.waitForFunction(() => {
        const heights = [...document.querySelectorAll('.waveform-bars rect')].map((bar) =>
          Number(bar.getAttribute('height')),
        );
        return Math.max(...heights) > 30 && Math.min(...heights) < 10;
      });
      await drop(page, 'Portrait', (await readSample(1)).image);
      await page.getByText('portrait_1.png').waitFor();
      await unfold(page, 'Size and length');
      await typeNumber(page, 'Window', '17');
      await typeNumber(page, 'Motion frames', '5');
      await typeNumber(page, 'Most frames', '17');
      await unfold(page, 'Sampling');
      await typeNumber(page, 'Steps', '1');
      await start(page);
      await page.getByRole('link', { name: 'Download' }).waitFor({ timeout: GENERATION_MS });
      expect(complaints).toEqual([]);
    }),
  );

  it('that is refused is said where the voice goes', () =>
    withBrowser([], async (browser) => {
      const { page } = await openPage(browser, server.url);
      await page.getByRole('button', { name: 'Record' }).click();
      const voice = page.getByRole('region', { name: 'Voice', exact: true });
      await voice.getByText('The browser gave no access to a microphone.').waitFor();
      await page.getByRole('button', { name: 'Record' }).waitFor();
    }));
});
