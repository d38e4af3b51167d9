import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import { openSafetensors, readFloat32 } from './safetensors.ts';

const SAMPLE_BYTES = 4096;

/**
 * Identity of a checkpoint's content: the header and the first 4 KiB of every tensor. Reads a few MB of a 14B
 * checkpoint instead of 33 GB, and still differs between two trainings of one architecture.
 */
async function contentHash(headerHash: string, tensors: Iterable<TensorInfo>, settings: unknown): Promise<string> {
  const hash = createHash('sha256').update(headerHash).update(JSON.stringify(settings));
  let handle: Awaited<ReturnType<typeof open>> | undefined;
  try {
    for (const tensor of tensors) {
      handle ??= await open(tensor.file, 'r');
      const sample = Buffer.alloc(Math.min(SAMPLE_BYTES, tensor.length));
      await handle.read(sample, 0, sample.length, tensor.offset);
      hash.update(sample);
    }
  } finally {
    await handle?.close();
  }
  return hash.digest('hex');
}

/**
 * Opens one safetensors checkpoint.
 * @param settings what the files beside it say that shapes cannot
 */
export async function openCheckpoint(path: string, settings: Readonly<Record<string, unknown>> = {}): Promise<CheckpointView> {
  const { tensors, headerHash } = await openSafetensors(path);
  const get = (name: string): TensorInfo => {
    const info = tensors.get(name);
    if (!info) throw new GenesisError('CHECKPOINT_TENSOR_MISSING', `${path} has no tensor ${name}`);
    return info;
  };
  return {
    names: [...tensors.keys()].sort(),
    has: (name) => tensors.has(name),
    get,
    read: (name) => readFloat32(get(name)),
    settings,
    hash: await contentHash(headerHash, tensors.values(), settings),
  };
}
