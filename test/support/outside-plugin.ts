import { execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';

export const EXAMPLE = join(PACKAGE_ROOT, 'plugins', 'example-scheduler');
export const EXAMPLE_PACKAGE = 'genesis-scheduler-example';

/** A folder outside the tree, with the example as npm packs it and Genesis as its peer. The caller removes it. */
export async function packExampleOutside(): Promise<string> {
  const outside = await mkdtemp(join(tmpdir(), 'genesis-outside-'));
  const modules = join(outside, 'node_modules');
  await mkdir(modules);
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', outside], {
    cwd: EXAMPLE,
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .at(-1)!;
  execFileSync('tar', ['-xzf', join(outside, packed), '-C', outside]);
  await cp(join(outside, 'package'), join(modules, EXAMPLE_PACKAGE), { recursive: true });
  await symlink(PACKAGE_ROOT, join(modules, 'genesis'), 'dir');
  return outside;
}
