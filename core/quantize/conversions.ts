import { createHash } from 'node:crypto';
import type { AppliedLora } from '../checkpoints/lora/applied-lora.ts';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import { isBlockLinear, type Precision, type WeightFormat } from '../plugin-api/precision.ts';
import type { DType } from '../plugin-api/tensor.ts';
import { type MergedTerm, mergedTerms } from './merged-rows.ts';

/** How a weight is written. */
export type ConvertedFormat = Exclude<WeightFormat, { kind: 'stored' }>;

/** A weight that has to be made: in another format than the checkpoint stores it in, or with LoRAs added. */
export interface Conversion {
  readonly tensor: TensorInfo;
  readonly format: ConvertedFormat;
  readonly terms: readonly MergedTerm[];
}

/** Counts up when the same formats come to be written otherwise. */
const FILE_VERSION = 1;
const FLOAT8: readonly DType[] = ['float8e4m3fn', 'float8e5m2'];

function isConversion(tensor: TensorInfo, format: WeightFormat): format is ConvertedFormat {
  if (format.kind === 'stored' || tensor.shape.length !== 2) return false;
  const stored = tensor.parts ?? [tensor];
  // A wider float than the stored one holds nothing more; fp8 again in fp8 would lose without a gain.
  if (format.kind !== 'blocks' && stored.some(({ dtype }) => FLOAT8.includes(dtype))) return false;
  if (format.kind !== 'float') return true;
  return format.dtype !== 'float32' && stored.some(({ dtype }) => dtype !== format.dtype);
}

/**
 * A sum is stored as the precision asks; where it asks for nothing, the linear layers of the blocks in the float that they
 * have (8-bit ones in 16 bits, to which loading widens them anyway), all else in float32.
 */
function formatOfSum(tensor: TensorInfo, asked: WeightFormat): ConvertedFormat {
  if (asked.kind !== 'stored' && tensor.shape.length === 2) return asked;
  const { dtype } = tensor;
  if (!isBlockLinear(tensor) || dtype === 'float32') return { kind: 'float', dtype: 'float32' };
  return { kind: 'float', dtype: dtype === 'float16' ? 'float16' : 'bfloat16' };
}

export interface ConversionSite {
  readonly role: NetworkRole;
  /** Id of the execution provider that will use the weights. */
  readonly provider: string;
  /** LoRAs that are added to the weights. @default none */
  readonly loras?: readonly AppliedLora[] | undefined;
}

/** What a precision and LoRAs ask of a checkpoint beyond what it stores, in the order of the tensors' names. */
export function planConversions(
  checkpoint: CheckpointView,
  precision: Precision,
  { role, provider, loras = [] }: ConversionSite,
): Conversion[] {
  const sums = mergedTerms(checkpoint, loras);
  return checkpoint.names.flatMap((name) => {
    const tensor = checkpoint.get(name);
    const format = precision.format({ role, provider, tensor });
    const terms = sums.get(name);
    if (terms) return [{ tensor, format: formatOfSum(tensor, format), terms }];
    return isConversion(tensor, format) ? [{ tensor, format, terms: [] }] : [];
  });
}

/** Identity of a set of conversions; the checkpoint's own hash is not in it. */
export function conversionsKey(conversions: readonly Conversion[]): string {
  const plan = conversions.map(({ tensor, format, terms }) => {
    const added = terms.map(({ source, strength }) => [source, strength]);
    return [tensor.name, tensor.shape, format, ...(added.length > 0 ? [added] : [])];
  });
  return createHash('sha256')
    .update(JSON.stringify([FILE_VERSION, plan]))
    .digest('hex')
    .slice(0, 16);
}
