import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import type { JobProgress } from '../../../core/models/job-progress.ts';
import type { QuantizationChoice } from '../../../core/models/open-quantization.ts';

/** Sent with the fork, as JSON in the environment variable GENESIS_MODEL_JOB. */
export type ModelJobOrder = {
  /** Bytes of disk that must stay free. */
  readonly minFree: number;
} & (
  | {
      readonly kind: 'QUANTIZE';
      readonly model: string;
      /** Folder of the set. */
      readonly folder: string;
      readonly choice: QuantizationChoice;
      /** Third-party plugins: package names or file paths. */
      readonly plugins: readonly string[];
      /** Folder of converted weights. */
      readonly weightsDir: string;
    }
  | { readonly kind: 'PULL'; readonly model: string; readonly dir: string; readonly hubUrl: string | undefined }
);

export type ModelJobMessage =
  | { readonly type: 'progress'; readonly progress: JobProgress; readonly secondsLeft: number | null }
  | { readonly type: 'succeeded' }
  | { readonly type: 'failed'; readonly code: ErrorCode; readonly message: string };
