import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';

export const SCREENSHOTS = join(PACKAGE_ROOT, 'docs', 'images', 'studio');
export const MANIFEST = join(SCREENSHOTS, 'manifest.json');

export const VIEWS = ['make', 'watch', 'result', 'history', 'presets', 'models'] as const;
export type View = (typeof VIEWS)[number];

export const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 860 }, deviceScaleFactor: 1 },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
] as const;
export type Look = (typeof LOOKS)[number];

export const fileOf = (view: View, look: Look): string => `${view}-${look.name}.webp`;

/** What the pictures were made from. */
export interface Manifest {
  /** SHA-256 over the page's sources, see `pageSources`. */
  readonly sources: string;
  readonly files: readonly string[];
}

const STUDIO = join(PACKAGE_ROOT, 'apps', 'studio');

/** SHA-256 over the names and contents of everything that the page is built from, line ends aside. */
export function pageSources(): string {
  const hash = createHash('sha256');
  const names = readdirSync(STUDIO, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      join(parentPath, name)
        .slice(STUDIO.length + 1)
        .replaceAll('\\', '/'),
    );
  for (const name of names.sort()) {
    const text = readFileSync(join(STUDIO, name), 'utf8').replaceAll('\r\n', '\n');
    hash.update(`${name}\0${text.length}\0${text}`);
  }
  return hash.digest('hex');
}

export const currentManifest = (): Manifest => ({
  sources: pageSources(),
  files: VIEWS.flatMap((view) => LOOKS.map((look) => fileOf(view, look))).sort(),
});
