import type { TensorInfo } from './checkpoint.ts';
import type { DType, Tensor } from './tensor.ts';

export { blockLinear } from '../graph/block-linear.ts';
export { floats, GraphBuilder, int, ints, type Value } from '../graph/builder.ts';
export { multiHeadAttention } from '../graph/multi-head-attention.ts';
export { plainConvolution } from '../graph/plain-convolution.ts';
export { rowPieces } from '../graph/row-pieces.ts';
export { transposedWeight, weightRows, weightValue } from '../graph/weights.ts';

/**
 * How the weights of a graph that is not kept loaded are brought in when a step runs it.
 * session: the graph refers to them in their files as a kept graph does; it has a session only while it runs.
 * inputs: they are inputs of the graph, read and fed at each run; all such graphs of equal bytes share one session.
 */
export type SwapMethod = 'session' | 'inputs';

/**
 * How a graph that is kept loaded gets the weights that are not used as they lie in their files.
 * made: the graph says how their values are made of what is stored; the runtime does it when it makes the session.
 * inputs: the values are inputs of the graph, brought to the device once and kept there; graphs of equal bytes share a session.
 */
export type KeepMethod = 'made' | 'inputs';

/** Where the weights of a graph are and when they come: see `KeepMethod` and `SwapMethod`. */
export type WeightSupply =
  /** @default made */
  | { readonly keep?: KeepMethod | undefined; readonly swap?: never }
  | { readonly swap: SwapMethod; readonly keep?: never };

/** A weight that is brought in by the runner, and how the graph has it. */
export interface SuppliedWeight {
  readonly tensor: TensorInfo;
  /** Element type. */
  readonly dtype: DType;
  /** `[in, out]` instead of the stored `[out, in]` (trailing dims of size 1 are allowed). @default false */
  readonly transposed?: boolean;
}

/** Where the weights of a swapped graph come from: by input name with the method `inputs`, else by tensor name. */
export interface GraphSwap {
  readonly method: SwapMethod;
  readonly weights: Readonly<Record<string, SuppliedWeight>>;
}

/** A run of bytes of a file. */
export interface StoredBytes {
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** One ONNX model. Large weights are external data that lies in the checkpoint's own files. */
export interface Graph {
  /** Serialised ONNX ModelProto. */
  readonly bytes: Uint8Array;
  /** What a step feeds; weights that the runner feeds are not among them. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Where its external data lies, in the order of first use. */
  readonly external: readonly StoredBytes[];
  /** Set on a kept graph with weights as inputs: where these come from, by input name. */
  readonly kept?: Readonly<Record<string, SuppliedWeight>>;
  /** Set on a graph that is not kept loaded (block swap). */
  readonly swap?: GraphSwap;
}

/** The graphs of one network by name, e.g. `embed`, `blocks.0-6`, `head`. Each that is not swapped becomes one session, or shares one (`KeepMethod`). */
export type GraphSet = Readonly<Record<string, Graph>>;

/** One session run inside a call: graph input → value name, graph output → value name. */
export interface GraphStep {
  readonly graph: string;
  readonly feeds: Readonly<Record<string, string>>;
  /** Outputs left out are not computed when the graph allows it. */
  readonly results: Readonly<Record<string, string>>;
}

export interface GraphCall {
  /** Tensors sent in, by value name. */
  readonly inputs: Readonly<Record<string, Tensor>>;
  readonly steps: readonly GraphStep[];
  /** Values to send back. */
  readonly want: readonly string[];
  /** Values (inputs or results) to hold for later calls under their names, on the device where the provider can. */
  readonly keep?: readonly string[];
}

/**
 * Runs a network's graphs where they are loaded: in a host process or in this one. Values that are neither wanted
 * nor kept are freed when the call ends; kept ones until dropped.
 */
export interface GraphRunner {
  call(call: GraphCall): Promise<Record<string, Tensor>>;
  drop(names: readonly string[]): Promise<void>;
}
