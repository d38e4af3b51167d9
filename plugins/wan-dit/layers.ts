import {
  type BuildContext,
  GraphBuilder,
  int,
  type TensorInfo,
  type Value,
  WHOLE_NETWORK,
  weightValue,
} from '../../core/plugin-api/index.ts';
import type { DitConfig } from './config.ts';
import { LoraBranches, type Place } from './lora.ts';

export interface Modulation {
  /** Each `[dim]`. */
  readonly shift: Value;
  /** 1 + scale. */
  readonly scale: Value;
}

/** Cosines and sines `[positions, headDim / 2]`. */
export interface Rope {
  readonly cos: Value;
  readonly sin: Value;
}

/** A graph of repeated blocks. @param swapped whether it is brought in when it runs instead of being kept loaded */
export function blockGraph(name: string, { lowering }: BuildContext, swapped: boolean): GraphBuilder {
  return new GraphBuilder(name, swapped ? { swap: lowering.swap } : { keep: lowering.keep });
}

/**
 * The DiT's layers on one graph. Norms, modulation, gates, rope and the residual stream are float32 (as in the
 * reference with half-precision weights); linear layers and attention use the compute type.
 */
export class Layers {
  readonly graph: GraphBuilder;
  readonly config: DitConfig;
  readonly context: BuildContext;
  readonly #loras: LoraBranches;

  /** @param places what the graph has layers of: blocks, null for those outside of the blocks */
  constructor(graph: GraphBuilder, config: DitConfig, context: BuildContext, places: readonly Place[]) {
    this.graph = graph;
    this.config = config;
    this.context = context;
    this.#loras = new LoraBranches(graph, context, places);
  }

  get freeBranches(): boolean {
    return this.context.lowering.freeBranches ?? true;
  }

  tensor(name: string): TensorInfo {
    return this.context.checkpoint.get(name);
  }

  /** A tensor as float32, with what LoRAs add to it. */
  float(name: string): Value {
    return this.#loras.value(this.tensor(name));
  }

  /** A weight of a layer that is not linear, in the compute type, with what LoRAs add to it. */
  weight(tensor: TensorInfo): Value {
    return tensor.loras ? this.compute(this.#loras.value(tensor)) : this.context.lowering.weight(this.graph, tensor);
  }

  compute(x: Value): Value {
    return this.graph.cast(x, this.context.lowering.computeType);
  }

  /** x `[rows, in]` of any float type → `[rows, out]` of the compute type. */
  linear(x: Value, name: string): Value {
    const rows = this.compute(x);
    const multiply = (by: Value, weight: TensorInfo, bias: TensorInfo | null) =>
      this.context.lowering.linear(this.graph, by, weight, bias);
    return this.#loras.linear(
      rows,
      this.tensor(`${name}.weight`),
      this.tensor(`${name}.bias`),
      (weight, bias) => multiply(rows, weight, bias),
      {
        product: (by, matrix) => multiply(by, matrix, null),
        matrix: (tensor) => this.context.lowering.weight(this.graph, tensor),
      },
    );
  }

  /** The same in float32 throughout, for rows so few that their precision costs nothing. */
  preciseLinear(x: Value, name: string): Value {
    if (this.context.lowering.computeType === 'float32') return this.linear(x, name);
    const matrix = (tensor: TensorInfo) => weightValue(this.graph, tensor, 'float32');
    const product = (by: Value, ...tensors: TensorInfo[]) =>
      this.graph.op('Gemm', [by, ...tensors.map(matrix)], { transB: int(1) });
    return this.#loras.linear(
      x,
      this.tensor(`${name}.weight`),
      this.tensor(`${name}.bias`),
      (...w) => product(x, ...w),
      { product, matrix },
    );
  }

  /** Linear, activation, linear. */
  mlp(x: Value, first: string, activation: (x: Value) => Value, second: string): Value {
    return this.linear(activation(this.linear(x, first)), second);
  }

  geluTanh(x: Value): Value {
    return this.graph.op('Gelu', [x], { approximate: 'tanh' });
  }

  /** Layer norm with the checkpoint's weight and bias. */
  layerNorm(x: Value, name: string, epsilon = this.config.epsilon): Value {
    return this.#layerNorm(x, this.float(`${name}.weight`), this.float(`${name}.bias`), epsilon);
  }

  /** norm(x) · (1 + scale) + shift, with a norm that has no weight: the modulation takes its place. */
  modulatedNorm(x: Value, { scale, shift }: Modulation): Value {
    return this.#layerNorm(x, scale, shift, this.config.epsilon);
  }

  #layerNorm(x: Value, scale: Value, shift: Value, epsilon: number): Value {
    return this.graph.op('LayerNormalization', [this.graph.cast(x, 'float32'), scale, shift], {
      axis: int(-1),
      epsilon,
    });
  }

  /** Queries or keys, x / √(mean(x²) + ε) · weight over all heads together, where the network normalises them. */
  rmsNorm(x: Value, name: string): Value {
    const values = this.graph.cast(x, 'float32');
    if (!this.config.queryKeyNorm) return values;
    const attributes = { axis: int(-1), epsilon: this.config.epsilon };
    return this.graph.op('RMSNormalization', [values, this.float(`${name}.weight`)], attributes);
  }

  /** Turns adjacent pairs of every head. x `[batch, positions, dim]`, the same table for every batch. */
  rotate(x: Value, rope: Rope): Value {
    const start = this.graph.int64([0]);
    return this.graph.op(
      'RotaryEmbedding',
      [x, start, rope.cos, rope.sin],
      { interleaved: int(1) },
      { domain: 'com.microsoft' },
    );
  }

  /** q, k, v `[batch, tokens, dim]` → `[batch, queries, dim]`. */
  attention(q: Value, k: Value, v: Value): Value {
    const [query, key, value] = [q, k, v].map((x) => this.compute(x));
    return this.context.lowering.attention(this.graph, query!, key!, value!, this.config.heads);
  }

  /** The same where queries, keys and values come from the same tokens, of one prediction unless there is a batch. */
  selfAttention(q: Value, k: Value, v: Value, batch: Value | null): Value {
    const { heads, dim, patch } = this.config;
    const { latents, lowering, cut = WHOLE_NETWORK } = this.context;
    const [query, key, value] = [q, k, v].map((x) => this.compute(x));
    const size = latents &&
      !batch && { tokens: (latents.frames * latents.height * latents.width) / patch ** 2, headDim: dim / heads };
    return lowering.attention(this.graph, query!, key!, value!, heads, { slices: cut.attentionSlices, ...size });
  }

  /**
   * `[batch · rows, dim]` → `[batch, rows, dim]`
   * @param batch int64 `[1]`; null: 1
   */
  batched(x: Value, batch: Value | null = null): Value {
    if (!batch) return this.graph.unsqueeze(x, [0]);
    const shape = this.graph.concat([batch, this.graph.int64([-1, this.config.dim])], 0);
    return this.graph.op('Reshape', [x, shape]);
  }

  /** `[rows, columns]` → `[batch · rows, columns]`, the same for each prediction. */
  forEach(x: Value, columns: number, batch: Value | null): Value {
    return batch ? this.graph.reshape(this.repeated(this.graph.unsqueeze(x, [0]), batch), [-1, columns]) : x;
  }

  /** `[1, rows, columns]` → `[batch, rows, columns]`, all the same. */
  repeated(x: Value, batch: Value | null): Value {
    return batch ? this.graph.op('Expand', [x, this.graph.concat([batch, this.graph.int64([1, 1])], 0)]) : x;
  }

  /** `[batch, rows, dim]` → `[batch · rows, dim]` */
  flat(x: Value): Value {
    return this.graph.reshape(x, [-1, this.config.dim]);
  }

  /** x + y · gate; without a gate x + y. y may be of the compute type. */
  residual(x: Value, y: Value, gate?: Value): Value {
    const branch = this.graph.cast(y, 'float32');
    return this.graph.add(x, gate ? this.graph.mul(branch, gate) : branch);
  }

  ropeInput(cos: string, sin: string): Rope {
    const dims = [`${cos}Positions`, this.config.dim / this.config.heads / 2];
    return { cos: this.graph.input(cos, 'float32', dims), sin: this.graph.input(sin, 'float32', dims) };
  }
}
