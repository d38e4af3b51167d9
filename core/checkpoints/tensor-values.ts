import { open } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import { DTYPE_BYTES, storageArray, toFloat32 } from '../graph/floats.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import { elementCount } from '../plugin-api/tensor.ts';

/** The places in files that a tensor's values come from: itself, or its parts, and the scales. */
export function storedTensors(tensor: TensorInfo): TensorInfo[] {
  if (tensor.parts) return tensor.parts.flatMap(storedTensors);
  return tensor.scale ? [tensor, tensor.scale] : [tensor];
}

/** `bytes` of a tensor from its `start`-th on, as they are stored. */
async function readStored(tensor: TensorInfo, start = 0, bytes = tensor.length): Promise<Buffer> {
  const handle = await open(tensor.file, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await handle.read(buffer, 0, bytes, tensor.offset + start);
    if (bytesRead < bytes)
      throw new GenesisError('CHECKPOINT_INVALID', `${tensor.file}: tensor ${tensor.name} is truncated`);
    return buffer;
  } finally {
    await handle.close();
  }
}

/**
 * The values of rows `[first, end)` along axis 0 as float32, scales applied and parts joined.
 * @param end default: all rows
 */
export async function readRows(tensor: TensorInfo, first = 0, end = tensor.shape[0] ?? 1): Promise<Float32Array> {
  const rowElements = elementCount(tensor.shape.slice(1));
  if (tensor.parts) {
    const out = new Float32Array((end - first) * rowElements);
    let row = 0;
    for (const part of tensor.parts) {
      const rows = part.shape[0]!;
      const [from, to] = [Math.max(first, row), Math.min(end, row + rows)];
      if (from < to) out.set(await readRows(part, from - row, to - row), (from - first) * rowElements);
      row += rows;
    }
    return out;
  }
  const rowBytes = rowElements * DTYPE_BYTES[tensor.dtype];
  const stored = await readStored(tensor, first * rowBytes, (end - first) * rowBytes);
  const values = toFloat32({ dtype: tensor.dtype, dims: [], data: storageArray(tensor.dtype, stored) });
  if (!tensor.scale) return values;
  const perTensor = tensor.scale.shape.length === 0;
  const scales = await (perTensor ? readRows(tensor.scale) : readRows(tensor.scale, first, end));
  for (let i = 0; i < values.length; i += 1) values[i]! *= scales[perTensor ? 0 : Math.floor(i / rowElements)]!;
  return values;
}
