import { DTYPE_BYTES } from '../graph/floats.ts';
import { type DType, elementCount } from '../plugin-api/tensor.ts';
import { blocksPerRow, bytesPerBlock } from './block-codes.ts';
import type { Conversion } from './conversions.ts';

/** Names of the tensors that a conversion is written as. */
export const codesName = (name: string): string => `${name}.codes`;
export const scalesName = (name: string): string => `${name}.scales`;
export const scaleName = (name: string): string => `${name}.scale`;

interface Stored {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
}

/** What one conversion is stored as: the values first, then their scales if there are any. */
export function storedTensors({ tensor, format }: Conversion): Stored[] {
  const { name, shape } = tensor;
  const [rows, columns] = shape as [number, number];
  if (format.kind === 'blocks') {
    const blocks = blocksPerRow(columns, format);
    return [
      { name: codesName(name), dtype: 'uint8', shape: [rows, blocks, bytesPerBlock(format)] },
      { name: scalesName(name), dtype: 'float32', shape: [rows, blocks] },
    ];
  }
  const values = { name, dtype: format.dtype, shape };
  return format.kind === 'float8' && format.scaled
    ? [values, { name: scaleName(name), dtype: 'float32', shape: [] }]
    : [values];
}

const SAFETENSORS_NAME: Partial<Record<DType, string>> = {
  uint8: 'U8',
  float32: 'F32',
  float16: 'F16',
  bfloat16: 'BF16',
  float8e4m3fn: 'F8_E4M3',
  float8e5m2: 'F8_E5M2',
};

export interface ConvertedLayout {
  /** Length field and header of the safetensors file. */
  readonly header: Buffer;
  /** Byte offset of every stored tensor from the start of the file. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly bytes: number;
}

/** The file of a set of conversions: known in full before any value is. */
export function layOut(
  conversions: readonly Conversion[],
  metadata: Readonly<Record<string, string>>,
): ConvertedLayout {
  const entries: Record<string, unknown> = { __metadata__: metadata };
  const begins = new Map<string, number>();
  let end = 0;
  for (const { name, dtype, shape } of conversions.flatMap(storedTensors)) {
    const begin = end;
    end += elementCount(shape) * DTYPE_BYTES[dtype];
    begins.set(name, begin);
    entries[name] = { dtype: SAFETENSORS_NAME[dtype], shape, data_offsets: [begin, end] };
  }
  const text = JSON.stringify(entries);
  const json = Buffer.from(text + ' '.repeat((8 - (Buffer.byteLength(text) % 8)) % 8));
  const header = Buffer.alloc(8 + json.length);
  header.writeBigUInt64LE(BigInt(json.length));
  json.copy(header, 8);
  const offsets = new Map([...begins].map(([name, begin]) => [name, header.length + begin]));
  return { header, offsets, bytes: header.length + end };
}
