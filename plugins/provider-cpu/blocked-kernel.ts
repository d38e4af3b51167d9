import {
  type GraphBuilder,
  int,
  ints,
  type Kernel,
  type TensorInfo,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import type { MinimalFilter } from './winograd.ts';

/** Operators on blocked maps: `[frames, channels / b, height, width, b]`, b being 16 with AVX-512 and 8 without. */
export const BLOCKED_DOMAIN = 'com.microsoft.nchwc';

/** Channels are padded with zeros to a multiple of this, the largest block. */
const MAX_BLOCK = 16;
/** The smallest block. */
export const MIN_BLOCK = 8;

export const paddedChannels = (channels: number): number => Math.ceil(channels / MAX_BLOCK) * MAX_BLOCK;

export const TAPS = 3;

const blockSizes = new WeakMap<GraphBuilder, Value>();

/** b as an int64 vector of one element, worked out by the runtime while it loads the graph. */
function blockSize(graph: GraphBuilder): Value {
  let size = blockSizes.get(graph);
  if (!size) {
    const probe = graph.constant(Float32Array.of(0), 'float32', [1, 1, 1, 1]);
    const blocked = graph.op('ReorderInput', [probe], {}, { domain: BLOCKED_DOMAIN });
    size = graph.op('Shape', [blocked], { start: int(1), end: int(2) }, { dtype: 'int64' });
    blockSizes.set(graph, size);
  }
  return size;
}

/** A shape whose `'blocks'` is `channels` / b and whose `'block'` is b. */
export function blockedShape(
  graph: GraphBuilder,
  channels: number,
  dims: readonly (number | 'blocks' | 'block')[],
): Value {
  const size = blockSize(graph);
  const blocks = graph.div(graph.int64([channels]), size);
  return graph.concat(
    dims.map((dim) => (dim === 'block' ? size : dim === 'blocks' ? blocks : graph.int64([dim]))),
    0,
  );
}

/**
 * Blocked maps without the blocks that hold nothing but padding, `[frames, ⌈channels / b⌉ · b, height, width]`. Where b
 * is 8, ReorderOutput takes the next frame to begin behind the last block that it needs of one.
 */
export function withoutSpareBlocks(graph: GraphBuilder, value: Value, channels: number): Value {
  if (paddedChannels(channels) - channels < MIN_BLOCK) return value;
  const size = blockSize(graph);
  const blocks = graph.div(graph.sub(graph.add(graph.int64([channels]), size), graph.int64([1])), size);
  return graph.op('Slice', [value, graph.int64([0]), graph.mul(blocks, size), graph.int64([1])]);
}

export const float = (graph: GraphBuilder, tensor: TensorInfo): Value => weightValue(graph, tensor, 'float32');

export const matrix = (graph: GraphBuilder, rows: readonly (readonly number[])[]): Value =>
  graph.constant(Float32Array.from(rows.flat()), 'float32', [rows.length, rows[0]!.length]);

function pad(graph: GraphBuilder, value: Value, before: readonly number[], after: readonly number[]): Value {
  return [...before, ...after].some((n) => n > 0)
    ? graph.op('Pad', [value, graph.int64([...before, ...after])])
    : value;
}

/** A vector `[groups · channels]`, each group padded: `[groups · padded]`. */
export function paddedVector(graph: GraphBuilder, tensor: TensorInfo, groups = 1): Value {
  const channels = tensor.shape[0]! / groups;
  const padded = paddedChannels(channels);
  const rows = graph.reshape(float(graph, tensor), [groups, channels]);
  return graph.reshape(pad(graph, rows, [0, 0], [0, padded - channels]), [groups * padded]);
}

/**
 * The bias of a convolution in time whose taps a minimal filter has replaced by products: it goes to product 1.
 * @returns `[products · padded]`
 */
export function productBias(graph: GraphBuilder, tensor: TensorInfo, products: number): Value {
  const padded = paddedChannels(tensor.shape[0]!);
  return pad(graph, paddedVector(graph, tensor), [padded], [(products - 2) * padded]);
}

/** Taps of a kernel to keep, and where they go: beside each other in the input channels, or a group of outputs each. */
export interface Arrangement {
  readonly split?: number;
  readonly taps: 'all' | 'last' | MinimalFilter;
}

/**
 * A kernel in the order that blocked convolution reads, `[out / b, in / b, kh, kw, b (in), b (out)]`, padded with
 * zeros. It depends on weights alone, so the runtime computes it once, when it loads the graph.
 * @returns 'all': `[out, 3 · in, side, side]` · 'last': `[out, in, side, side]` · a filter: `[products · out, in, side, side]`
 */
export function blockedKernel(graph: GraphBuilder, { weight }: Kernel, { split = 1, taps }: Arrangement): Value {
  const [outputs, inner, ...sides] = weight.shape as [number, number, ...number[]];
  const side = sides.at(-1)!;
  const out = outputs / split;
  let value = float(graph, weight);
  let count = sides.length === 3 ? sides[0]! : 1;
  if (taps === 'last' && count > 1) {
    value = graph.slice(value, 2, count - 1, count);
    count = 1;
  } else if (typeof taps !== 'string') {
    value = graph.op('MatMul', [
      matrix(graph, taps.kernel),
      graph.reshape(value, [outputs * inner, TAPS, side * side]),
    ]);
    count = taps.kernel.length;
  }
  return arrange(graph, value, { split, out, inner, count, side }, taps === 'all' ? 'inputs' : 'outputs');
}

interface KernelDims {
  readonly split: number;
  readonly out: number;
  readonly inner: number;
  readonly count: number;
  readonly side: number;
}

/**
 * `[split · out, in, count, side, side]` in blocked order, the `count` kernels side by side in the input channels or
 * one after the other in the output channels.
 */
export function arrange(
  graph: GraphBuilder,
  kernels: Value,
  { split, out, inner, count, side }: KernelDims,
  beside: 'inputs' | 'outputs',
): Value {
  const area = side * side;
  const [paddedOut, paddedIn] = [paddedChannels(out), paddedChannels(inner)];
  // The runtime holds every intermediate result until all weights are computed: none without need.
  const full =
    paddedOut === out && paddedIn === inner
      ? kernels
      : graph.op('Pad', [
          graph.reshape(kernels, [split, out, inner, count * area]),
          graph.int64([0, 0, 0, 0, 0, paddedOut - out, paddedIn - inner, 0]),
        ]);
  const shape = blockedShape(graph, paddedIn, [-1, 'block', 'blocks', 'block', count, area]);
  // [split · out / b, b, in / b, b, count, area]
  const parts = graph.op('Reshape', [full, shape]);
  return beside === 'inputs'
    ? graph.reshape(graph.transpose(parts, [0, 4, 2, 5, 3, 1]), [split * paddedOut, count * paddedIn, side, side])
    : graph.reshape(graph.transpose(parts, [4, 0, 2, 5, 3, 1]), [count * split * paddedOut, paddedIn, side, side]);
}

/** One tap of a kernel for plain maps with fewer channels than a block, `[out / b, in, kh, kw, b]`. */
export function narrowKernel(graph: GraphBuilder, { weight }: Kernel, tap: number): Value {
  const [out, inner, ...sides] = weight.shape as [number, number, ...number[]];
  const side = sides.at(-1)!;
  const padded = paddedChannels(out);
  let value = float(graph, weight);
  if (sides.length === 3) value = graph.slice(value, 2, tap, tap + 1);
  value = pad(graph, graph.reshape(value, [out, inner * side * side]), [0, 0], [padded - out, 0]);
  value = graph.op('Reshape', [value, blockedShape(graph, padded, ['blocks', 'block', inner * side * side])]);
  return graph.reshape(graph.transpose(value, [0, 2, 1]), [padded, inner, side, side]);
}

export interface ConvNode {
  readonly side: number;
  readonly stride?: number;
  readonly pads?: readonly number[];
  readonly groups?: number;
  readonly add?: Value;
}

/** One blocked 2-D convolution; `add` is summed in place of zeros. */
export function blockedConv(
  graph: GraphBuilder,
  x: Value,
  kernel: Value,
  bias: Value | null,
  options: ConvNode,
): Value {
  const { side, stride = 1, groups = 1, add } = options;
  const half = (side - 1) / 2;
  return graph.op(
    'Conv',
    add ? [x, kernel, bias, add] : [x, kernel, bias],
    {
      kernel_shape: ints([side, side]),
      strides: ints([stride, stride]),
      pads: ints(options.pads ?? [half, half, half, half]),
      group: int(groups),
    },
    { domain: BLOCKED_DOMAIN },
  );
}
