import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toFloat32 } from '../../core/graph/floats.ts';
import { encodeSafetensors, loadSafetensors } from '../../core/graph/safetensors.ts';
import { floatTensor, type Tensor, type TensorShapes } from '../../core/plugin-api/index.ts';

/** Writes a changed copy of a checkpoint to a temporary folder; returns its path. */
export async function rewriteWeights(
  file: string,
  change: (tensors: Record<string, Tensor>) => Record<string, Tensor>,
): Promise<string> {
  const copy = join(await mkdtemp(join(tmpdir(), 'weights-')), 'copy.safetensors');
  await writeFile(copy, encodeSafetensors(change(await loadSafetensors(file))));
  return copy;
}

/** The same tensors under other names. */
export function renamed(tensors: Record<string, Tensor>, rename: (name: string) => string): Record<string, Tensor> {
  return Object.fromEntries(Object.entries(tensors).map(([name, tensor]) => [rename(name), tensor]));
}

/** The same values stored as float32. */
export function widened(tensors: Record<string, Tensor>): Record<string, Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [name, floatTensor(toFloat32(tensor), tensor.dims)]),
  );
}

/** The shapes of a checkpoint's tensors. */
export async function shapesOf(file: string): Promise<TensorShapes> {
  return Object.fromEntries(Object.entries(await loadSafetensors(file)).map(([name, { dims }]) => [name, dims]));
}
