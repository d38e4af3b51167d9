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

type ComputeType = Lowering['computeType'];

/** Operators that onnxruntime documents for its CUDA provider: Gemm, MatMulNBits, MultiHeadAttention (flash), Conv2D. */
export function cudaLowering(computeType: ComputeType): Lowering {
  const weight = (graph: GraphBuilder, tensor: TensorInfo): Value => weightValue(graph, tensor, computeType);
  return {
    provider: 'cuda',
    computeType,
    convolution: plainConvolution(weight),
    swap: 'inputs',
    weight,
    linear(graph, x, tensor, bias) {
      const [out, ...rest] = tensor.shape as [number, ...number[]];
      const inner = rest.reduce((product, size) => product * size, 1);
      const offset = bias && weight(graph, bias);
      if (tensor.blocks) return blockLinear(graph, x, tensor.blocks, [out, inner], offset, 0);
      const stored = weight(graph, tensor);
      const matrix = rest.length === 1 ? stored : graph.reshape(stored, [out, inner]);
      return graph.op('Gemm', offset ? [x, matrix, offset] : [x, matrix], { transB: int(1) });
    },
    attention: multiHeadAttention,
  };
}
