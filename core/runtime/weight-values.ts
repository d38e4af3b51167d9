import { storageView, toFloat32 } from '../graph/floats.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { type DType, elementCount } from '../plugin-api/tensor.ts';
import { narrowFloats } from '../quantize/narrow-floats.ts';

/** Whether a tensor's bytes in its file are its values in this type. */
export function isStoredAs({ dtype, scale, parts }: TensorInfo, wanted: DType): boolean {
  return dtype === wanted && !scale && !parts;
}

type Target = Float32Array | Uint16Array;

const inType = (values: Float32Array, dtype: DType): Target =>
  dtype === 'float16' ? (narrowFloats(values, 'float16').bits as Uint16Array) : values;

const CODES: Readonly<Partial<Record<DType, number>>> = {
  float16: 65536,
  bfloat16: 65536,
  float8e4m3fn: 256,
  float8e5m2: 256,
};

const tables = new Map<string, Target>();

/** What every code of a stored type becomes, times `scale`, rounded to float32 and then to the wanted type. */
function tableOf(stored: DType, codes: number, wanted: DType, scale: number): Target {
  const make = (): Target => {
    const all = codes === 256 ? new Uint8Array(codes) : new Uint16Array(codes);
    const values = toFloat32({ dtype: stored, dims: [codes], data: all.map((_, code) => code) });
    return inType(scale === 1 ? values : values.map((value) => value * scale), wanted);
  };
  if (scale !== 1) return make();
  const key = `${stored} ${wanted}`;
  const table = tables.get(key) ?? make();
  tables.set(key, table);
  return table;
}

function convertOne(
  tensor: TensorInfo,
  dtype: DType,
  stored: ReadonlyMap<TensorInfo, ArrayBuffer>,
  target: Target,
): void {
  const data = storageView(tensor.dtype, stored.get(tensor)!);
  const scales = tensor.scale
    ? toFloat32({
        dtype: tensor.scale.dtype,
        dims: [],
        data: storageView(tensor.scale.dtype, stored.get(tensor.scale)!),
      })
    : Float32Array.of(1);
  const codes = CODES[tensor.dtype];
  if (codes !== undefined && scales.length === 1) {
    const table = tableOf(tensor.dtype, codes, dtype, scales[0]!);
    const count = target.length;
    for (let i = 0; i < count; i++) target[i] = table[(data as Uint16Array)[i]!]!;
    return;
  }
  const values = toFloat32({ dtype: tensor.dtype, dims: [], data });
  const perScale = values.length / scales.length;
  const scaled = tensor.scale ? values.map((value, i) => value * scales[Math.floor(i / perScale)]!) : values;
  target.set(inType(scaled, dtype));
}

/**
 * A weight's values in float32 or float16, as the runtime would compute them when it loads a session: scales applied in
 * float32, rounded to nearest even, parts joined.
 * @param stored the bytes of each of `storedTensors(tensor)`
 * @param buffer receives the values
 */
export function convertStored(
  tensor: TensorInfo,
  dtype: DType,
  stored: ReadonlyMap<TensorInfo, ArrayBuffer>,
  buffer: ArrayBuffer,
): void {
  if (dtype !== 'float32' && dtype !== 'float16') {
    throw new RangeError(`${tensor.name} is ${tensor.dtype} and cannot be fed as ${dtype}`);
  }
  const target = storageView(dtype, buffer) as Target;
  let at = 0;
  for (const part of tensor.parts ?? [tensor]) {
    const count = elementCount(part.shape);
    if (part.parts) throw new RangeError(`${tensor.name} has parts of parts`);
    convertOne(part, dtype, stored, target.subarray(at, at + count));
    at += count;
  }
}
