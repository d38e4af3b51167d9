import {
  blockLinear,
  type GraphBuilder,
  int,
  type Lowering,
  plainConvolution,
  type TensorInfo,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';

type ComputeType = Lowering['computeType'];

/** Conv is wrong for channels that 3 divides and 4 does not, 3 itself excepted (microsoft/onnxruntime#29651). */
const CHANNEL_MULTIPLE = 4;

/** Only operators that have a WebGPU kernel; weights are cast when a session is loaded. */
export function webgpuLowering(computeType: ComputeType): Lowering {
  const weight = (graph: GraphBuilder, tensor: TensorInfo): Value => weightValue(graph, tensor, computeType);
  return {
    provider: 'webgpu',
    computeType,
    // Conv2D only: the provider's 5-D Conv is a naive shader.
    convolution: plainConvolution(weight, CHANNEL_MULTIPLE),
    // GPU memory of a released session does not come back while another one lives.
    swap: 'inputs',
    weight,
    linear(graph, x, tensor, bias) {
      const [out, ...rest] = tensor.shape as [number, ...number[]];
      const inner = rest.reduce((product, size) => product * size, 1);
      const offset = bias && weight(graph, bias);
      if (tensor.blocks) return blockLinear(graph, x, tensor.blocks, [out, inner], offset, 0);
      // MatMul has the better kernel; the transposition is done once, when the session is loaded.
      const stored = weight(graph, tensor);
      const matrix = graph.transpose(rest.length === 1 ? stored : graph.reshape(stored, [out, inner]), [1, 0]);
      const y = graph.op('MatMul', [x, matrix]);
      return offset ? graph.add(y, offset) : y;
    },
    attention(graph, q, k, v, heads, options = {}) {
      return graph.op(
        'MultiHeadAttention',
        [q, k, v, null, null, options.bias ?? null],
        { num_heads: int(heads), ...(options.scale === undefined ? {} : { scale: options.scale }) },
        { domain: 'com.microsoft' },
      );
    },
  };
}
