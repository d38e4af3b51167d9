import { mergedLoras, runTimeLoras } from '../checkpoints/lora/applied-lora.ts';
import { withLoras } from '../checkpoints/lora/lora-terms.ts';
import type { NetworkSource } from '../models/model-set.ts';
import type { CheckpointView, NetworkRole, Precision } from '../plugin-api/index.ts';
import { checkpointInPrecision } from '../quantize/converted-checkpoint.ts';
import type { QuantizeProgress } from '../quantize/quantize-checkpoint.ts';

/** How the weights of a network are held. */
export interface PoolPrecision {
  /** Id of the plugin. */
  readonly id: string;
  /** Plugin, version and options, as plain data. */
  readonly identity: unknown;
  readonly value: Precision;
  /** Folder of converted weights. */
  readonly dir: string;
  /** Called while the weights of a network are converted for the first time. */
  readonly onProgress?: (role: NetworkRole, progress: QuantizeProgress) => void;
}

/**
 * The weights of a network as a host loads them: in the precision, with merged LoRAs in them and the others beside them.
 * @param provider id of the execution provider
 */
export async function heldCheckpoint(
  { checkpoint, role, loras = [] }: Pick<NetworkSource, 'checkpoint' | 'role' | 'loras'>,
  provider: string,
  precision: Pick<PoolPrecision, 'value' | 'dir' | 'onProgress'> | undefined,
  signal?: AbortSignal,
): Promise<CheckpointView> {
  const merged = mergedLoras(loras);
  if (!precision && merged.length > 0) throw new RangeError('LoRAs can be merged only into the weights of a precision');
  const held = precision
    ? await checkpointInPrecision(checkpoint, precision.value, {
        role,
        provider,
        dir: precision.dir,
        loras: merged,
        signal,
        onProgress: (progress) => precision.onProgress?.(role, progress),
      })
    : checkpoint;
  return withLoras(
    held,
    runTimeLoras(loras).map(({ overlay }) => overlay),
  );
}
