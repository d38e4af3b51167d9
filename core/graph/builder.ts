import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { Graph, SuppliedWeight, WeightSupply } from '../plugin-api/graph.ts';
import { type DType, elementCount, type TensorData } from '../plugin-api/tensor.ts';
import {
  type Attribute,
  type BranchSpec,
  encodeModel,
  type InitializerSpec,
  int,
  ints,
  type NodeSpec,
  ONNX_TYPE,
  type ValueSpec,
} from './onnx.ts';
import { suppliedShape } from './supplied-shape.ts';

export { floats, int, ints } from './onnx.ts';

/** A value in a graph under construction. */
export interface Value {
  readonly name: string;
  readonly dtype: DType;
}

interface OpOptions {
  /** Operator domain: '' for ai.onnx, `com.microsoft` for onnxruntime's own. */
  readonly domain?: string;
  /** Element type of the outputs; default: that of the first input. */
  readonly dtype?: DType;
  /** Name of the first output, for reading a graph with tools. */
  readonly name?: string;
}

/**
 * Writes one ONNX graph, node by node. Weights are referred to, not copied: they stay in the checkpoint's files.
 * `null` in an input list leaves an optional input out.
 */
export class GraphBuilder {
  readonly name: string;
  readonly supply: WeightSupply;
  #inputs: ValueSpec[] = [];
  #weights: Record<string, SuppliedWeight> = {};
  #fedInputs: ValueSpec[] = [];
  #outputs: ValueSpec[] = [];
  #initializers: InitializerSpec[] = [];
  #external = 0;
  #nodes: NodeSpec[] = [];
  #known = new Map<string, Value>();
  /** Keys of the casts in `#known`, in the order in which they were made. */
  #casts: string[] = [];
  #next = 0;

  /** @param supply how the graph's weights come in: `keep` or `swap` of the lowering */
  constructor(name: string, supply: WeightSupply = {}) {
    this.name = name;
    this.supply = supply;
  }

  #fresh(hint: string): string {
    this.#next += 1;
    return `${hint}_${this.#next}`;
  }

  /** @param dims a string is a symbolic size */
  input(name: string, dtype: DType, dims: readonly (number | string)[]): Value {
    this.#inputs.push({ name, dtype, dims });
    return { name, dtype };
  }

  /** Declares `value` as a graph output under `name`. */
  output(name: string, value: Value, dims: readonly (number | string)[]): void {
    this.#nodes.push({
      type: 'Identity',
      domain: '',
      name: `output_${name}`,
      inputs: [value.name],
      outputs: [name],
      attributes: {},
    });
    this.#outputs.push({ name, dtype: value.dtype, dims });
  }

  /**
   * A checkpoint tensor as it is stored, read in place by the runtime. The same tensor is referred to once per graph.
   * For its values use `weightValue` or `weightRows`.
   * @throws RangeError when the stored bytes are no values yet: a tensor with a scale, in parts, in blocks or with LoRAs
   */
  external(tensor: TensorInfo): Value {
    if (tensor.scale || tensor.parts)
      throw new RangeError(`${tensor.name} has a scale or parts: its stored bytes are not its values`);
    if (tensor.loras) throw new RangeError(`${tensor.name} has LoRAs: its stored bytes are not its values`);
    if (tensor.blocks)
      throw new RangeError(`${tensor.name} is held in blocks, which only a linear layer of the lowering reads`);
    if (this.supply.swap === 'inputs') return this.fed(tensor, tensor.dtype);
    return this.shared(`external:${tensor.name}`, () => this.#initializer(tensor));
  }

  #initializer(tensor: TensorInfo): Value {
    const { name, dtype, shape: dims, file, offset, length } = tensor;
    this.#initializers.push({ name, dtype, dims, source: { file, offset, length } });
    this.#external += 1;
    if (this.supply.swap) this.#weights[name] = { tensor, dtype };
    return { name, dtype };
  }

  /** Whether values of weights are inputs. */
  get feedsValues(): boolean {
    return this.supply.swap === 'inputs' || this.supply.keep === 'inputs';
  }

  /** Tensors of files that the graph refers to so far. */
  get externalCount(): number {
    return this.#external;
  }

  /**
   * A weight's values as an input that the runner feeds, for graphs that are supplied so. Inputs are numbered, so that
   * graphs of one structure have the same bytes whichever weights they are written for.
   */
  fed(tensor: TensorInfo, dtype: DType, transposed = false): Value {
    return this.shared(`fed:${tensor.name}:${dtype}:${transposed}`, () => {
      const name = `weight.${this.#fedInputs.length}`;
      const weight = { tensor, dtype, transposed };
      this.#weights[name] = weight;
      this.#fedInputs.push({ name, dtype, dims: suppliedShape(weight) });
      return { name, dtype };
    });
  }

  /** Values written into the graph itself; for small tables and shapes. */
  constant(data: TensorData, dtype: DType, dims: readonly number[]): Value {
    if (elementCount(dims) !== data.length)
      throw new RangeError(`constant: [${dims}] does not hold ${data.length} elements`);
    const name = this.#fresh('const');
    this.#initializers.push({ name, dtype, dims, source: { data } });
    return { name, dtype };
  }

  /** A float32 scalar. */
  scalar(value: number): Value {
    return this.shared(`f32:${value}`, () => this.constant(Float32Array.of(value), 'float32', []));
  }

  /** An int64 vector, e.g. a shape or a list of axes. */
  int64(values: readonly number[]): Value {
    return this.shared(`i64:${values.join(',')}`, () =>
      this.constant(BigInt64Array.from(values, BigInt), 'int64', [values.length]),
    );
  }

  /** The value that `make` gives the first time it is asked for under this key. */
  shared(key: string, make: () => Value): Value {
    let value = this.#known.get(key);
    if (!value) {
      value = make();
      this.#known.set(key, value);
    }
    return value;
  }

  /** Adds a node with one output. */
  op(
    type: string,
    inputs: readonly (Value | null)[],
    attributes: Readonly<Record<string, Attribute>> = {},
    options: OpOptions = {},
  ): Value {
    return this.ops(type, inputs, 1, attributes, options)[0]!;
  }

  /** Adds a node with several outputs of one element type. */
  ops(
    type: string,
    inputs: readonly (Value | null)[],
    outputs: number,
    attributes: Readonly<Record<string, Attribute>> = {},
    options: OpOptions = {},
  ): Value[] {
    const dtype = options.dtype ?? inputs[0]?.dtype;
    if (!dtype) throw new RangeError(`${type}: the element type of the outputs is not known`);
    const names = Array.from({ length: outputs }, (_, i) => this.#fresh(i === 0 && options.name ? options.name : type));
    this.#nodes.push({
      type,
      domain: options.domain ?? '',
      name: names[0]!,
      inputs: inputs.map((value) => value?.name ?? ''),
      outputs: names,
      attributes,
    });
    return names.map((name) => ({ name, dtype }));
  }

  /**
   * The value of one of two branches, decided at run time by a bool; only that branch is computed. Both give the same
   * element type and rank. Values that are made inside a branch do not exist outside it.
   */
  when(condition: Value, then: () => Value, otherwise: () => Value): Value {
    const [thenBranch, dtype] = this.#branch('then', then);
    const [elseBranch] = this.#branch('else', otherwise);
    return this.op(
      'If',
      [condition],
      { then_branch: { branch: thenBranch }, else_branch: { branch: elseBranch } },
      { dtype },
    );
  }

  #branch(hint: string, make: () => Value): [BranchSpec, DType] {
    const outer = this.#nodes;
    const casts = this.#casts.length;
    this.#nodes = [];
    const made = make();
    const result = this.op('Identity', [made]);
    const spec = { name: this.#fresh(hint), nodes: this.#nodes, outputs: [result.name] };
    this.#nodes = outer;
    // Initializers belong to the whole graph, casts to the branch that they were made in.
    for (const key of this.#casts.splice(casts)) this.#known.delete(key);
    return [spec, made.dtype];
  }

  cast(value: Value, dtype: DType): Value {
    if (value.dtype === dtype) return value;
    const key = `cast:${value.name}:${dtype}`;
    return this.shared(key, () => {
      this.#casts.push(key);
      return this.op('Cast', [value], { to: int(ONNX_TYPE[dtype]) }, { dtype });
    });
  }

  /** `-1` infers a size, `0` copies it. */
  reshape(value: Value, dims: readonly number[]): Value {
    return this.op('Reshape', [value, this.int64(dims)]);
  }

  transpose(value: Value, perm: readonly number[]): Value {
    return this.op('Transpose', [value], { perm: ints(perm) });
  }

  unsqueeze(value: Value, axes: readonly number[]): Value {
    return this.op('Unsqueeze', [value, this.int64(axes)]);
  }

  squeeze(value: Value, axes: readonly number[]): Value {
    return this.op('Squeeze', [value, this.int64(axes)]);
  }

  concat(values: readonly Value[], axis: number): Value {
    return values.length === 1 ? values[0]! : this.op('Concat', values, { axis: int(axis) });
  }

  /** Parts of the given sizes along `axis`. */
  split(value: Value, axis: number, sizes: readonly number[]): Value[] {
    return this.ops('Split', [value, this.int64(sizes)], sizes.length, { axis: int(axis) });
  }

  /** `value[start:end]` along one axis; a negative bound counts from the end. */
  slice(value: Value, axis: number, start: number, end: number): Value {
    return this.op('Slice', [value, this.int64([start]), this.int64([end]), this.int64([axis])]);
  }

  add(a: Value, b: Value): Value {
    return this.op('Add', [a, b]);
  }

  sub(a: Value, b: Value): Value {
    return this.op('Sub', [a, b]);
  }

  mul(a: Value, b: Value): Value {
    return this.op('Mul', [a, b]);
  }

  div(a: Value, b: Value): Value {
    return this.op('Div', [a, b]);
  }

  /** Serialises the graph. */
  finish(): Graph {
    return {
      bytes: encodeModel({
        name: this.name,
        inputs: [...this.#inputs, ...this.#fedInputs],
        outputs: this.#outputs,
        initializers: this.#initializers,
        nodes: this.#nodes,
      }),
      inputs: this.#inputs.map((input) => input.name),
      outputs: this.#outputs.map((output) => output.name),
      external: this.#initializers.flatMap(({ source }) => ('file' in source ? [source] : [])),
      ...(this.supply.swap ? { swap: { method: this.supply.swap, weights: this.#weights } } : {}),
      ...(this.supply.keep === 'inputs' ? { kept: this.#weights } : {}),
    };
  }
}
