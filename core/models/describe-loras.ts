import { stat } from 'node:fs/promises';
import { openContainer } from '../checkpoints/containers/open-container.ts';
import { parseLoraKey } from '../checkpoints/lora/lora-keys.ts';
import { openLora } from '../checkpoints/lora/lora-overlay.ts';
import { GenesisError } from '../errors/genesis-error.ts';
import type { ModelSet } from './model-set.ts';

/** A LoRA of a model set, fitted to its DiT. */
export interface DescribedLora {
  readonly name: string;
  readonly bytes: number;
  /** Content identity; null when it does not fit. */
  readonly hash: string | null;
  /** Modules that the file changes. */
  readonly targets: number;
  /** Those of them that the DiT has, in the same shape. */
  readonly matched: number;
  /** The others, by name; all of them when it does not fit. */
  readonly unmatched: readonly string[];
  /** Why it cannot be used with the set; null when it can. */
  readonly problem: GenesisError | null;
}

/** Fits every LoRA of a set to its DiT. Reads headers and small samples. */
export async function describeLoras({ loras, networks, name: set }: ModelSet): Promise<DescribedLora[]> {
  const describe = async ({ name, file }: ModelSet['loras'][number]): Promise<DescribedLora> => {
    const { size: bytes } = await stat(file).catch(() => ({ size: 0 }));
    let nothing = { name, bytes, hash: null, targets: 0, matched: 0, unmatched: [] as string[] };
    try {
      const { tensors } = await openContainer(file);
      const modules = [...new Set([...tensors.keys()].map((key) => parseLoraKey(key)?.target ?? key))];
      nothing = { ...nothing, targets: modules.length, unmatched: modules };
      if (!networks.dit) throw new GenesisError('MODEL_NOT_FOUND', `model ${set} has no dit for ${name}`);
      const { hash, patches, unmatched } = await openLora(file, networks.dit.checkpoint);
      const targets = patches.size + unmatched.length;
      return { name, bytes, hash, targets, matched: patches.size, unmatched, problem: null };
    } catch (error) {
      if (!(error instanceof GenesisError)) throw error;
      return { ...nothing, problem: error };
    }
  };
  return Promise.all(loras.map(describe));
}
