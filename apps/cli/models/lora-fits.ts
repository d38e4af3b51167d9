import { basename, extname } from 'node:path';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { describeLoras } from '../../../core/models/describe-loras.ts';
import { scanModelSet } from '../../../core/models/model-set.ts';
import { printable } from '../printable.ts';
import type { Surroundings } from './surroundings.ts';

/** How a LoRA fits an installed set. */
export interface LoraFit {
  readonly model: string;
  readonly matched: number;
  readonly targets: number;
  /** Why it cannot be used with the set; null when it can. */
  readonly problem: GenesisError | null;
}

/** Fits a LoRA file to the DiT of every installed set. */
export async function loraFits(file: string, { folders, registry }: Surroundings): Promise<LoraFit[]> {
  const name = basename(file, extname(file));
  const fits: LoraFit[] = [];
  for (const [model, dir] of Object.entries(folders)) {
    const set = await scanModelSet(model, dir, registry).catch((error: unknown) => {
      if (error instanceof GenesisError) return null;
      throw error;
    });
    if (!set?.networks.dit) continue;
    const [lora] = await describeLoras({ ...set, loras: [{ name, file }] });
    if (lora) fits.push({ model, matched: lora.matched, targets: lora.targets, problem: lora.problem });
  }
  return fits;
}

export const fitLines = (fits: readonly LoraFit[]): string[] =>
  fits.map(({ model, matched, targets, problem }) =>
    problem
      ? `  ${model}: does not fit: ${printable(problem.message)}`
      : `  ${model}: ${matched} of ${targets} targets fit`,
  );
