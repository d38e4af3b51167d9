import { type FeatureMaps, type GraphBuilder, int, type Kernel, type Value } from '../../core/plugin-api/index.ts';
import { arrange, blockedConv, blockedShape, float, matrix, paddedChannels, paddedVector } from './blocked-kernel.ts';

/**
 * Along one axis, a 3-tap kernel on a row doubled by nearest neighbour is, on the small row, a 2-tap kernel: at even
 * positions over (i − 1, i), at odd ones over (i, i + 1). Row: tap of the small kernel, column: tap of the large one.
 */
const FOLD = [
  [
    [1, 0, 0],
    [0, 1, 1],
  ],
  [
    [1, 1, 0],
    [0, 0, 1],
  ],
] as const;

const PHASES = [0, 1] as const;

/** `[9][16]`: a 3×3 kernel to the 2×2 kernels of the phases (0, 0), (0, 1), (1, 0), (1, 1). */
const FOLD_2D = Array.from({ length: 9 }, (_, tap) =>
  PHASES.flatMap((y) =>
    PHASES.flatMap((x) =>
      PHASES.flatMap((i) => PHASES.map((j) => FOLD[y][i][Math.floor(tap / 3)]! * FOLD[x][j][tap % 3]!)),
    ),
  ),
);

/**
 * Nearest-neighbour doubling and a 3×3 convolution of blocked maps as four 2×2 convolutions on the small maps, 4/9 of
 * the products, whose results are interleaved.
 */
export function subpixelConv(graph: GraphBuilder, { value, frames, channels }: FeatureMaps, kernel: Kernel): Value {
  const [out, inner] = [kernel.weight.shape[0]!, channels];
  const padded = paddedChannels(out);
  const folded = graph.op('MatMul', [
    graph.reshape(float(graph, kernel.weight), [out * inner, FOLD_2D.length]),
    matrix(graph, FOLD_2D),
  ]);
  const kernels = arrange(graph, folded, { split: 1, out, inner, count: 4, side: 2 }, 'outputs');
  const phases = graph.split(kernels, 0, [padded, padded, padded, padded]);
  const bias = paddedVector(graph, kernel.bias);
  // [frames, out / b, height, width, b]
  const blocks = blockedShape(graph, padded, [frames, 'blocks', 0, 0, 'block']);
  const rows = PHASES.map((y) => {
    const columns = PHASES.map((x) =>
      graph.op('Reshape', [
        blockedConv(graph, value, phases[2 * y + x]!, bias, { side: 2, pads: [1 - y, 1 - x, y, x] }),
        blocks,
      ]),
    );
    // [frames, out / b, height, 2 · width · b]
    return graph.op('Reshape', [graph.concat(columns, 4), blockedShape(graph, padded, [frames, 'blocks', 0, -1])]);
  });
  const size = graph.op('Shape', [value], { start: int(2), end: int(4) }, { dtype: 'int64' });
  const shape = graph.concat([graph.int64([frames, padded]), graph.mul(size, graph.int64([2]))], 0);
  return graph.op('Reshape', [graph.concat(rows, 3), shape]);
}
