import {
  type BuildContext,
  blockOf,
  type FloatTensor,
  floatTensor,
  type GraphBuilder,
  int,
  type LoraStrength,
  type LoraTerm,
  strengthIn,
  type TensorInfo,
  type Value,
  weightValue,
} from '../../core/plugin-api/index.ts';

/** What has LoRA strengths of its own: a block, or (null) everything outside of the blocks. */
export type Place = number | null;

/**
 * Graph inputs with the strengths of all LoRAs, float32 `[loras]`, by place. They are numbered from the graph's first
 * block on: graphs of swapped blocks differ in nothing but their weights.
 */
function strengthsInputs(places: readonly Place[]): Map<Place, string> {
  const first = Math.min(...places.filter((place) => place !== null));
  return new Map(places.map((place) => [place, place === null ? 'strengths' : `strengths.${place - first}`]));
}

/** The strengths of LoRAs as values that a window keeps. */
export interface WindowStrengths {
  readonly values: Readonly<Record<string, FloatTensor>>;
  /** What a graph with layers of these places is fed with; nothing without LoRAs. */
  readonly feeds: (...places: readonly Place[]) => Record<string, string>;
}

/** @param prefix of the values' names, unique to the window */
export function windowStrengths(loras: readonly LoraStrength[], blocks: number, prefix: string): WindowStrengths {
  if (loras.length === 0) return { values: {}, feeds: () => ({}) };
  const nameOf = (place: Place) => `${prefix}strengths.${place ?? 'outside'}`;
  const strengthsAt = (place: Place) =>
    floatTensor(
      Float32Array.from(loras, (lora) => strengthIn(lora, place)),
      [loras.length],
    );
  const places: Place[] = [null, ...Array(blocks).keys()];
  return {
    values: Object.fromEntries(places.map((place) => [nameOf(place), strengthsAt(place)])),
    feeds: (...fed) => Object.fromEntries([...strengthsInputs(fed)].map(([place, input]) => [input, nameOf(place)])),
  };
}

/** A weight and what the LoRAs add to it. */
function apart({ loras = [], ...stored }: TensorInfo): { stored: TensorInfo; terms: readonly LoraTerm[] } {
  return { stored, terms: loras };
}

/** How a layer multiplies rows x `[rows, in]` by the transposed matrix `[out, in]` of a LoRA. */
export interface LoraProducts {
  readonly product: (x: Value, matrix: TensorInfo) => Value;
  /** The matrix in the element type of x. */
  readonly matrix: (tensor: TensorInfo) => Value;
}

/**
 * The LoRAs of a network on one graph, which has an input with their strengths for each of its places. A linear layer
 * gets a branch beside its weight, whichever way that is held; other tensors get sums.
 */
export class LoraBranches {
  readonly #graph: GraphBuilder;
  readonly #count: number;
  readonly #strengths = new Map<Place, Value>();

  /** @param places every place that the graph has tensors of */
  constructor(graph: GraphBuilder, { checkpoint }: BuildContext, places: readonly Place[]) {
    this.#graph = graph;
    this.#count = checkpoint.loras ?? 0;
    if (this.#count === 0) return;
    for (const [place, input] of strengthsInputs(places))
      this.#strengths.set(place, graph.input(input, 'float32', [this.#count]));
  }

  /** strength · factor `[1]`, in the element type of what it multiplies. */
  #scale(target: string, lora: number, factor: number, dtype: Value['dtype']): Value {
    const graph = this.#graph;
    const place = blockOf(target);
    const strengths = this.#strengths.get(place);
    if (!strengths) throw new RangeError(`${graph.name} has no strengths for ${target}`);
    const key = `strength:${place}:${lora}`;
    const one = graph.shared(key, () => (this.#count === 1 ? strengths : graph.slice(strengths, 0, lora, lora + 1)));
    const scaled = graph.shared(`${key}:${factor}`, () => (factor === 1 ? one : graph.mul(one, graph.scalar(factor))));
    return graph.cast(scaled, dtype);
  }

  /**
   * x · Wᵀ + b with every branch: + Σ strength · (x · (factor · up · down + diff)ᵀ + diff of the bias).
   * @param base x · Wᵀ + b of the tensors as they are stored
   */
  linear(
    x: Value,
    weight: TensorInfo,
    bias: TensorInfo,
    base: (weight: TensorInfo, bias: TensorInfo) => Value,
    { product, matrix: matrixOf }: LoraProducts,
  ): Value {
    const graph = this.#graph;
    const [matrix, offset] = [apart(weight), apart(bias)];
    let y = base(matrix.stored, offset.stored);
    const add = (branch: Value): void => {
      y = graph.add(y, branch);
    };
    for (const { lora, lowRank, diff } of matrix.terms) {
      if (lowRank) {
        const narrow = product(x, lowRank.down);
        const scaled = graph.mul(narrow, this.#scale(weight.name, lora, lowRank.factor, narrow.dtype));
        // Summed by the product itself: a result of its own would be as large as the layer's.
        y = graph.op('Gemm', [scaled, matrixOf(lowRank.up), y], { transB: int(1) });
      }
      if (diff) {
        const wide = product(x, diff);
        add(graph.mul(wide, this.#scale(weight.name, lora, 1, wide.dtype)));
      }
    }
    for (const { lora, diff } of offset.terms) {
      add(graph.mul(weightValue(graph, diff!, y.dtype), this.#scale(bias.name, lora, 1, y.dtype)));
    }
    return y;
  }

  /** The values of a tensor that is no linear layer's, with everything added, float32. */
  value(tensor: TensorInfo): Value {
    const graph = this.#graph;
    const { stored, terms } = apart(tensor);
    return terms.reduce(
      (sum, { lora, lowRank, diff }) => {
        const parts: Value[] = diff
          ? [
              graph.mul(
                weightValue(graph, { ...diff, shape: tensor.shape }, 'float32'),
                this.#scale(tensor.name, lora, 1, 'float32'),
              ),
            ]
          : [];
        if (lowRank) {
          const factors = [lowRank.up, lowRank.down].map((factor) => weightValue(graph, factor, 'float32'));
          const product = graph.reshape(graph.op('MatMul', factors), tensor.shape);
          parts.push(graph.mul(product, this.#scale(tensor.name, lora, lowRank.factor, 'float32')));
        }
        return parts.reduce((total, part) => graph.add(total, part), sum);
      },
      weightValue(graph, stored, 'float32'),
    );
  }
}
