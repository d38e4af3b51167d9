import {
  type Convolution,
  type FeatureMaps,
  type GraphBuilder,
  int,
  type Kernel,
  type Value,
} from '../../core/plugin-api/index.ts';
import {
  BLOCKED_DOMAIN,
  blockedConv,
  blockedKernel,
  blockedShape,
  MIN_BLOCK,
  matrix,
  narrowKernel,
  paddedChannels,
  paddedVector,
  productBias,
  TAPS,
  withoutSpareBlocks,
} from './blocked-kernel.ts';
import { subpixelConv } from './subpixel.ts';
import { type MinimalFilter, minimalFilter } from './winograd.ts';

const blocked = (value: Value, frames: number, channels: number): FeatureMaps => ({
  value,
  frames,
  channels,
  layout: 'blocked',
});

const side = ({ weight }: Kernel): number => weight.shape.at(-1)!;

/** Maps of any layout in the blocked one. */
function widen(graph: GraphBuilder, maps: FeatureMaps): FeatureMaps {
  if (maps.layout === 'blocked') return maps;
  const missing = paddedChannels(maps.channels) - maps.channels;
  const full = missing === 0 ? maps.value : graph.op('Pad', [maps.value, graph.int64([0, 0, 0, 0, 0, missing, 0, 0])]);
  return blocked(graph.op('ReorderInput', [full], {}, { domain: BLOCKED_DOMAIN }), maps.frames, maps.channels);
}

/** Frames `[start, end)` of a value whose axis 0 is frames. */
const frameRange = (graph: GraphBuilder, { value, frames }: FeatureMaps, start: number, end: number): Value =>
  start === 0 && end === frames ? value : graph.slice(value, 0, start, end);

function join(graph: GraphBuilder, history: FeatureMaps, maps: FeatureMaps): FeatureMaps {
  return { ...maps, frames: history.frames + maps.frames, value: graph.concat([history.value, maps.value], 0) };
}

/** Three taps in the input channels: frames that lie side by side are one frame with three times the channels. */
function tapsAsChannels(
  graph: GraphBuilder,
  window: FeatureMaps,
  kernel: Kernel,
  { stride, split, add }: { readonly stride: number; readonly split: number; readonly add?: FeatureMaps | undefined },
): FeatureMaps {
  const frames = Math.floor((window.frames - TAPS) / stride) + 1;
  const channels = kernel.weight.shape[0]! / split;
  const weights = blockedKernel(graph, kernel, { taps: 'all', split });
  const bias = paddedVector(graph, kernel.bias, split);
  const fused = frames === 1 && split === 1;
  const parts = Array.from({ length: frames }, (_, t) => {
    const taps = frameRange(graph, window, stride * t, stride * t + TAPS);
    const x = graph.reshape(taps, [1, TAPS * paddedChannels(window.channels), 0, 0]);
    return blockedConv(graph, x, weights, bias, { side: side(kernel), ...(fused && add ? { add: add.value } : {}) });
  });
  let value = graph.concat(parts, 0);
  if (split > 1) value = graph.reshape(value, [frames * split, paddedChannels(channels), 0, 0]);
  if (add && !fused) value = graph.add(value, add.value);
  return blocked(value, frames * split, channels);
}

/** A minimal filter in time around one grouped convolution in space, a group per product. */
function filtered(graph: GraphBuilder, window: FeatureMaps, kernel: Kernel, filter: MinimalFilter): Value {
  const products = filter.input.length;
  const [inner, out] = [paddedChannels(window.channels), paddedChannels(kernel.weight.shape[0]!)];
  const size = graph.op('Shape', [window.value], { start: int(2), end: int(4) }, { dtype: 'int64' });
  const shaped = (value: Value, frames: number, channels: number): Value =>
    graph.op('Reshape', [value, graph.concat([graph.int64([frames, channels]), size], 0)]);
  const d = graph.op('MatMul', [matrix(graph, filter.input), graph.reshape(window.value, [products, -1])]);
  const m = blockedConv(
    graph,
    shaped(d, 1, products * inner),
    blockedKernel(graph, kernel, { taps: filter }),
    productBias(graph, kernel.bias, products),
    { side: side(kernel), groups: products },
  );
  const y = graph.op('MatMul', [matrix(graph, filter.output), graph.reshape(m, [products, -1])]);
  return shaped(y, filter.outputs, out);
}

/** Convolution on onnxruntime's blocked layout (x64), which its direct kernels read and write at nearly peak speed. */
export const blockedConvolution: Convolution = {
  enter(graph, x, frames, channels) {
    const maps = { value: x, frames, channels, layout: 'plain' };
    // Fewer channels than the smallest block are convolved from the plain layout.
    return channels < MIN_BLOCK ? maps : widen(graph, maps);
  },

  leave(graph, { value, channels, layout }) {
    if (layout === 'plain') return value;
    const blocks = withoutSpareBlocks(graph, value, channels);
    return graph.op('ReorderOutput', [blocks], { channels: int(channels) }, { domain: BLOCKED_DOMAIN });
  },

  input(graph, name, frames, like) {
    const width = like.layout === 'plain' ? like.channels : paddedChannels(like.channels);
    const value = graph.input(name, 'float32', [frames, width, `${name}.height`, `${name}.width`]);
    return { ...like, frames, value };
  },

  conv2d(graph, maps, kernel, options = {}) {
    const weights =
      maps.layout === 'plain' ? narrowKernel(graph, kernel, 0) : blockedKernel(graph, kernel, { taps: 'last' });
    const { stride, pads } = options;
    const add = options.add && widen(graph, options.add);
    const value = blockedConv(graph, maps.value, weights, paddedVector(graph, kernel.bias), {
      side: side(kernel),
      ...(stride ? { stride } : {}),
      ...(pads ? { pads } : {}),
      ...(add ? { add: add.value } : {}),
    });
    return blocked(value, maps.frames, kernel.weight.shape[0]!);
  },

  conv3d(graph, history, maps, kernel, options = {}) {
    const { stride = 1, split = 1 } = options;
    const add = options.add && widen(graph, options.add);
    const out = kernel.weight.shape[0]!;
    if (history === null && maps.frames !== 1) throw new RangeError('zero history is for a single frame');
    if (maps.layout === 'plain' && stride === 1 && split === 1) return narrow(graph, history, maps, kernel, add);
    const wide = widen(graph, maps);
    if (history === null) {
      const value = blockedConv(
        graph,
        wide.value,
        blockedKernel(graph, kernel, { taps: 'last', split }),
        paddedVector(graph, kernel.bias, split),
        { side: side(kernel), ...(add && split === 1 ? { add: add.value } : {}) },
      );
      if (split === 1) return blocked(value, 1, out);
      const parts = graph.reshape(value, [split, paddedChannels(out / split), 0, 0]);
      return blocked(add ? graph.add(parts, add.value) : parts, split, out / split);
    }
    const window = join(graph, widen(graph, history), wide);
    const frames = window.frames - TAPS + 1;
    if (side(kernel) === 1 || frames === 1 || stride > 1 || split > 1)
      return tapsAsChannels(graph, window, kernel, { stride, split, add });
    const parts: Value[] = [];
    for (let t = 0; t < frames; ) {
      const filter = minimalFilter(frames - t);
      const outputs = filter?.outputs ?? 1;
      const value = frameRange(graph, window, t, t + outputs + TAPS - 1);
      const part = { ...window, value, frames: outputs + TAPS - 1 };
      parts.push(
        filter ? filtered(graph, part, kernel, filter) : tapsAsChannels(graph, part, kernel, { stride, split }).value,
      );
      t += outputs;
    }
    const value = graph.concat(parts, 0);
    return blocked(add ? graph.add(value, add.value) : value, frames, out);
  },

  upsampleConv2d(graph, maps, kernel) {
    const value = subpixelConv(graph, widen(graph, maps), kernel);
    return blocked(value, maps.frames, kernel.weight.shape[0]!);
  },

  rmsNorm(graph, maps, gain, silu) {
    const { value, channels, frames } = widen(graph, maps);
    const padded = paddedChannels(channels);
    const grouped = graph.op('Reshape', [value, blockedShape(graph, padded, [frames, 'blocks', 0, 0, 'block'])]);
    const parts = graph.op('ReduceSumSquare', [grouped, graph.int64([4])], { keepdims: int(0) });
    const square = graph.op('ReduceSum', [parts, graph.int64([1])]);
    const length = graph.op('Max', [graph.op('Sqrt', [square]), graph.scalar(1e-12)]);
    const scale = graph.div(graph.scalar(Math.sqrt(channels)), length);
    // One channel to all of them: the broadcast along the block, which elementwise operators do slowly.
    const gains = graph.reshape(paddedVector(graph, gain), [padded, 1, 1, 1]);
    const y = graph.mul(value, blockedConv(graph, scale, gains, null, { side: 1 }));
    const result = silu ? graph.op('QuickGelu', [y], { alpha: 1 }, { domain: 'com.microsoft' }) : y;
    return blocked(result, frames, channels);
  },
};

/** Plain maps with few channels: one convolution per tap, each summed onto the one before. */
function narrow(
  graph: GraphBuilder,
  history: FeatureMaps | null,
  maps: FeatureMaps,
  kernel: Kernel,
  add: FeatureMaps | undefined,
): FeatureMaps {
  const window = history === null ? maps : join(graph, history, maps);
  const missing = history === null ? TAPS - 1 : 0;
  let sum = add?.value;
  for (let tap = missing; tap < TAPS; tap++) {
    const x = frameRange(graph, window, tap - missing, tap - missing + maps.frames);
    const bias = tap === TAPS - 1 ? paddedVector(graph, kernel.bias) : null;
    sum = blockedConv(graph, x, narrowKernel(graph, kernel, tap), bias, {
      side: side(kernel),
      ...(sum ? { add: sum } : {}),
    });
  }
  return blocked(sum!, maps.frames, kernel.weight.shape[0]!);
}
