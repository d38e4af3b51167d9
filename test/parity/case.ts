import type { Tensor } from '../../core/plugin-api/index.ts';

/** One recorded case: a folder with config.json and io.safetensors. */
export interface ParityCase {
  readonly name: string;
  readonly dir: string;
  /** config.json as it is. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Every tensor of io.safetensors by name. */
  readonly tensors: Readonly<Record<string, Tensor>>;
}

/** Computes a case's `out.*` tensors (and may compute `mid.*`) through the product's own code. */
export type ComponentRunner = (parityCase: ParityCase) => Promise<Record<string, Tensor>>;
