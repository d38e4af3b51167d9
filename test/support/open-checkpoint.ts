import { assembleCheckpoint, type CheckpointSet, recogniseContainer } from '../../core/checkpoints/checkpoint-set.ts';
import type { CheckpointView } from '../../core/plugin-api/checkpoint.ts';

interface CheckpointRequest {
  /** A file, or the index of shards. */
  readonly base: string;
  /** InfiniteTalk patches, applied in order. */
  readonly overlays?: readonly string[];
  /** What the files beside the checkpoint say that shapes cannot. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/**
 * Opens a checkpoint, whatever tool wrote it, and puts overlays over it. Reads headers and a few MB of samples.
 * @throws GenesisError CHECKPOINT_INVALID, CHECKPOINT_TENSOR_MISSING or CHECKPOINT_UNSUPPORTED saying what is wrong
 */
export async function openCheckpointSet(request: CheckpointRequest): Promise<CheckpointSet> {
  const base = await recogniseContainer(request.base);
  const overlays = await Promise.all((request.overlays ?? []).map(recogniseContainer));
  return assembleCheckpoint(base, overlays, request.settings);
}

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
