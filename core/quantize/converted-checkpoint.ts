import { utimes } from 'node:fs/promises';
import { readRows } from '../checkpoints/tensor-values.ts';
import { openSafetensors, type SafetensorsFile } from '../graph/safetensors.ts';
import type { CheckpointView, TensorInfo } from '../plugin-api/checkpoint.ts';
import type { Precision } from '../plugin-api/precision.ts';
import { type Conversion, conversionsKey, planConversions } from './conversions.ts';
import { convertedFiles, isMerged } from './converted-files.ts';
import { codesName, scaleName, scalesName } from './converted-layout.ts';
import { type QuantizeOptions, type QuantizeProgress, quantizeCheckpoint } from './quantize-checkpoint.ts';

function converted({ tensor, format }: Conversion, { tensors }: SafetensorsFile): TensorInfo {
  const { name, dtype, shape } = tensor;
  if (format.kind === 'blocks') {
    const codes = tensors.get(codesName(name))!;
    const scales = tensors.get(scalesName(name))!;
    const { file, offset, length } = codes;
    return {
      name,
      dtype,
      shape,
      file,
      offset,
      length,
      blocks: { bits: format.bits, block: format.block, codes, scales },
    };
  }
  const values = tensors.get(name)!;
  const scale = tensors.get(scaleName(name));
  return scale ? { ...values, scale } : values;
}

/** Values as they are held now; of blocks, which nobody reads this way, as the checkpoint has them. */
const readHeld = (checkpoint: CheckpointView, name: string, held: TensorInfo | undefined): Promise<Float32Array> =>
  held && !held.blocks ? readRows(held) : checkpoint.read(name);

/** The checkpoint with its converted weights in place of the stored ones. */
async function overlayConverted(
  checkpoint: CheckpointView,
  conversions: readonly Conversion[],
  path: string,
): Promise<CheckpointView> {
  const file = await openSafetensors(path);
  const byName = new Map(conversions.map((conversion) => [conversion.tensor.name, converted(conversion, file)]));
  return {
    names: checkpoint.names,
    settings: checkpoint.settings,
    has: (name) => checkpoint.has(name),
    get: (name) => byName.get(name) ?? checkpoint.get(name),
    read: (name) => readHeld(checkpoint, name, byName.get(name)),
    hash: `${checkpoint.hash}-${conversionsKey(conversions)}`,
  };
}

/**
 * A checkpoint as a precision holds it, with LoRAs added: itself when nothing has to be made, else with the weights of the cache, which
 * is filled first if need be. Weights with LoRAs in them are marked as used: those used longest ago are cleaned away first.
 */
export async function checkpointInPrecision(
  checkpoint: CheckpointView,
  precision: Precision,
  options: QuantizeOptions & { readonly onProgress?: ((progress: QuantizeProgress) => void) | undefined },
): Promise<CheckpointView> {
  const conversions = planConversions(checkpoint, precision, options);
  if (conversions.length === 0) return checkpoint;
  for await (const progress of quantizeCheckpoint(checkpoint, precision, options)) options.onProgress?.(progress);
  const { finished } = convertedFiles(options.dir, checkpoint.hash, conversions);
  if (isMerged(conversions)) await utimes(finished, new Date(), new Date());
  return overlayConverted(checkpoint, conversions, finished);
}
