import { describe, expect, it } from 'vitest';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import { positionBuckets } from '../../plugins/umt5/buckets.ts';
import { detectUmt5 } from '../../plugins/umt5/config.ts';
import { buildUmt5 } from '../../plugins/umt5/graph.ts';
import umt5 from '../../plugins/umt5/index.ts';
import { encoderComponents } from '../parity/components/encoders.ts';
import { shapesOnly } from '../support/checkpoint-view.ts';
import { loadNetwork } from '../support/network.ts';
import { expectParity, hasParity, parityFolders, readParityCase } from '../support/parity.ts';
import { rewriteWeights, shapesOf, widened } from '../support/weights.ts';

const DEMO = 'models/demo/text_encoder.safetensors';
/** umT5-XXL; `layers` and `changes` make other checkpoints of it. */
function officialShapes(layers = 24): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = { 'token_embedding.weight': [256384, 4096], 'norm.weight': [4096] };
  for (let i = 0; i < layers; i++) {
    for (const part of ['q', 'k', 'v', 'o']) shapes[`blocks.${i}.attn.${part}.weight`] = [4096, 4096];
    for (const part of ['gate.0', 'fc1']) shapes[`blocks.${i}.ffn.${part}.weight`] = [10240, 4096];
    shapes[`blocks.${i}.ffn.fc2.weight`] = [4096, 10240];
    shapes[`blocks.${i}.pos_embedding.embedding.weight`] = [32, 64];
    for (const norm of ['norm1', 'norm2']) shapes[`blocks.${i}.${norm}.weight`] = [4096];
  }
  return shapes;
}

describe.runIf(hasParity)('umT5 against the reference code', () => {
  it.each(parityFolders('umt5'))('%s', async (dir) => {
    const parityCase = await readParityCase(dir);
    expectParity(parityCase, await encoderComponents.umt5!(parityCase));
  });
});

describe('relative-position buckets', () => {
  it('are exact up to 7 tokens, then logarithmic up to 128, the later half for keys after the query', () => {
    const tokens = 300;
    const table = positionBuckets(tokens, 32, 128);
    const row = Array.from({ length: tokens }, (_, key) => Number(table[key]));
    // First key distance of buckets 8 to 15: 8 · 16^(k/8) rounded up.
    const starts = [8, 12, 16, 23, 32, 46, 64, 91];
    expect(row.slice(0, 8)).toEqual([0, 17, 18, 19, 20, 21, 22, 23]);
    expect(starts.map((distance) => row[distance])).toEqual([24, 25, 26, 27, 28, 29, 30, 31]);
    expect(starts.map((distance) => row[distance - 1])).toEqual([23, 24, 25, 26, 27, 28, 29, 30]);
    expect(row[299]).toBe(31);
    expect(Number(table[299 * tokens])).toBe(15);
    expect(Number(table[9 * tokens + 4])).toBe(5);
  });

  it('round halves of a number of buckets down where 4 does not divide it', () => {
    const tokens = 200;
    const table = positionBuckets(tokens, 30, 128);
    const row = Array.from({ length: tokens }, (_, key) => Number(table[key]));
    // First key distance of each bucket as the reference's T5RelativeEmbedding(30) has it.
    const starts = [0, 1, 2, 3, 4, 5, 6, 7, 11, 15, 21, 30, 44, 62, 90];
    expect(starts.map((distance) => row[distance])).toEqual([0, ...Array.from({ length: 14 }, (_, i) => 16 + i)]);
    expect(starts.slice(1).map((distance) => row[distance - 1])).toEqual([
      0,
      ...Array.from({ length: 13 }, (_, i) => 16 + i),
    ]);
    expect(row[199]).toBe(29);
    expect(Number(table[199 * tokens])).toBe(14);
  });
});

describe('umT5 of the demo model', () => {
  const ids = [3, 19, 5, 46, 62, 8, 7, 12, 427, 97, 1];

  it('reads float16 weights in place, exactly', async () => {
    const half = await loadNetwork(umt5, 'text-encoder', DEMO);
    const full = await loadNetwork(umt5, 'text-encoder', await rewriteWeights(DEMO, widened));
    const mask = [ids.map(() => 1)];
    const features = await half.handle.encode([ids], mask);
    expect(features.dims).toEqual([1, ids.length, 96]);
    expect(features.data.every(Number.isFinite)).toBe(true);
    expect(features.data).toEqual((await full.handle.encode([ids], mask)).data);
  });

  it('gives a token the same features whatever padding follows', async () => {
    const { handle } = await loadNetwork(umt5, 'text-encoder', DEMO);
    const padded = [...ids, ...Array.from({ length: 64 - ids.length }, () => 0)];
    const { data } = await handle.encode([ids], [ids.map(() => 1)]);
    const withPadding = await handle.encode([padded], [padded.map((_, i) => (i < ids.length ? 1 : 0))]);
    expect(Math.max(...data.map((value, i) => Math.abs(value - withPadding.data[i]!)))).toBeLessThan(2e-5);
  });

  it('refuses ids beyond its vocabulary, and ragged rows', async () => {
    const { handle } = await loadNetwork(umt5, 'text-encoder', DEMO);
    await expect(handle.encode([[3, 1133]], [[1, 1]])).rejects.toMatchObject({ code: 'CHECKPOINT_UNSUPPORTED' });
    await expect(handle.encode([[3, 1]], [[1]])).rejects.toThrow(RangeError);
  });
});

describe('umT5 checkpoints', () => {
  it('of the official size build one graph per block, with all 5.68 G parameters', () => {
    const checkpoint = shapesOnly(officialShapes());
    const config = detectUmt5(checkpoint)!;
    const graphs = buildUmt5(config, { checkpoint, lowering: cpuLowering(true) });
    expect(config.parameters).toBe(5_680_910_336);
    expect(Object.keys(graphs)).toEqual(['embed', ...Array.from({ length: 24 }, (_, i) => `blocks.${i}-${i}`), 'norm']);
  });

  it('of other networks are not recognised', async () => {
    for (const other of ['clip', 'wav2vec2', 'vae', 'transformer']) {
      expect(detectUmt5(shapesOnly(await shapesOf(`models/demo/${other}.safetensors`)))).toBeNull();
    }
  });

  const transformersNames = {
    'shared.weight': [32128, 512],
    'encoder.block.0.layer.0.SelfAttention.q.weight': [512, 512],
    'encoder.block.0.layer.0.SelfAttention.relative_attention_bias.weight': [32, 8],
  };
  const { 'blocks.0.ffn.gate.0.weight': _, ...ungated } = officialShapes(1);
  it.each([
    ['the original T5', { ...transformersNames, 'encoder.block.0.layer.1.DenseReluDense.wi.weight': [2048, 512] }],
    ['T5 v1.1', { ...transformersNames, 'encoder.block.0.layer.1.DenseReluDense.wi_0.weight': [1024, 512] }],
    ['T5 v1.1 or mT5', { ...officialShapes(1), 'pos_embedding.embedding.weight': [32, 64] }],
    ['without a gate', ungated],
  ])('that only look alike are refused by name: %s', (name, shapes) => {
    expect(() => detectUmt5(shapesOnly(shapes))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED', message: expect.stringContaining(name) }),
    );
  });

  it.each([
    ['CHECKPOINT_TENSOR_MISSING', { 'blocks.1.ffn.fc2.weight': undefined }, {}],
    ['CHECKPOINT_INVALID', { 'blocks.1.attn.o.weight': [4096, 4095] }, {}],
    ['CHECKPOINT_INVALID', { 'token_embedding.weight': [256384] }, {}],
    ['CHECKPOINT_INVALID', { 'blocks.0.pos_embedding.embedding.weight': [3, 64] }, {}],
    ['CHECKPOINT_INVALID', { 'blocks.0.pos_embedding.embedding.weight': [32, 60] }, {}],
    ['CHECKPOINT_INVALID', {}, { max_dist: 'far' }],
  ])('that are malformed are refused: %s %j %j', (code, changes, settings) => {
    const shapes = Object.fromEntries(
      Object.entries({ ...officialShapes(2), ...changes }).filter(([, shape]) => shape !== undefined),
    );
    expect(() => detectUmt5(shapesOnly(shapes as Record<string, number[]>, settings))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('with integer weights are refused', () => {
    const checkpoint = shapesOnly(officialShapes(1), {}, { 'blocks.0.attn.k.weight': 'int8' });
    expect(() => detectUmt5(checkpoint)).toThrow(expect.objectContaining({ code: 'CHECKPOINT_UNSUPPORTED' }));
  });
});
