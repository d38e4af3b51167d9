import type { CheckpointView } from '../plugin-api/checkpoint.ts';
import { LARGEST } from './narrow-floats.ts';
import { readWeightRows } from './weight-rows.ts';

export interface WeightRange {
  readonly name: string;
  /** Largest finite magnitude. */
  readonly largest: number;
  /** Values that float16 arithmetic would turn into infinities: beyond 65504. */
  readonly beyondHalf: number;
  /** Values that are NaN or infinite as they are stored. */
  readonly nonFinite: number;
}

/** Reads every weight of a checkpoint, a few rows at a time, and says what float16 arithmetic would do to it. */
export async function* weightRanges(checkpoint: CheckpointView): AsyncGenerator<WeightRange> {
  for (const name of checkpoint.names) {
    let largest = 0;
    let beyondHalf = 0;
    let nonFinite = 0;
    for await (const values of readWeightRows(checkpoint.get(name))) {
      for (let i = 0; i < values.length; i++) {
        const magnitude = Math.abs(values[i]!);
        if (!Number.isFinite(magnitude)) nonFinite += 1;
        else {
          if (magnitude > LARGEST.float16) beyondHalf += 1;
          if (magnitude > largest) largest = magnitude;
        }
      }
    }
    yield { name, largest, beyondHalf, nonFinite };
  }
}
