import type { EarlierLatents } from '../../../core/runs/resolve-inputs.ts';
import type { RunRepository } from '../../../db/repositories/runs.ts';
import type { StageOutputRepository } from '../../../db/repositories/stage-outputs.ts';

/** The latents that the windows of a generation's last finished run ended with; null: there is no such run. */
export function earlierLatents(
  runs: Pick<RunRepository, 'list'>,
  stages: Pick<StageOutputRepository, 'list'>,
  generation: string,
): EarlierLatents | null {
  const run = runs.list(generation).findLast(({ state }) => state === 'SUCCEEDED');
  if (!run) return null;
  const windows = stages.list(run.id).filter(({ stage }) => stage === 'denoise');
  const latents = windows[0]?.tensors.find(({ name }) => name === 'latents');
  return { keys: windows.map(({ key }) => key), shape: latents?.shape ?? null };
}
