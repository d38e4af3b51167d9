import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import type { Tensor } from '../../core/plugin-api/index.ts';
import type { ParityCase } from '../parity/case.ts';
import { compareTensors } from '../parity/compare.ts';

const ROOT = 'test/fixtures/parity';

/** Whether the recorded runs of the reference code lie beside the checkout. */
export const hasParity = existsSync(ROOT);

const readConfig = (dir: string) => JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as ParityCase['config'];

/** Folders of a component's recorded cases. */
export function parityFolders(component: string): string[] {
  if (!hasParity) return [];
  const dirs = readdirSync(ROOT).map((name) => join(ROOT, name));
  return dirs.filter((dir) => existsSync(join(dir, 'config.json')) && readConfig(dir).component === component);
}

export async function readParityCase(dir: string): Promise<ParityCase> {
  const config = readConfig(dir);
  return { name: String(config.name), dir, config, tensors: await loadSafetensors(join(dir, 'io.safetensors')) };
}

/** Every `out.*` of a case must be inside both of its bounds. */
export function expectParity(parityCase: ParityCase, made: Readonly<Record<string, Tensor>>): void {
  const bounds = parityCase.config.tensors as Record<string, { suggested_max_abs?: number; suggested_rel_l2?: number }>;
  const outputs = Object.keys(parityCase.tensors).filter((name) => name.startsWith('out.'));
  expect(outputs).not.toEqual([]);
  for (const name of outputs) {
    const { suggested_max_abs: maxAbs = 0, suggested_rel_l2: relL2 = 0 } = bounds[name] ?? {};
    const actual = made[name];
    if (!actual) throw new Error(`${parityCase.name}: ${name} was not computed`);
    expect(
      compareTensors(actual, parityCase.tensors[name]!, { maxAbs, relL2 }),
      `${parityCase.name} ${name}`,
    ).toMatchObject({ passed: true });
  }
}
