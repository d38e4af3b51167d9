import type { TensorInfo } from './checkpoint.ts';
import type { NetworkRole } from './network.ts';
import type { Contribution } from './plugin.ts';

/** How a weight is held in files and in memory. Arithmetic is in the provider's compute type whatever the format. */
export type WeightFormat =
  /** As the checkpoint has it. */
  | { readonly kind: 'stored' }
  /**
   * A plain float. float32 by itself makes nothing, since narrower weights are widened exactly when they are used; sums with
   * LoRAs are kept in it.
   */
  | { readonly kind: 'float'; readonly dtype: 'float32' | 'float16' | 'bfloat16' }
  /** `scaled`: divided by one factor per tensor, so that its largest magnitude is the format's largest. */
  | { readonly kind: 'float8'; readonly dtype: 'float8e4m3fn' | 'float8e5m2'; readonly scaled: boolean }
  /** Whole numbers of `bits` bits with one factor for every `block` consecutive inputs of a row. */
  | { readonly kind: 'blocks'; readonly bits: 4 | 8; readonly block: 32 | 128 };

/** A weight that a precision is asked about. */
export interface WeightSite {
  readonly role: NetworkRole;
  /** Id of the execution provider that will use the weight. */
  readonly provider: string;
  /** Canonical name, dtype and shape as the checkpoint has them. */
  readonly tensor: Pick<TensorInfo, 'name' | 'dtype' | 'shape'>;
}

/** Decides, tensor by tensor, how a network's weights are held. */
export interface Precision {
  /**
   * Pure. `blocks` is for the weights of linear layers (see isBlockLinear). A format that would lose nothing against
   * the stored one (float16 made from fp8, say) is skipped: the weight stays as it is stored.
   */
  format(site: WeightSite): WeightFormat;
}

export type PrecisionContribution<Options = unknown> = Contribution<'precision', Options, Precision>;

const IN_A_BLOCK = /(?:^|\.)(?:blocks|transformer|layers)\.\d+\./;
const SENSITIVE = /norm|embed|modulation/;
/** Rows and columns from which a layer is worth holding in fewer bits. */
const LEAST_DIM = 16;

/**
 * Whether a tensor is the weight `[out, in]` of a linear layer inside a repeated block: where nearly all parameters
 * are, and where fewer bits cost least. Embeddings, norms, modulation, time, text and image projections, the first
 * projection and the head are not.
 */
export function isBlockLinear({ name, shape }: WeightSite['tensor']): boolean {
  return (
    shape.length === 2 &&
    shape.every((size) => size >= LEAST_DIM) &&
    name.endsWith('.weight') &&
    IN_A_BLOCK.test(name) &&
    !SENSITIVE.test(name)
  );
}
