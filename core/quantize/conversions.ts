import { createHash } from 'node:crypto';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import type { Precision, WeightFormat } from '../plugin-api/precision.ts';
import type { DType } from '../plugin-api/tensor.ts';

/** A weight that has to be made in another format than the checkpoint stores it in. */
export interface Conversion {
  readonly tensor: TensorInfo;
  readonly format: Exclude<WeightFormat, { kind: 'stored' }>;
}

/** Counts up when the same formats come to be written otherwise. */
const FILE_VERSION = 1;
const FLOAT8: readonly DType[] = ['float8e4m3fn', 'float8e5m2'];

function isConversion(tensor: TensorInfo, format: WeightFormat): format is Conversion['format'] {
  if (format.kind === 'stored' || tensor.shape.length !== 2) return false;
  const stored = tensor.parts ?? [tensor];
  // A wider float than the stored one holds nothing more; fp8 again in fp8 would lose without a gain.
  if (format.kind !== 'blocks' && stored.some(({ dtype }) => FLOAT8.includes(dtype))) return false;
  return format.kind !== 'float' || stored.some(({ dtype }) => dtype !== format.dtype);
}

/** What a precision asks of a checkpoint beyond what it stores, in the order of the tensors' names. */
export function planConversions(
  checkpoint: CheckpointView,
  precision: Precision,
  { role, provider }: { readonly role: NetworkRole; readonly provider: string },
): Conversion[] {
  return checkpoint.names.flatMap((name) => {
    const tensor = checkpoint.get(name);
    const format = precision.format({ role, provider, tensor });
    return isConversion(tensor, format) ? [{ tensor, format }] : [];
  });
}

/** Identity of a set of conversions; the checkpoint's own hash is not in it. */
export function conversionsKey(conversions: readonly Conversion[]): string {
  const plan = conversions.map(({ tensor, format }) => [tensor.name, tensor.shape, format]);
  return createHash('sha256')
    .update(JSON.stringify([FILE_VERSION, plan]))
    .digest('hex')
    .slice(0, 16);
}
