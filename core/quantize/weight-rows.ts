import { type FileHandle, open } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import { DTYPE_BYTES, storageArray, toFloat32 } from '../graph/floats.ts';
import { readFloat32 } from '../graph/safetensors.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { elementCount } from '../plugin-api/tensor.ts';

/** Elements that are read at a time: 16 MB as float32. */
const CHUNK_ELEMENTS = 2 ** 22;

async function readExactly(
  handle: FileHandle,
  { file, name }: TensorInfo,
  offset: number,
  length: number,
): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, offset);
  if (bytesRead < length) throw new GenesisError('CHECKPOINT_INVALID', `${file}: tensor ${name} is truncated`);
  return bytes;
}

/**
 * The values of a weight `[rows, ...]` as float32, a few rows at a time, in order; scales are applied.
 * Memory does not depend on the tensor's size.
 */
export async function* readWeightRows(tensor: TensorInfo): AsyncGenerator<Float32Array> {
  if (tensor.parts) {
    for (const part of tensor.parts) yield* readWeightRows(part);
    return;
  }
  const [rows = 1, ...rest] = tensor.shape;
  const columns = elementCount(rest);
  const rowBytes = columns * DTYPE_BYTES[tensor.dtype];
  const chunkRows = Math.max(1, Math.floor(CHUNK_ELEMENTS / columns));
  const scale = tensor.scale ? await readFloat32(tensor.scale) : null;
  const handle = await open(tensor.file, 'r');
  try {
    for (let row = 0; row < rows; row += chunkRows) {
      const count = Math.min(chunkRows, rows - row);
      const bytes = await readExactly(handle, tensor, tensor.offset + row * rowBytes, count * rowBytes);
      const values = toFloat32({
        dtype: tensor.dtype,
        dims: [count, columns],
        data: storageArray(tensor.dtype, bytes),
      });
      if (scale) {
        for (let i = 0; i < values.length; i++) {
          values[i]! *= scale.length === 1 ? scale[0]! : scale[row + Math.floor(i / columns)]!;
        }
      }
      yield values;
    }
  } finally {
    await handle.close();
  }
}
