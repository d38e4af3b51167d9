import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckpointSet } from '../../core/checkpoints/checkpoint-set.ts';
import type { NetworkFamily } from '../../core/checkpoints/dialects/dialect.ts';
import { readRows } from '../../core/checkpoints/tensor-values.ts';
import { openCheckpointSet } from '../support/open-checkpoint.ts';
import { WRITTEN_DIALECTS } from '../support/synthetic/dialect-names.ts';
import { networkShapes, TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { rewriteCheckpoint } from '../support/synthetic/rewrite.ts';
import { STORAGES, WRITTEN_CONTAINERS, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

const FAMILIES = Object.keys(TINY_DIMS) as NetworkFamily[];
const official = { dialect: 'official', container: 'safetensors' } as const;

let dir: string;
const originals = new Map<NetworkFamily, { file: string; values: Map<string, Float32Array> }>();

const valuesOf = async (set: CheckpointSet): Promise<Map<string, Float32Array>> =>
  new Map(await Promise.all(set.names.map(async (name) => [name, await readRows(set.get(name))] as const)));

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-dialects-'));
  for (const family of FAMILIES) {
    const sources = randomNetwork(family, TINY_DIMS[family], 7);
    const file = await writeCheckpoint(dir, family, family, sources, { ...official, storage: STORAGES.F16! });
    originals.set(family, { file, values: await valuesOf(await openCheckpointSet({ base: file })) });
  }
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('a network opens to the same canonical tensors', () => {
  const forms = WRITTEN_DIALECTS.flatMap((dialect) =>
    WRITTEN_CONTAINERS.flatMap((container) => ['as it is', 'F32'].map((dtype) => [dialect, container, dtype] as const)),
  );

  it.each(forms)('in dialect %s, as %s, stored %s', async (dialect, container, dtype) => {
    for (const family of FAMILIES) {
      const { file, values } = originals.get(family)!;
      const target = join(dir, `${family}-${dialect}-${container}-${dtype}`);
      const written = await rewriteCheckpoint(file, target, { dialect, container, storage: STORAGES[dtype] ?? null });
      const set = await openCheckpointSet({ base: written });
      expect(set.family).toBe(family);
      expect(set.names, family).toEqual([...values.keys()]);
      const shapes = networkShapes(family, TINY_DIMS[family]);
      for (const name of set.names) {
        expect(set.get(name).shape, name).toEqual(shapes[name]);
        const actual = Buffer.from((await readRows(set.get(name))).buffer);
        expect(actual.equals(Buffer.from(values.get(name)!.buffer)), `${family} ${name}`).toBe(true);
      }
    }
  });

  it('with names that torch.compile left behind', async () => {
    const sources = randomNetwork('wan-dit', TINY_DIMS['wan-dit'], 7).map((source) => ({
      ...source,
      name: source.name.replace(/^blocks\.(\d+)\./, 'blocks.$1._orig_mod.'),
    }));
    const file = await writeCheckpoint(dir, 'compiled', 'wan-dit', sources, { ...official, storage: STORAGES.F16! });
    expect((await openCheckpointSet({ base: file })).names).toEqual([...originals.get('wan-dit')!.values.keys()]);
  });
});

describe('8-bit floats', () => {
  /** Half of the distance between neighbours, relative to the value: 2^-4 and 2^-3. */
  it.each([
    ['F8_E4M3', 2 ** -4],
    ['F8_E4M3_SCALED', 2 ** -4],
    ['F8_E5M2', 2 ** -3],
    ['F8_E5M2_SCALED', 2 ** -3],
  ])('stored %s keep every matrix within their rounding, in every dialect', async (dtype, rounding) => {
    for (const dialect of WRITTEN_DIALECTS) {
      const { file, values } = originals.get('wan-dit')!;
      const storage = STORAGES[dtype]!;
      const written = await rewriteCheckpoint(file, join(dir, `${dialect}-${dtype}`), {
        dialect,
        container: 'safetensors',
        storage,
      });
      const set = await openCheckpointSet({ base: written });
      expect(set.names).toEqual([...values.keys()]);
      expect(set.precisions[0]).toMatchObject({ dtype: storage.dtype, scaled: storage.scaled });
      const name = 'blocks.1.ffn.2.weight';
      expect(set.get(name).scale === undefined).toBe(!storage.scaled);
      const exact = values.get(name)!;
      const actual = await readRows(set.get(name));
      // Half a step of the numbers below the least normal one.
      const scale = set.get(name).scale ? (await readRows(set.get(name).scale!))[0]! : 1;
      const least = scale * 2 ** (dtype.startsWith('F8_E4M3') ? -10 : -17);
      const beyond = exact.findIndex(
        (value, i) => Math.abs(actual[i]! - value) > Math.max(Math.abs(value) * rounding, least),
      );
      expect(beyond, `${dialect}: ${exact[beyond]} became ${actual[beyond]}`).toBe(-1);
    }
  });
});
