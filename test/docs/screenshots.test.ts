import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { currentManifest, fileOf, LOOKS, MANIFEST, SCREENSHOTS, VIEWS } from '../browser/screenshot-manifest.ts';

it('the screenshots show the page as it is now: else run npm run screenshots', () => {
  expect(JSON.parse(readFileSync(MANIFEST, 'utf8'))).toEqual(currentManifest());
});

it('there is one of every view, light, dark and on a phone, and no other', async () => {
  const there = readdirSync(SCREENSHOTS).filter((name) => name !== 'manifest.json');
  expect(there.sort()).toEqual(currentManifest().files);
  for (const view of VIEWS) {
    for (const look of LOOKS) {
      const { width, height } = await sharp(join(SCREENSHOTS, fileOf(view, look))).metadata();
      const scale = look.deviceScaleFactor;
      expect({ width, height }, fileOf(view, look)).toEqual({
        width: look.viewport.width * scale,
        height: look.viewport.height * scale,
      });
    }
  }
});

it('the pages show pictures that there are', () => {
  const pages = ['README.md', 'docs/studio.md'].map((page) => readFileSync(page, 'utf8'));
  const shown = pages.flatMap((page) => [...page.matchAll(/images\/studio\/([\w-]+\.webp)/g)].map(([, name]) => name!));
  expect(shown.length).toBeGreaterThan(3);
  expect(currentManifest().files).toEqual(expect.arrayContaining(shown));
});
