import { expect, it } from 'vitest';
import { floatTensor, GraphBuilder } from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { blockAttention, partOf } from '../../plugins/provider-webgpu/block-attention.ts';

const provider = { executionProviders: ['cpu'], sessionOptions: {}, deviceValues: false };
const [tokens, heads, headDim] = [300, 3, 64];
const width = heads * headDim;

/** softmax(q · kᵀ / √headDim) · v per head, in float64. */
function exactAttention(q: Float32Array, k: Float32Array, v: Float32Array): Float64Array {
  const result = new Float64Array(tokens * width);
  for (let head = 0; head < heads; head++) {
    for (let row = 0; row < tokens; row++) {
      const logits = Float64Array.from({ length: tokens }, (_, key) => {
        let sum = 0;
        for (let i = head * headDim; i < (head + 1) * headDim; i++) sum += q[row * width + i]! * k[key * width + i]!;
        return sum / Math.sqrt(headDim);
      });
      const highest = Math.max(...logits);
      const weights = logits.map((logit) => Math.exp(logit - highest));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (let key = 0; key < tokens; key++)
        for (let i = head * headDim; i < (head + 1) * headDim; i++)
          result[row * width + i]! += (weights[key]! / total) * v[key * width + i]!;
    }
  }
  return result;
}

async function attend(inputs: Record<'q' | 'k' | 'v', Float32Array>, part: number): Promise<Float32Array> {
  const graph = new GraphBuilder('attention');
  const [q, k, v] = ['q', 'k', 'v'].map((name) => graph.input(name, 'float32', [1, tokens, width]));
  const size = { tokens, heads, headDim, part, scale: 1 / Math.sqrt(headDim) };
  graph.output('y', blockAttention(graph, q!, k!, v!, size), [1, tokens, width]);
  const sessions = await SessionSet.load({ attention: graph.finish() }, provider);
  const made = await sessions.call({
    inputs: Object.fromEntries(Object.entries(inputs).map(([n, data]) => [n, floatTensor(data, [1, tokens, width])])),
    steps: [{ graph: 'attention', feeds: { q: 'q', k: 'k', v: 'v' }, results: { y: 'y' } }],
    want: ['y'],
  });
  await sessions.release();
  return made.y!.data as Float32Array;
}

function relativeL2(actual: Float32Array, expected: Float64Array): number {
  const square = (sum: number, x: number) => sum + x * x;
  return Math.sqrt(expected.map((x, i) => x - actual[i]!).reduce(square, 0) / expected.reduce(square, 0));
}

const noise = new NoiseGenerator(3);
const random = (mean: number) => noise.randn(tokens * width).map((value) => value + mean);

// 8 bits in blocks of 32 are off by at most 1/254 of a block's largest value: about 1 % of a normal one's deviation.
it.each([
  ['one part', 384],
  ['parts, the last one padded', 128],
])('8-bit attention in %s is within the rounding of 8 bits', async (_, part) => {
  const inputs = { q: random(0), k: random(0), v: random(0) };
  expect(relativeL2(await attend(inputs, part), exactAttention(inputs.q, inputs.k, inputs.v))).toBeLessThan(1.5e-2);
});

it('keys and values that lie far from zero together lose nothing by it', async () => {
  const inputs = { q: random(0), k: random(20), v: random(20) };
  const exact = exactAttention(inputs.q, inputs.k, inputs.v);
  expect(relativeL2(await attend(inputs, 128), exact)).toBeLessThan(1e-3);
});

it('a part has no more keys than there are tokens, in steps of 128', () => {
  expect(partOf(300, 4096)).toBe(384);
  expect(partOf(32760, 4096)).toBe(4096);
  expect(partOf(32760, 1000)).toBe(1024);
});
