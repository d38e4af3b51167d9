/** Program of a thread that makes the values of weights: one weight a task. */
import { readSync } from 'node:fs';
import Tinypool from 'tinypool';
import { storedTensors } from '../checkpoints/tensor-values.ts';
import type { TensorInfo } from '../plugin-api/checkpoint.ts';
import type { SuppliedWeight } from '../plugin-api/graph.ts';
import { convertStored } from './weight-values.ts';

export interface WeightTask {
  readonly weight: SuppliedWeight;
  /** Descriptors of the open files, by path. */
  readonly files: ReadonlyMap<string, number>;
  /** Becomes the values. */
  readonly buffer: ArrayBuffer;
}

/** The system's own limit is just under 2 GiB. */
const MAX_READ_BYTES = 2 ** 30;

/** Memory for what is read, by its place in the weight and its size: weights are of few sizes. */
const scratch = new Map<string, ArrayBuffer>();

function scratchOf(place: number, bytes: number): ArrayBuffer {
  const key = `${place} ${bytes}`;
  const buffer = scratch.get(key) ?? new ArrayBuffer(bytes);
  scratch.set(key, buffer);
  return buffer;
}

function readStored(files: WeightTask['files'], tensor: TensorInfo, buffer: ArrayBuffer): void {
  const { file, name, offset, length } = tensor;
  const bytes = new Uint8Array(buffer);
  for (let done = 0; done < length; ) {
    const count = readSync(files.get(file)!, bytes, done, Math.min(length - done, MAX_READ_BYTES), offset + done);
    if (count === 0) throw new Error(`${file}: tensor ${name} is truncated`);
    done += count;
  }
}

export default function makeValues({ weight, files, buffer }: WeightTask): ArrayBuffer {
  const stored = new Map<TensorInfo, ArrayBuffer>();
  for (const [place, part] of storedTensors(weight.tensor).entries()) {
    const read = scratchOf(place, part.length);
    readStored(files, part, read);
    stored.set(part, read);
  }
  convertStored(weight.tensor, weight.dtype, stored, buffer);
  return Tinypool.move(buffer) as ArrayBuffer;
}
