import type { EarlierLatents } from '../../../core/runs/resolve-inputs.ts';
import type { RunRepository } from '../../../db/repositories/runs.ts';
import type { StageOutputRepository } from '../../../db/repositories/stage-outputs.ts';

/**
 * The latents that the windows of a generation's last finished run ended with; null: there is no such run.
 * @param isStored whether the stage cache has an entry
 */
export function earlierLatents(
  runs: Pick<RunRepository, 'list'>,
  stages: Pick<StageOutputRepository, 'list'>,
  isStored: (key: string) => boolean,
  generation: string,
): EarlierLatents | null {
  const run = runs.list(generation).findLast(({ state }) => state === 'SUCCEEDED');
  if (!run) return null;
  const windows = stages.list(run.id).filter(({ stage }) => stage === 'denoise');
  const latents = windows[0]?.tensors.find(({ name }) => name === 'latents');
  const keys = windows.map(({ key }) => key);
  return { keys, shape: latents?.shape ?? null, stored: keys.every(isStored) };
}
