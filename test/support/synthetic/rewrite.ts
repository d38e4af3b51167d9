import { basename } from 'node:path';
import { recogniseContainer } from '../../../core/checkpoints/checkpoint-set.ts';
import { storedSource } from './tensor-source.ts';
import { type WrittenForm, writeCheckpoint } from './write-checkpoint.ts';

/**
 * Writes a checkpoint with official names as another tool would have.
 * @returns path of the file, or of the index of shards
 */
export async function rewriteCheckpoint(file: string, dir: string, form: WrittenForm): Promise<string> {
  const { canonical } = await recogniseContainer(file);
  if (canonical.family === null) throw new Error(`${file} is no network that can be rewritten`);
  const sources = [...canonical.tensors.values()].map(storedSource);
  return writeCheckpoint(dir, basename(file).replace(/\.[^.]+$/, ''), canonical.family, sources, form);
}
