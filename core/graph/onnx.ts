import type { DType, TensorData } from '../plugin-api/tensor.ts';
import { ProtobufWriter } from './protobuf.ts';

/** Field numbers and enum values of the public onnx.proto schema (IR version 10). */
export const ONNX_TYPE: Record<DType, number> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int16: 5,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
  float64: 11,
  bfloat16: 16,
  float8e4m3fn: 17,
  float8e5m2: 19,
};

const OPSET = 23;
const IR_VERSION = 10;

/** An attribute value; a number is a float unless wrapped by `int`. */
export type Attribute =
  | number
  | string
  | { readonly int: number | bigint }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly branch: BranchSpec };

/** A graph inside a node, without inputs: its nodes see the values of the graph around it. */
export interface BranchSpec {
  readonly name: string;
  readonly nodes: readonly NodeSpec[];
  readonly outputs: readonly string[];
}

export const int = (value: number | bigint): Attribute => ({ int: value });
export const ints = (values: readonly number[]): Attribute => ({ ints: values });
export const floats = (values: readonly number[]): Attribute => ({ floats: values });

export interface NodeSpec {
  readonly type: string;
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

export interface ValueSpec {
  readonly name: string;
  readonly dtype: DType;
  /** A string is a symbolic size. */
  readonly dims: readonly (number | string)[];
}

export interface InitializerSpec {
  readonly name: string;
  readonly dtype: DType;
  readonly dims: readonly number[];
  /** The values themselves, or the place in a file where they lie. */
  readonly source:
    | { readonly data: TensorData }
    | { readonly file: string; readonly offset: number; readonly length: number };
}

export interface ModelSpec {
  readonly name: string;
  readonly inputs: readonly ValueSpec[];
  readonly outputs: readonly ValueSpec[];
  readonly initializers: readonly InitializerSpec[];
  readonly nodes: readonly NodeSpec[];
}

function writeAttribute(w: ProtobufWriter, name: string, value: Attribute): void {
  w.string(1, name);
  if (typeof value === 'number') w.float(2, value).int(20, 1);
  else if (typeof value === 'string') w.string(4, value).int(20, 3);
  else if ('int' in value) w.int(3, value.int).int(20, 2);
  else if ('ints' in value) {
    for (const item of value.ints) w.int(8, item);
    w.int(20, 7);
  } else if ('branch' in value) {
    const { nodes, name: branch, outputs } = value.branch;
    w.message(6, (graph) => {
      for (const node of nodes) graph.message(1, (inner) => writeNode(inner, node));
      graph.string(2, branch);
      for (const output of outputs) graph.message(12, (inner) => inner.string(1, output));
    }).int(20, 5);
  } else {
    for (const item of value.floats) w.float(7, item);
    w.int(20, 6);
  }
}

function writeNode(w: ProtobufWriter, node: NodeSpec): void {
  for (const name of node.inputs) w.string(1, name);
  for (const name of node.outputs) w.string(2, name);
  w.string(3, node.name).string(4, node.type);
  for (const [name, value] of Object.entries(node.attributes)) w.message(5, (a) => writeAttribute(a, name, value));
  if (node.domain !== '') w.string(7, node.domain);
}

function writeValue(w: ProtobufWriter, value: ValueSpec): void {
  w.string(1, value.name).message(2, (type) =>
    type.message(1, (tensor) =>
      tensor.int(1, ONNX_TYPE[value.dtype]).message(2, (shape) => {
        for (const dim of value.dims) {
          shape.message(1, (d) => (typeof dim === 'number' ? d.int(1, dim) : d.string(2, dim)));
        }
      }),
    ),
  );
}

function writeInitializer(w: ProtobufWriter, tensor: InitializerSpec): void {
  for (const dim of tensor.dims) w.int(1, dim);
  w.int(2, ONNX_TYPE[tensor.dtype]).string(8, tensor.name);
  if ('data' in tensor.source) {
    const { data } = tensor.source;
    w.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return;
  }
  // The runtime is given '/' as its external-data folder, so a location is the real path less the leading '/'.
  const entries = {
    location: tensor.source.file.replace(/^\//, ''),
    offset: tensor.source.offset,
    length: tensor.source.length,
  };
  for (const [key, value] of Object.entries(entries))
    w.message(13, (entry) => entry.string(1, key).string(2, String(value)));
  w.int(14, 1);
}

/** Operator domains of nodes and of the branches in them. */
function domainsOf(nodes: readonly NodeSpec[]): string[] {
  return nodes.flatMap((node) => [
    node.domain,
    ...Object.values(node.attributes).flatMap((value) =>
      typeof value === 'object' && 'branch' in value ? domainsOf(value.branch.nodes) : [],
    ),
  ]);
}

/** Serialises a model to the bytes of an ONNX ModelProto. */
export function encodeModel(model: ModelSpec): Uint8Array {
  const runtimeDomains = new Set(domainsOf(model.nodes).filter((domain) => domain !== ''));
  const writer = new ProtobufWriter()
    .int(1, IR_VERSION)
    .string(2, 'genesis')
    .message(7, (graph) => {
      for (const node of model.nodes) graph.message(1, (w) => writeNode(w, node));
      graph.string(2, model.name);
      for (const tensor of model.initializers) graph.message(5, (w) => writeInitializer(w, tensor));
      for (const value of model.inputs) graph.message(11, (w) => writeValue(w, value));
      for (const value of model.outputs) graph.message(12, (w) => writeValue(w, value));
    })
    .message(8, (opset) => opset.string(1, '').int(2, OPSET));
  for (const domain of runtimeDomains) writer.message(8, (opset) => opset.string(1, domain).int(2, 1));
  return writer.finish();
}
