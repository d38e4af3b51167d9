import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Convolution,
  elementCount,
  type FeatureMaps,
  floatTensor,
  GraphBuilder,
  plainConvolution,
  type TensorInfo,
} from '../../core/plugin-api/index.ts';
import { SessionSet } from '../../core/runtime/session-set.ts';
import { blockedConvolution } from '../../plugins/provider-cpu/blocked-convolution.ts';

const SESSION = { executionProviders: ['cpu'], sessionOptions: {}, deviceValues: false };
const FILE_BYTES = 1 << 20;

/** Values spread over (-1, 1) without a period that a kernel could share. */
const spread = (n: number, seed: number) =>
  Float32Array.from(
    { length: n },
    (_, i) => 2 * ((((i + 1) * 0.7548776662466927 + seed * 0.569840290998053) % 1) - 0.5),
  );

let file: string;
const weights = spread(FILE_BYTES / 4, 7);

beforeAll(async () => {
  file = join(await mkdtemp(join(tmpdir(), 'genesis-')), 'weights.bin');
  await writeFile(file, Buffer.from(weights.buffer));
});
afterAll(() => rm(join(file, '..'), { recursive: true }));

/** Weights that begin `at` elements into the file. */
function tensor(name: string, shape: readonly number[], at: number): TensorInfo {
  return { name, dtype: 'float32', shape, file, offset: 4 * at, length: 4 * elementCount(shape) };
}
const valuesOf = ({ offset, length }: TensorInfo) => weights.subarray(offset / 4, (offset + length) / 4);

interface Video {
  readonly frames: number;
  readonly channels: number;
  readonly height: number;
  readonly width: number;
  readonly data: Float32Array;
}

const video = (frames: number, channels: number, height: number, width: number, seed: number): Video => ({
  frames,
  channels,
  height,
  width,
  data: spread(frames * channels * height * width, seed),
});

/** Sums products in float64 by the definition: out[t, o, y, x] = b[o] + Σ w[o, i, k, r, c] · in[s·t + k, i, q·y + r − top, q·x + c − left]. */
function convolve(
  input: Video,
  weight: TensorInfo,
  bias: TensorInfo,
  options: { readonly timeStride?: number; readonly stride?: number; readonly pads?: readonly number[] } = {},
): Video {
  const [out, inner, taps, side] = weight.shape as [number, number, number, number];
  const [w, b] = [valuesOf(weight), valuesOf(bias)];
  const half = (side - 1) / 2;
  const { timeStride = 1, stride = 1, pads = [half, half, half, half] } = options;
  const frames = Math.floor((input.frames - taps) / timeStride) + 1;
  const height = Math.floor((input.height + pads[0]! + pads[2]! - side) / stride) + 1;
  const width = Math.floor((input.width + pads[1]! + pads[3]! - side) / stride) + 1;
  const data = new Float32Array(frames * out * height * width);
  const at = (t: number, i: number, y: number, x: number) =>
    y < 0 || x < 0 || y >= input.height || x >= input.width
      ? 0
      : input.data[((t * input.channels + i) * input.height + y) * input.width + x]!;
  for (let n = 0; n < data.length; n++) {
    const [x, y] = [n % width, Math.floor(n / width) % height];
    const [o, t] = [Math.floor(n / (width * height)) % out, Math.floor(n / (width * height * out))];
    let sum = b[o]!;
    for (let m = 0; m < inner * taps * side * side; m++) {
      const [c, r] = [m % side, Math.floor(m / side) % side];
      const [k, i] = [Math.floor(m / (side * side)) % taps, Math.floor(m / (side * side * taps))];
      sum +=
        w[o * inner * taps * side * side + m]! *
        at(t * timeStride + k, i, y * stride + r - pads[0]!, x * stride + c - pads[1]!);
    }
    data[n] = sum;
  }
  return { frames, channels: out, height, width, data };
}

/** Runs what `write` makes of the given videos. */
async function run(
  convolution: Convolution,
  videos: Readonly<Record<string, Video>>,
  write: (graph: GraphBuilder, maps: Record<string, FeatureMaps>) => FeatureMaps,
): Promise<Float32Array> {
  const graph = new GraphBuilder('test');
  const entered = Object.entries(videos).map(([name, { frames, channels }]) => {
    const value = graph.input(name, 'float32', [frames, channels, 'height', 'width']);
    return [name, convolution.enter(graph, value, frames, channels)] as const;
  });
  const y = write(graph, Object.fromEntries(entered));
  graph.output('y', convolution.leave(graph, y), [y.frames, y.channels, 'h', 'w']);
  const runner = await SessionSet.load({ test: graph.finish() }, SESSION);
  const names = Object.keys(videos);
  const inputs = Object.entries(videos).map(([name, { data, frames, channels, height, width }]) => [
    name,
    floatTensor(data, [frames, channels, height, width]),
  ]);
  const { y: result } = await runner.call({
    inputs: Object.fromEntries(inputs),
    steps: [{ graph: 'test', feeds: Object.fromEntries(names.map((name) => [name, name])), results: { y: 'y' } }],
    want: ['y'],
  });
  await runner.release();
  expect(result!.dims.slice(0, 2)).toEqual([y.frames, y.channels]);
  return result!.data as Float32Array;
}

function expectClose(actual: Float32Array, expected: Float32Array): void {
  expect(actual.length).toBe(expected.length);
  const [norm, error] = [expected, actual.map((value, i) => value - expected[i]!)].map((v) => Math.hypot(...v));
  expect(error! / norm!).toBeLessThan(2e-6);
}

const joined = (a: Video, b: Video): Video => ({
  ...b,
  frames: a.frames + b.frames,
  data: Float32Array.of(...a.data, ...b.data),
});

const blockedHere = process.arch === 'x64' ? [['blocked', blockedConvolution] as const] : [];
const plain = plainConvolution((graph, info) => graph.external(info));

describe.each([['plain', plain] as const, ...blockedHere])('%s convolution', (_, convolution) => {
  it.each([
    [3, 16, 1],
    [3, 5, 4],
    [16, 16, 1],
    [16, 16, 2],
    [24, 40, 3],
    [32, 16, 4],
    [12, 20, 5],
    [16, 3, 8],
    [4, 4, 1],
  ])('in time and space, %i to %i channels, %i frames', async (inner, out, frames) => {
    const weight = tensor('w', [out, inner, 3, 3, 3], 11);
    const bias = tensor('b', [out], 3);
    const [history, maps, add] = [video(2, inner, 5, 7, 1), video(frames, inner, 5, 7, 2), video(frames, out, 5, 7, 3)];
    const expected = convolve(joined(history, maps), weight, bias);
    const kernel = { weight, bias };
    expectClose(
      await run(convolution, { history, maps }, (g, m) => convolution.conv3d(g, m.history!, m.maps!, kernel)),
      expected.data,
    );
    expectClose(
      await run(convolution, { history, maps, add }, (g, m) =>
        convolution.conv3d(g, m.history!, m.maps!, kernel, { add: m.add! }),
      ),
      expected.data.map((value, i) => value + add.data[i]!),
    );
  });

  it.each([
    [3, 16],
    [16, 16],
    [20, 16],
    [20, 4],
  ])('of a first frame of %i channels, after zeros, to %i and added', async (inner, out) => {
    const weight = tensor('w', [out, inner, 3, 3, 3], 5);
    const bias = tensor('b', [out], 3);
    const [maps, add] = [video(1, inner, 6, 5, 2), video(1, out, 6, 5, 4)];
    const zeros = { ...video(2, inner, 6, 5, 0), data: new Float32Array(2 * inner * 30) };
    const expected = convolve(joined(zeros, maps), weight, bias).data;
    expectClose(
      await run(convolution, { maps }, (g, m) => convolution.conv3d(g, null, m.maps!, { weight, bias })),
      expected,
    );
    expectClose(
      await run(convolution, { maps, add }, (g, m) =>
        convolution.conv3d(g, null, m.maps!, { weight, bias }, { add: m.add! }),
      ),
      expected.map((value, i) => value + add.data[i]!),
    );
  });

  it.each([24, 4])('in space, and %i channels added', async (out) => {
    const [maps, add] = [video(2, 24, 6, 8, 1), video(2, out, 6, 8, 2)];
    const kernel = { weight: tensor('w', [out, 24, 3, 3], 5), bias: tensor('b', [out], 3) };
    const expected = convolve(maps, tensor('w', [out, 24, 1, 3, 3], 5), kernel.bias).data;
    expectClose(
      await run(convolution, { maps, add }, (g, m) => convolution.conv2d(g, m.maps!, kernel, { add: m.add! })),
      expected.map((value, i) => value + add.data[i]!),
    );
  });

  it('in time alone with stride 2', async () => {
    const weight = tensor('w', [24, 24, 3, 1, 1], 5);
    const bias = tensor('b', [24], 3);
    const [history, maps] = [video(1, 24, 4, 3, 1), video(4, 24, 4, 3, 2)];
    expectClose(
      await run(convolution, { history, maps }, (g, m) =>
        convolution.conv3d(g, m.history!, m.maps!, { weight, bias }, { stride: 2 }),
      ),
      convolve(joined(history, maps), weight, bias, { timeStride: 2 }).data,
    );
  });

  it.each([8, 16])('in time alone, two frames from twice %i channels', async (channels) => {
    const weight = tensor('w', [2 * channels, channels, 3, 1, 1], 5);
    const bias = tensor('b', [2 * channels], 3);
    const [history, maps] = [video(2, channels, 4, 3, 1), video(2, channels, 4, 3, 2)];
    // [frames, 2 · channels, ...] and [2 · frames, channels, ...] are the same elements in the same order.
    expectClose(
      await run(convolution, { history, maps }, (g, m) =>
        convolution.conv3d(g, m.history!, m.maps!, { weight, bias }, { split: 2 }),
      ),
      convolve(joined(history, maps), weight, bias).data,
    );
  });

  it('in space with stride 2 and zeros on the bottom and right', async () => {
    const maps = video(2, 24, 6, 8, 1);
    const kernel = { weight: tensor('w', [32, 24, 3, 3], 5), bias: tensor('b', [32], 3) };
    const pads = [0, 0, 1, 1] as const;
    expectClose(
      await run(convolution, { maps }, (g, m) => convolution.conv2d(g, m.maps!, kernel, { stride: 2, pads })),
      convolve(maps, tensor('w', [32, 24, 1, 3, 3], 5), kernel.bias, { stride: 2, pads }).data,
    );
  });

  it.each([3, 20])('after doubling height and width of %i channels', async (inner) => {
    const maps = video(2, inner, 4, 3, 1);
    const kernel = { weight: tensor('w', [12, inner, 3, 3], 5), bias: tensor('b', [12], 3) };
    const doubled = video(2, inner, 8, 6, 0);
    for (let i = 0; i < doubled.data.length; i++) {
      const [x, y, plane] = [i % 6, Math.floor(i / 6) % 8, Math.floor(i / 48)];
      doubled.data[i] = maps.data[plane * 12 + Math.floor(y / 2) * 3 + Math.floor(x / 2)]!;
    }
    expectClose(
      await run(convolution, { maps }, (g, m) => convolution.upsampleConv2d(g, m.maps!, kernel)),
      convolve(doubled, tensor('w', [12, inner, 1, 3, 3], 5), kernel.bias).data,
    );
  });

  it.each([
    [40, true],
    [40, false],
    [5, true],
  ])('normalises over %i channels, also where all are zero (SiLU: %s)', async (channels, silu) => {
    const maps = video(2, channels, 3, 4, 1);
    for (let c = 0; c < channels; c++) maps.data[c * 12] = 0;
    const gain = tensor('g', [channels, 1, 1, 1], 9);
    const gains = valuesOf(gain);
    const expected = maps.data.map((value, i) => {
      const [position, frame] = [i % 12, Math.floor(i / (12 * channels))];
      const squares = Array.from(
        { length: channels },
        (__, c) => maps.data[(frame * channels + c) * 12 + position]! ** 2,
      );
      const length = Math.max(Math.sqrt(squares.reduce((a, b) => a + b)), 1e-12);
      const y = (value / length) * Math.sqrt(channels) * gains[Math.floor(i / 12) % channels]!;
      return silu ? y / (1 + Math.exp(-y)) : y;
    });
    expectClose(await run(convolution, { maps }, (g, m) => convolution.rmsNorm(g, m.maps!, gain, silu)), expected);
  });
});
