import { openCheckpointSet } from '../../core/checkpoints/checkpoint-set.ts';
import type { CheckpointView } from '../../core/plugin-api/checkpoint.ts';

/**
 * Opens one checkpoint of a single network.
 * @param settings what the files beside it say that shapes cannot
 */
export function openCheckpoint(
  path: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<CheckpointView> {
  return openCheckpointSet({ base: path, settings });
}
