import type { TensorInfo } from './checkpoint.ts';
import type { Convolution } from './convolution.ts';
import type { GraphBuilder, KeepMethod, SwapMethod, Value } from './graph.ts';

export interface AttentionOptions {
  /** @default 1/√headDim */
  readonly scale?: number;
  /** Added to the logits, `[batch | 1, heads | 1, queries, keys]`. */
  readonly bias?: Value;
  /**
   * Parts of the queries (or of the keys) that are worked on one after the other, at most as many as there are: for kernels
   * that hold all logits of what they work on. @default 1
   */
  readonly slices?: number;
  /** Set for a self-attention of batch 1 in a graph that is written for one size: its queries and keys. */
  readonly tokens?: number;
  /** Set with `tokens`. */
  readonly headDim?: number;
}

/** What an execution provider does well, so that a network's forward pass is written once. */
export interface Lowering {
  readonly provider: string;
  /** Element type that activations have between operators. */
  readonly computeType: 'float32' | 'float16';
  readonly convolution: Convolution;
  /**
   * The channels that a Conv reads, and those that it makes in each of several groups, are to be a multiple of this, a
   * single one excepted. @default 1
   */
  readonly channelMultiple?: number;
  /** How kept graphs of large networks get their weights. @default made */
  readonly keep?: KeepMethod;
  /**
   * How swapped graphs get their weights. Whichever it is, a swapped graph gives the same bits as a kept one: `inputs`
   * only where a kernel computes the same with a weight that is an input as with one that it could prepare beforehand.
   */
  readonly swap: SwapMethod;
  /**
   * Parameters that repeated blocks of one graph have at most, a single block excepted. What a runtime makes of weights
   * while it makes a session (casts, transpositions) is alive until it has it. @default no limit
   */
  readonly parametersPerGraph?: number;
  /** Graphs are written for the one size of latents that they are used with (`BuildContext.latents`). @default false */
  readonly oneSize?: boolean;
  /**
   * Whether a branch that is taken at run time costs nothing. Where it does, its result travels through host memory.
   * @default true
   */
  readonly freeBranches?: boolean;
  /** A weight as a value of the compute type. */
  weight(graph: GraphBuilder, tensor: TensorInfo): Value;
  /**
   * y = x · Wᵀ + b, with a weight that may be held in blocks (`TensorInfo.blocks`).
   * @param x `[rows, in]`
   * @param weight `[out, in]` (trailing dims of size 1 are allowed)
   * @param bias `[out]`
   */
  linear(graph: GraphBuilder, x: Value, weight: TensorInfo, bias: TensorInfo | null): Value;
  /**
   * softmax(q · kᵀ · scale + bias) · v per head, heads side by side in the last axis.
   * @param q `[batch, queries, heads · headDim]`
   * @param k `[batch, keys, heads · headDim]`
   * @param v `[batch, keys, heads · headDim]`
   */
  attention(graph: GraphBuilder, q: Value, k: Value, v: Value, heads: number, options?: AttentionOptions): Value;
}
