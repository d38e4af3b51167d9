import { expect, it } from 'vitest';
import { CHROMIUM, MISSING } from './chromium.ts';

/** `.ci/run` installs Chromium and asks for it; elsewhere the page's tests are left out, and this says so. */
it('has a Chromium to test the page in', () => {
  if (CHROMIUM === undefined) console.warn(MISSING);
  if (process.env.GENESIS_BROWSER_TESTS === 'required') expect(CHROMIUM, MISSING).toBeDefined();
});
