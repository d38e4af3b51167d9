import { mergedLoras, runTimeLoras } from '../checkpoints/lora/applied-lora.ts';
import { loraTerms } from '../checkpoints/lora/lora-terms.ts';
import { DTYPE_BYTES } from '../graph/floats.ts';
import type { NetworkSource } from '../models/model-set.ts';
import type { MemoryBytes, WeightsForecast } from '../plugin-api/memory-forecast.ts';
import type { Precision } from '../plugin-api/precision.ts';
import { type DType, elementCount } from '../plugin-api/tensor.ts';
import { planConversions } from '../quantize/conversions.ts';
import { storedTensors } from '../quantize/converted-layout.ts';
import type { ProviderCalibration } from './calibration.ts';
import { NO_BYTES } from './memory-bytes.ts';

const BLOCK = /^blocks\.(\d+)\./;
/** Tables of which rows are picked: they stay in their file. */
const PICKED = /(^|\.)token_embedding\.weight$/;

/** Weights of blocks that are in RAM at the same time: read ahead, being made, and on their way. */
const MADE_AT_ONCE = 10;
/** A session's copies of a weight that it casts, and of one that has a scale. */
const COPIES = 2;
const COPIES_OF_SCALED = 3;

export interface WeightSettings {
  readonly provider: string;
  readonly calibration: ProviderCalibration;
  readonly precision: Precision;
  readonly computeType: DType;
}

/**
 * Bytes of every tensor of a network as the provider holds it: floats in the compute type whatever they are stored in
 * (a cast of a weight is folded when the session loads), weights in blocks as codes and scales, LoRAs with what they change. Pure: headers only.
 */
function tensorBytes(source: NetworkSource, settings: WeightSettings): Map<string, number> {
  const { calibration, computeType, precision, provider } = settings;
  const { checkpoint, role, loras = [] } = source;
  const copies = role === 'vae' ? calibration.vaeCopies : 1;
  const converted = new Map(
    planConversions(checkpoint, precision, { role, provider, loras: mergedLoras(loras) }).map((conversion) => [
      conversion.tensor.name,
      conversion,
    ]),
  );
  const bytes = new Map<string, number>();
  for (const name of checkpoint.names) {
    const conversion = converted.get(name);
    if (PICKED.test(name)) bytes.set(name, 0);
    else if (conversion?.format.kind === 'blocks') {
      const parts = storedTensors(conversion);
      const held = (dtype: DType) => DTYPE_BYTES[dtype === 'uint8' ? dtype : computeType];
      const stored = parts.reduce((sum, { shape, dtype }) => sum + elementCount(shape) * held(dtype), 0);
      bytes.set(name, stored * calibration.blockWeights);
    } else {
      const elements = elementCount(checkpoint.get(name).shape);
      bytes.set(name, elements * DTYPE_BYTES[computeType] * calibration.floatWeights * copies);
    }
  }
  const beside = loraTerms(
    checkpoint,
    runTimeLoras(loras).map(({ overlay }) => overlay),
  );
  for (const [name, terms] of beside) {
    const tensors = terms.flatMap(({ lowRank, diff }) => [lowRank?.down, lowRank?.up, diff]);
    const elements = tensors.reduce((sum, tensor) => sum + (tensor ? elementCount(tensor.shape) : 0), 0);
    bytes.set(name, bytes.get(name)! + elements * DTYPE_BYTES[computeType] * calibration.floatWeights);
  }
  return bytes;
}

/**
 * RAM that a host has while weights of its come to a device, by the largest of them: those of blocks are read ahead and made
 * in threads, in the type that the graph has; those outside of blocks are made by a session, as float32 (docs/gpu.md).
 */
export function forecastLoading(source: NetworkSource, { calibration, computeType }: WeightSettings): number {
  if (calibration.memory === 'ram') return 0;
  const { checkpoint } = source;
  const bytes = checkpoint.names.map((name) => {
    if (PICKED.test(name)) return 0;
    const { shape, scale } = checkpoint.get(name);
    const perElement = BLOCK.test(name)
      ? DTYPE_BYTES[computeType] * MADE_AT_ONCE
      : DTYPE_BYTES.float32 * (scale ? COPIES_OF_SCALED : COPIES);
    return elementCount(shape) * perElement;
  });
  return bytes.reduce((most, each) => Math.max(most, each), 0);
}

/** How a network's weights lie in memory. Only the blocks of a DiT can be swapped. */
export function forecastWeights(source: NetworkSource, settings: WeightSettings): WeightsForecast {
  const { memory } = settings.calibration;
  const held = (bytes: number): MemoryBytes => ({ ...NO_BYTES, [memory]: bytes });
  let shared = 0;
  let inBlocks = 0;
  const blocks = new Set<string>();
  for (const [name, bytes] of tensorBytes(source, settings)) {
    const block = source.role === 'dit' ? BLOCK.exec(name)?.[1] : undefined;
    if (block === undefined) shared += bytes;
    else {
      blocks.add(block);
      inBlocks += bytes;
    }
  }
  const each = blocks.size === 0 ? 0 : inBlocks / blocks.size;
  const block = held(each);
  // Weights that are fed are read into RAM first; on the processor, reading ahead fills the system's file cache only.
  const fed = memory === 'vram' ? each : 0;
  const slot = { ...block, ram: block.ram + fed };
  return { shared: held(shared), blocks: blocks.size, block, slot, ahead: { vram: 0, ram: fed } };
}
