import {
  blockLinear,
  type GraphBuilder,
  int,
  type Lowering,
  multiHeadAttention,
  plainConvolution,
  type TensorInfo,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import { blockedConvolution } from './blocked-convolution.ts';

/** Products of weights in blocks are summed in 8-bit integers: the processor has instructions for that. */
const ACCURACY_LEVEL = 4;

/** float32 arithmetic; 16-bit and 8-bit weights are cast when they are used. */
export const cpuLowering: Lowering = {
  provider: 'cpu',
  computeType: 'float32',
  convolution: process.arch === 'x64' ? blockedConvolution : plainConvolution(weight),
  // Kernels pack a weight that is part of the graph, and sum its products in another order than those of an input.
  swap: 'session',
  weight,
  linear(graph, x, tensor, bias) {
    const [out, ...inner] = tensor.shape;
    const flat = inner.reduce((product, size) => product * size, 1);
    if (tensor.blocks) {
      return blockLinear(graph, x, tensor.blocks, [out!, flat], bias && weight(graph, bias), ACCURACY_LEVEL);
    }
    let matrix = weight(graph, tensor);
    if (tensor.shape.length !== 2) matrix = graph.reshape(matrix, [out!, flat]);
    // Gemm reads [out, in] as it lies in the file; a Transpose before MatMul would be folded into a copy.
    return graph.op('Gemm', bias ? [x, matrix, weight(graph, bias)] : [x, matrix], { transB: int(1) });
  },
  attention: multiHeadAttention,
};

function weight(graph: GraphBuilder, tensor: TensorInfo): Value {
  return weightValue(graph, tensor, 'float32');
}
