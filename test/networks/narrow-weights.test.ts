import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toFloat32 } from '../../core/graph/floats.ts';
import { encodeSafetensors, openSafetensors } from '../../core/graph/safetensors.ts';
import {
  type FloatTensor,
  floatTensor,
  GraphBuilder,
  type Lowering,
  type Tensor,
  type TensorInfo,
} from '../../core/plugin-api/index.ts';
import { type BlockShape, bytesPerBlock, quantizeBlocks } from '../../core/quantize/block-codes.ts';
import { type NarrowFloat, narrowFloats } from '../../core/quantize/narrow-floats.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { NoiseGenerator } from '../../core/sampling/randn.ts';
import { cpuLowering } from '../../plugins/provider-cpu/lowering.ts';
import { LINEAR_BOUND } from '../precision/bounds.ts';
import { wave } from '../support/dit-window.ts';
import { onCpu } from '../support/network.ts';

/** Of a weight that is widened in two pieces, the second one smaller. */
const [OUT, INNER, ROWS] = [4112, 1100, 3] as const;
const BLOCK_BYTES = 1e9;

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-narrow-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Writes tensors and opens them as they lie. */
async function stored(name: string, tensors: Record<string, Tensor>): Promise<Record<string, TensorInfo>> {
  const file = join(dir, `${name}.safetensors`);
  await writeFile(file, encodeSafetensors(tensors));
  return Object.fromEntries((await openSafetensors(file)).tensors);
}

function narrow(values: Float32Array, dims: readonly number[], dtype: NarrowFloat): Tensor {
  return { dtype, dims, data: narrowFloats(values, dtype).bits };
}

/** x · Wᵀ + b in float64, W being `values` `[out, in]`, each row times its scale. */
function product(x: FloatTensor, values: Float32Array, bias: Float32Array, scales?: Float32Array): Float64Array {
  const out = bias.length;
  const inner = values.length / out;
  return Float64Array.from({ length: ROWS * out }, (_, i) => {
    const [row, column] = [Math.floor(i / out), i % out];
    let sum = 0;
    for (let k = 0; k < inner; k++) sum += x.data[row * inner + k]! * values[column * inner + k]!;
    return sum * (scales?.[column] ?? 1) + bias[column]!;
  });
}

/** What the codes of `[OUT, INNER]` stand for, see BlockWeight. */
function blockValues(codes: Uint8Array, scales: Float32Array, { bits, block }: BlockShape): Float32Array {
  const perRow = scales.length / OUT;
  return Float32Array.from({ length: OUT * INNER }, (_, i) => {
    const [row, column] = [Math.floor(i / INNER), i % INNER];
    const at = row * perRow * block + column;
    const code = bits === 8 ? codes[at]! : (codes[at >> 1]! >> (4 * (at % 2))) & 15;
    return (code - 2 ** (bits - 1)) * scales[row * perRow + Math.floor(column / block)]!;
  });
}

/** The layer in a session that keeps its weights narrow, and what the session added to the process before it ran. */
async function linear(
  weight: TensorInfo,
  bias: TensorInfo,
  x: FloatTensor,
  lowering: Lowering = onCpu().execution.lowering,
) {
  const { execution } = onCpu();
  const graph = new GraphBuilder('linear');
  const input = graph.input('x', 'float32', ['rows', x.dims[1]!]);
  graph.output('y', lowering.linear(graph, input, weight, bias), ['rows', weight.shape[0]!]);
  const request = { threads: 2, leanMemory: true, network: { role: 'dit', bytes: BLOCK_BYTES } } as const;
  const before = process.memoryUsage().rss;
  const runner = await SessionSet.load({ linear: graph.finish() }, execution.session(request));
  const loadedBytes = process.memoryUsage().rss - before;
  const steps = [{ graph: 'linear', feeds: { x: 'x' }, results: { y: 'y' } }];
  const { y } = await runner.call({ inputs: { x }, steps, want: ['y'] });
  await runner.release();
  return { y: y as FloatTensor, loadedBytes };
}

function relativeError(actual: FloatTensor, expected: Float64Array): number {
  const squares = (value: (i: number) => number) => expected.reduce((sum, _, i) => sum + value(i) ** 2, 0);
  return Math.sqrt(squares((i) => actual.data[i]! - expected[i]!) / squares((i) => expected[i]!));
}

describe('a linear layer whose weight stays narrow on the processor', () => {
  const x = wave([ROWS, INNER]);
  const bias = new NoiseGenerator(2).randn(OUT);
  const weights = new NoiseGenerator(1).randn(OUT * INNER);

  it.each<NarrowFloat>(['float16', 'bfloat16', 'float8e4m3fn', 'float8e5m2'])('%s, piece by piece', async (dtype) => {
    const weight = narrow(weights, [OUT, INNER], dtype);
    const tensors = await stored(dtype, { weight, bias: floatTensor(bias, [OUT]) });
    const { y } = await linear(tensors.weight!, tensors.bias!, x);
    expect(relativeError(y, product(x, toFloat32(weight), bias))).toBeLessThan(1e-6);
  });

  it('with a scale per row, and of several parts', async () => {
    const weight = narrow(weights, [OUT, INNER], 'float8e4m3fn');
    const scales = Float32Array.from({ length: OUT }, (_, i) => 1 + (i % 7));
    const tensors = await stored('scaled', {
      first: weight,
      second: narrow(weights.subarray(0, INNER * 16), [16, INNER], 'bfloat16'),
      scales: floatTensor(scales, [OUT, 1]),
      bias: floatTensor(bias, [OUT]),
      both: floatTensor(new Float32Array([...bias, ...bias.subarray(0, 16)]), [OUT + 16]),
    });
    const scaled = { ...tensors.first!, scale: tensors.scales! };
    expect(
      relativeError((await linear(scaled, tensors.bias!, x)).y, product(x, toFloat32(weight), bias, scales)),
    ).toBeLessThan(1e-6);

    const joined = { ...scaled, name: 'joined', shape: [OUT + 16, INNER], parts: [scaled, tensors.second!] };
    const { y } = await linear(joined, tensors.both!, x);
    const second = floatTensor(narrowed(weights.subarray(0, INNER * 16)), [16, INNER]);
    const expected = product(
      x,
      new Float32Array([...toFloat32(weight), ...second.data]),
      new Float32Array([...bias, ...bias.subarray(0, 16)]),
      new Float32Array([...scales, ...new Float32Array(16).fill(1)]),
    );
    expect(relativeError(y, expected)).toBeLessThan(1e-6);
  });

  it.each([
    { bits: 8, block: 128 },
    { bits: 8, block: 32 },
    { bits: 4, block: 32 },
  ] as const)('$bits bits in blocks of $block, piece by piece where the processor has no 8-bit products', async (shape) => {
    const { codes, scales } = quantizeBlocks(weights, INNER, shape);
    const perRow = scales.length / OUT;
    const tensors = await stored(`blocks-${shape.bits}-${shape.block}`, {
      codes: { dtype: 'uint8', dims: [OUT, perRow, bytesPerBlock(shape)], data: codes },
      scales: floatTensor(scales, [OUT, perRow]),
      weight: floatTensor(weights, [OUT, INNER]),
      bias: floatTensor(bias, [OUT]),
    });
    const weight = { ...tensors.weight!, blocks: { ...shape, codes: tensors.codes!, scales: tensors.scales! } };
    const expected = product(x, blockValues(codes, scales, shape), bias);
    const exact = await linear(weight, tensors.bias!, x, cpuLowering(false));
    expect(relativeError(exact.y, expected)).toBeLessThan(1e-6);
    const rounded = await linear(weight, tensors.bias!, x, cpuLowering(true));
    expect(relativeError(rounded.y, expected)).toBeLessThan(LINEAR_BOUND.q8!);
  });

  it.each<NarrowFloat>(['float16', 'bfloat16'])('%s takes no memory of its own before it runs', async (dtype) => {
    const [out, inner] = [8192, 4096];
    const bits = new Uint16Array(out * inner);
    const tensors = await stored(`large-${dtype}`, {
      weight: { dtype, dims: [out, inner], data: bits },
      bias: floatTensor(new Float32Array(out), [out]),
    });
    const { loadedBytes } = await linear(tensors.weight!, tensors.bias!, wave([ROWS, inner]));
    expect(loadedBytes).toBeLessThan(bits.byteLength / 2);
  });
});

const narrowed = (values: Float32Array): Float32Array =>
  toFloat32({ dtype: 'bfloat16', dims: [values.length], data: narrowFloats(values, 'bfloat16').bits });
