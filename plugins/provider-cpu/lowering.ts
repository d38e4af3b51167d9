import {
  blockLinear,
  type GraphBuilder,
  int,
  type Lowering,
  multiHeadAttention,
  plainConvolution,
  rowPieces,
  type TensorInfo,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import { blockedConvolution } from './blocked-convolution.ts';

/**
 * Elements of a narrow weight that are widened at a time: 10 MB as float32, which the product then reads from the
 * processor's cache. A 14B network's largest weight would be 283 MB in memory that is new each time.
 */
const PIECE_ELEMENTS = 512 * 5120;

/**
 * Weights and pieces that a graph refers to before the next ones are left whole: what a session takes to be made grows
 * with the square of their number. A block of a 14B network has about 200.
 */
const MOST_PIECES = 512;

/**
 * float32 arithmetic; 16-bit and 8-bit weights are cast when they are used.
 * @param integerProducts products of weights in blocks are summed in 8-bit integers, with each row of x rounded to them;
 * otherwise such weights are widened as the others are
 */
export const cpuLowering = (integerProducts: boolean): Lowering => ({
  provider: 'cpu',
  computeType: 'float32',
  convolution: process.arch === 'x64' ? blockedConvolution : plainConvolution(weight),
  // Kernels pack a weight that is part of the graph, and sum its products in another order than those of an input.
  swap: 'session',
  weight,
  linear(graph, x, tensor, bias) {
    const [out, ...inner] = tensor.shape;
    const flat = inner.reduce((product, size) => product * size, 1);
    const offset = bias && weight(graph, bias);
    if (tensor.blocks && integerProducts) return blockLinear(graph, x, tensor.blocks, [out!, flat], offset, 4);
    const narrow = tensor.blocks !== undefined || tensor.dtype !== 'float32';
    const whole = !narrow || graph.externalCount >= MOST_PIECES;
    const pieces = whole ? [tensor] : rowPieces(tensor, PIECE_ELEMENTS);
    const sizes = pieces.map(({ shape }) => shape[0]!);
    const offsets = offset && (pieces.length === 1 ? [offset] : graph.split(offset, 0, sizes));
    const parts = pieces.map((piece, i) => {
      const pieceOffset = offsets && offsets[i]!;
      if (piece.blocks) return blockLinear(graph, x, piece.blocks, [sizes[i]!, flat], pieceOffset, 0);
      const matrix = weight(graph, piece);
      const rows = tensor.shape.length === 2 ? matrix : graph.reshape(matrix, [sizes[i]!, flat]);
      // Gemm reads [out, in] as it lies in the file; a Transpose before MatMul would be folded into a copy.
      return graph.op('Gemm', pieceOffset ? [x, rows, pieceOffset] : [x, rows], { transB: int(1) });
    });
    return graph.concat(parts, 1);
  },
  attention: multiHeadAttention,
});

function weight(graph: GraphBuilder, tensor: TensorInfo): Value {
  return weightValue(graph, tensor, 'float32');
}
