import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';

const STUDIO = join(PACKAGE_ROOT, 'dist', 'studio');

/** Bytes of everything that the page can load but its samples, as a browser receives it (Brotli). */
export function pageWeight(): number {
  const files = readdirSync(STUDIO, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const sizeOf = (name: string) => statSync(name).size;
  return files
    .filter(({ name }) => name.endsWith('.br') || name === 'index.html')
    .reduce((sum, { parentPath, name }) => sum + sizeOf(join(parentPath, name)), 0);
}
