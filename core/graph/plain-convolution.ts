import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { Convolution, FeatureMaps, Kernel } from '../plugin-api/convolution.ts';
import { type GraphBuilder, ints, type Value } from './builder.ts';

/** Taps in time of a 3-D kernel. */
const TAPS = 3;

/**
 * Convolution on maps as they are written in ONNX, `[frames, channels, height, width]`, with Conv2D only: the three
 * taps in time are concatenated in the channels.
 * @param weight a weight in the provider's compute type
 * @param channelMultiple the channels that a Conv reads are padded with zeros to a multiple of this
 */
export function plainConvolution(
  weight: (graph: GraphBuilder, tensor: TensorInfo) => Value,
  channelMultiple = 1,
): Convolution {
  function conv(
    graph: GraphBuilder,
    x: Value,
    kernel: Value,
    bias: TensorInfo,
    { channels, side }: { readonly channels: number; readonly side: number },
    options: { readonly stride?: number; readonly pads?: readonly number[]; readonly add?: FeatureMaps },
  ): Value {
    const pad = (side - 1) / 2;
    const stride = options.stride ?? 1;
    const missing = (channelMultiple - (channels % channelMultiple)) % channelMultiple;
    const full = (value: Value): Value =>
      missing === 0 ? value : graph.op('Pad', [value, graph.int64([0, 0, 0, 0, 0, missing, 0, 0])]);
    const y = graph.op('Conv', [full(x), full(kernel), weight(graph, bias)], {
      kernel_shape: ints([side, side]),
      strides: ints([stride, stride]),
      pads: ints(options.pads ?? [pad, pad, pad, pad]),
    });
    return options.add ? graph.add(y, options.add.value) : y;
  }

  const conv2d: Convolution['conv2d'] = (graph, maps, kernel, options = {}) => {
    const [out, inner, ...sides] = kernel.weight.shape as [number, number, ...number[]];
    const side = sides.at(-1)!;
    const flat =
      sides.length === 2
        ? weight(graph, kernel.weight)
        : graph.reshape(weight(graph, kernel.weight), [out, inner, side, side]);
    return {
      ...maps,
      channels: out,
      value: conv(graph, maps.value, flat, kernel.bias, { channels: inner, side }, options),
    };
  };

  return {
    conv2d,
    enter: (_graph, value, frames, channels) => ({ value, frames, channels, layout: 'plain' }),
    leave: (_graph, maps) => maps.value,
    input: (graph, name, frames, like) => ({
      ...like,
      frames,
      value: graph.input(name, like.value.dtype, [frames, like.channels, `${name}.height`, `${name}.width`]),
    }),
    conv3d(graph, history, maps, kernel, options = {}) {
      const [out, inner, , side] = kernel.weight.shape as [number, number, number, number];
      const { stride = 1, split = 1, add } = options;
      const taps = weight(graph, kernel.weight);
      let frames = 1;
      let x = maps.value;
      let channels = inner;
      let flat: Value;
      if (history === null) {
        if (maps.frames !== 1) throw new RangeError('zero history is for a single frame');
        flat = graph.reshape(graph.slice(taps, 2, TAPS - 1, TAPS), [out, inner, side, side]);
      } else {
        const window = graph.concat([history.value, maps.value], 0);
        frames = Math.floor((history.frames + maps.frames - TAPS) / stride) + 1;
        const shifted = (tap: number): Value =>
          graph.op('Slice', [
            window,
            ...[tap, tap + stride * (frames - 1) + 1, 0, stride].map((i) => graph.int64([i])),
          ]);
        x = graph.concat(
          Array.from({ length: TAPS }, (_, tap) => shifted(tap)),
          1,
        );
        channels = TAPS * inner;
        flat = graph.reshape(graph.transpose(taps, [0, 2, 1, 3, 4]), [out, channels, side, side]);
      }
      let y = conv(graph, x, flat, kernel.bias, { channels, side }, split === 1 ? { add } : {});
      if (split > 1) {
        y = graph.reshape(y, [frames * split, out / split, 0, 0]);
        if (add) y = graph.add(y, add.value);
      }
      return { ...maps, frames: frames * split, channels: out / split, value: y };
    },
    upsampleConv2d(graph, maps, kernel: Kernel) {
      const scales = graph.constant(Float32Array.of(1, 1, 2, 2), 'float32', [4]);
      const value = graph.op('Resize', [maps.value, null, scales], {
        mode: 'nearest',
        nearest_mode: 'floor',
        coordinate_transformation_mode: 'asymmetric',
      });
      return conv2d(graph, { ...maps, value }, kernel);
    },
    rmsNorm(graph, maps, gain, silu) {
      // The sum of squares over the channels leaves float16's range.
      const x = graph.cast(maps.value, 'float32');
      const length = graph.op('ReduceL2', [x, graph.int64([1])]);
      const scale = graph.div(graph.scalar(Math.sqrt(maps.channels)), graph.op('Max', [length, graph.scalar(1e-12)]));
      const gains = graph.reshape(graph.cast(weight(graph, gain), 'float32'), [1, maps.channels, 1, 1]);
      const y = graph.mul(graph.mul(x, scale), gains);
      const value = silu ? graph.mul(y, graph.op('Sigmoid', [y])) : y;
      return { ...maps, value: graph.cast(value, maps.value.dtype) };
    },
  };
}
