import type { DType } from '../../plugin-api/tensor.ts';
import type { Refuse } from './file-window.ts';
import { isGlobal, type Pickled, type PickleHost } from './pickle-values.ts';

/** A flat run of elements: the zip member `data/<key>`. */
class TorchStorage {
  /** null: bytes, whose type each tensor gives. */
  readonly dtype: DType | null;
  readonly key: string;
  readonly elements: number;

  constructor(dtype: DType | null, key: string, elements: number) {
    this.dtype = dtype;
    this.key = key;
    this.elements = elements;
  }
}

/** A view of a storage. */
export class TorchTensor {
  readonly storage: TorchStorage;
  readonly dtype: DType;
  /** In elements. */
  readonly offset: number;
  readonly shape: readonly number[];
  /** In elements. */
  readonly strides: readonly number[];

  constructor(
    storage: TorchStorage,
    dtype: DType,
    offset: number,
    shape: readonly number[],
    strides: readonly number[],
  ) {
    this.storage = storage;
    this.dtype = dtype;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }
}

/** Storage classes of the module `torch`. */
const STORAGE_TYPES: Readonly<Record<string, DType>> = {
  FloatStorage: 'float32',
  HalfStorage: 'float16',
  BFloat16Storage: 'bfloat16',
  DoubleStorage: 'float64',
  LongStorage: 'int64',
  IntStorage: 'int32',
  ShortStorage: 'int16',
  CharStorage: 'int8',
  ByteStorage: 'uint8',
  BoolStorage: 'bool',
};

/** Element types that have no storage class: their storage is bytes, and the tensor names the type. */
const DTYPES: Readonly<Record<string, DType>> = { float8_e4m3fn: 'float8e4m3fn', float8_e5m2: 'float8e5m2' };

const CALLABLE: readonly string[] = [
  'collections.OrderedDict',
  'torch._utils._rebuild_tensor_v2',
  'torch._utils._rebuild_tensor_v3',
  'torch._utils._rebuild_parameter',
];
const UNTYPED = 'torch.storage.UntypedStorage';
const MAX_AXES = 16;

const wrap = (value: unknown): Pickled => ({ kind: 'object', value });
const unwrap = (value: Pickled | undefined): unknown =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'object' ? value.value : value;

/** The tensor that a pickled value is; null when it is something else. */
export function asTensor(value: Pickled): TorchTensor | null {
  const held = unwrap(value);
  return held instanceof TorchTensor ? held : null;
}

/** What a pickle of `torch.save` may hold: tensors, parameters, ordered dicts. */
export function torchHost(refuse: Refuse): PickleHost {
  const whole = (value: Pickled | undefined, what: string): number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
      ? value
      : refuse(`pickle has a tensor with a bad ${what}`);
  const axes = (value: Pickled | undefined, what: string): number[] => {
    if (!Array.isArray(value) || value.length > MAX_AXES) return refuse(`pickle has a tensor with a bad ${what}`);
    return value.map((size) => whole(size, what));
  };
  const storageDType = (type: Pickled | undefined): DType | null => {
    if (!type || !isGlobal(type)) return refuse('pickle has a storage without a type');
    if (`${type.module}.${type.name}` === UNTYPED) return null;
    return (
      (type.module === 'torch' && STORAGE_TYPES[type.name]) ||
      refuse(`${type.module}.${type.name} is no type of storage`)
    );
  };
  const rebuild = (args: readonly Pickled[], untyped: boolean): Pickled => {
    const storage = unwrap(args[0]);
    if (!(storage instanceof TorchStorage)) return refuse('pickle has a tensor without a storage');
    const type = args[6];
    const named = untyped && type && isGlobal(type) && type.module === 'torch' ? DTYPES[type.name] : undefined;
    const dtype = storage.dtype ?? named ?? refuse('pickle has a tensor without a type');
    const shape = axes(args[2], 'shape');
    const strides = axes(args[3], 'stride');
    if (shape.length !== strides.length) return refuse('pickle has a tensor with fewer strides than axes');
    return wrap(new TorchTensor(storage, dtype, whole(args[1], 'offset'), shape, strides));
  };
  return {
    allows: (module, name) =>
      CALLABLE.includes(`${module}.${name}`) ||
      `${module}.${name}` === UNTYPED ||
      (module === 'torch' && (Object.hasOwn(STORAGE_TYPES, name) || Object.hasOwn(DTYPES, name))),
    persistent(id) {
      if (!Array.isArray(id) || id[0] !== 'storage' || typeof id[2] !== 'string')
        return refuse('pickle has a persistent id that is no storage');
      return wrap(new TorchStorage(storageDType(id[1]), id[2], whole(id[4], 'number of elements')));
    },
    call(callee, args) {
      switch (`${callee.module}.${callee.name}`) {
        case 'collections.OrderedDict':
          return args.length === 0 ? new Map() : refuse('pickle makes an ordered dict from arguments');
        case 'torch._utils._rebuild_tensor_v2':
          return rebuild(args, false);
        case 'torch._utils._rebuild_tensor_v3':
          return rebuild(args, true);
        case 'torch._utils._rebuild_parameter':
          return unwrap(args[0]) instanceof TorchTensor ? args[0]! : refuse('pickle has a parameter that is no tensor');
        default:
          return refuse(`pickle calls ${callee.module}.${callee.name}; nothing of it was run`);
      }
    },
  };
}
