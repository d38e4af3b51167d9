import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NetworkFamily } from '../../core/checkpoints/dialects/dialect.ts';
import { readRows } from '../../core/checkpoints/tensor-values.ts';
import { GraphBuilder, type TensorInfo, weightRows, weightValue } from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import cpu from '../../plugins/provider-cpu/index.ts';
import { openCheckpointSet } from '../support/open-checkpoint.ts';
import { TINY_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, WRITTEN_CONTAINERS, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-weights-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** What the runtime makes of a weight that it reads in place: the whole, and rows 3, 0 and 3. */
async function throughRuntime(tensor: TensorInfo): Promise<{ whole: Float32Array; rows: Float32Array }> {
  const graph = new GraphBuilder('weights');
  const rows = graph.input('rows', 'int64', [3]);
  graph.output('whole', weightValue(graph, tensor, 'float32'), tensor.shape);
  graph.output('picked', weightRows(graph, tensor, rows, 'float32'), [3, ...tensor.shape.slice(1)]);
  const provider = cpu.contributes[0]!;
  if (provider.kind !== 'execution-provider') throw new Error('no provider');
  const session = provider.create({ log: () => {} }, {}).session({ threads: 1, leanMemory: false });
  const runner = await SessionSet.load({ weights: graph.finish() }, session);
  try {
    const made = await runner.call({
      inputs: { rows: { dtype: 'int64', dims: [3], data: BigInt64Array.of(3n, 0n, 3n) } },
      steps: [{ graph: 'weights', feeds: { rows: 'rows' }, results: { whole: 'whole', picked: 'picked' } }],
      want: ['whole', 'picked'],
    });
    return { whole: made.whole!.data as Float32Array, rows: made.picked!.data as Float32Array };
  } finally {
    await runner.release();
  }
}

/** An embedding, a projection that transformers splits in three, a matrix, a vector. */
const WEIGHTS: readonly (readonly [NetworkFamily, string])[] = [
  ['umt5', 'token_embedding.weight'],
  ['clip', 'visual.transformer.1.attn.to_qkv.weight'],
  ['clip', 'visual.transformer.1.attn.to_qkv.bias'],
  ['wan-dit', 'blocks.0.ffn.0.weight'],
];

describe('weights that the runtime reads in place have the values that the reader gives', () => {
  const forms = Object.keys(STORAGES).flatMap((dtype) =>
    WRITTEN_CONTAINERS.map((container) => [dtype, container] as const),
  );

  it.each(forms)('stored %s, as %s', async (dtype, container) => {
    for (const [family, name] of WEIGHTS) {
      const target = join(dir, `${family}-${dtype}-${container}`);
      const form = { dialect: 'comfyui', container, storage: STORAGES[dtype]! } as const;
      const file = await writeCheckpoint(target, family, family, randomNetwork(family, TINY_DIMS[family], 4), form);
      const tensor = (await openCheckpointSet({ base: file })).get(name);
      const values = await readRows(tensor);
      const { whole, rows } = await throughRuntime(tensor);
      expect(whole, name).toEqual(values);
      const width = values.length / tensor.shape[0]!;
      const row = (i: number): number[] => [...values.subarray(i * width, (i + 1) * width)];
      expect([...rows], name).toEqual([...row(3), ...row(0), ...row(3)]);
    }
  });
});
