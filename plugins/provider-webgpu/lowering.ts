import {
  blockLinear,
  elementCount,
  type GraphBuilder,
  type Lowering,
  multiHeadAttention,
  plainConvolution,
  type TensorInfo,
  transposedWeight,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';
import { BLOCK, blockAttention, partOf } from './block-attention.ts';

type ComputeType = Lowering['computeType'];

/** When a self-attention has its keys and values in 8 bits. */
export interface BlockAttention {
  /** Fewer tokens are left to the provider's own attention. */
  readonly leastTokens: number;
  /** Keys that are worked on at once. */
  readonly part: number;
}

const takesBlocks = ({ leastTokens }: BlockAttention, tokens: number, headDim: number): boolean =>
  tokens >= leastTokens && headDim % BLOCK === 0;

/** Conv is wrong for channels that 3 divides and 4 does not, 3 itself excepted (microsoft/onnxruntime#29651). */
const CHANNEL_MULTIPLE = 4;

/** A block of a 14B network: graphs of one block each are equal, and share a session where their weights are inputs. */
const PARAMETERS_PER_GRAPH = 2 ** 28;

/**
 * Only operators that have a WebGPU kernel; weights are cast when a session is loaded.
 * @param blocks null: attention is the provider's own
 */
export function webgpuLowering(computeType: ComputeType, blocks: BlockAttention | null = null): Lowering {
  const weight = (graph: GraphBuilder, tensor: TensorInfo): Value => weightValue(graph, tensor, computeType);
  return {
    provider: 'webgpu',
    computeType,
    // Conv2D only: the provider's 5-D Conv is a naive shader.
    convolution: plainConvolution(weight, CHANNEL_MULTIPLE),
    channelMultiple: CHANNEL_MULTIPLE,
    parametersPerGraph: PARAMETERS_PER_GRAPH,
    // A session would make them on one thread of the processor, and holds all of its weights until it has the last one.
    keep: 'inputs',
    // GPU memory of a released session does not come back while another one lives.
    swap: 'inputs',
    oneSize: blocks !== null,
    // It has no If: the processor decides, and takes the result through its memory.
    freeBranches: false,
    weight,
    linear(graph, x, tensor, bias) {
      const offset = bias && weight(graph, bias);
      if (tensor.blocks) {
        const [out, ...rest] = tensor.shape as [number, ...number[]];
        return blockLinear(graph, x, tensor.blocks, [out, elementCount(rest)], offset, 0);
      }
      // MatMul has the better kernel, Gemm would take weights as they lie.
      const y = graph.op('MatMul', [x, transposedWeight(graph, tensor, computeType)]);
      return offset ? graph.add(y, offset) : y;
    },
    attention(graph, q, k, v, heads, options = {}) {
      const { tokens, headDim, scale, slices = 1 } = options;
      if (blocks && tokens !== undefined && headDim !== undefined && takesBlocks(blocks, tokens, headDim)) {
        const part = partOf(tokens, Math.min(blocks.part, tokens / slices));
        return blockAttention(graph, q, k, v, { tokens, heads, headDim, part, scale: scale ?? headDim ** -0.5 });
      }
      return multiHeadAttention(graph, q, k, v, heads, options);
    },
  };
}
