import type { TensorShapes } from '../../../core/plugin-api/index.ts';
import { castSource } from './cast.ts';
import { LORA_NAMINGS } from './lora.ts';
import { randomTensors } from './random-weights.ts';
import { STORAGES } from './write-checkpoint.ts';
import { writeSafetensors } from './write-safetensors.ts';

/**
 * Writes a LoRA for every matrix of a network's blocks, with random bfloat16 weights under lightx2v's names, piece by
 * piece: as large as one of the published ones. At strength 1 it changes weights by as much as they are.
 */
export async function writeRandomLora(path: string, shapes: TensorShapes, rank: number): Promise<void> {
  const { module: spell, down, up } = LORA_NAMINGS.lightx2v;
  const factors: Record<string, readonly number[]> = {};
  for (const [name, shape] of Object.entries(shapes)) {
    const module = /^(blocks\..*)\.weight$/.exec(name)?.[1];
    if (!module || shape.length !== 2) continue;
    factors[`${spell(module)}.${down}`] = [rank, shape[1]!];
    factors[`${spell(module)}.${up}`] = [shape[0]!, rank];
  }
  const stored = await Promise.all(randomTensors(factors, 1).map((source) => castSource(source, STORAGES.BF16!)));
  await writeSafetensors(path, stored.flat());
}
