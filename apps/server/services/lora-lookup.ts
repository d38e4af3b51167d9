import { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { LoraLookup } from '../../../core/import/comfy-workflow/lora-rules.ts';
import { findLora } from '../../../core/models/installed-loras.ts';
import type { Models } from './model-service.ts';

const problemOf = (error: unknown): { readonly problem: string } => {
  if (!(error instanceof GenesisError)) throw error;
  return { problem: error.accepted ? `${error.message}; there are: ${error.accepted}` : error.message };
};

/** Finds the LoRAs of a model set by the file names of a workflow; one that does not fit the set's DiT is none. */
export async function loraLookup(models: Pick<Models, 'modelSet' | 'loras'>, model: string): Promise<LoraLookup> {
  try {
    const { loras } = await models.modelSet(model);
    const described = await models.loras(model);
    return (called) => {
      try {
        const { name } = findLora(loras, called, 'loras');
        const problem = described.find((lora) => lora.name === name)?.problem;
        return problem ? { problem: problem.message } : { name };
      } catch (error) {
        return problemOf(error);
      }
    };
  } catch (error) {
    const missing = problemOf(error);
    return () => missing;
  }
}
