import type { FileHandle } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import { writeAll } from '../runtime/write-all.ts';
import { quantizeBlocks } from './block-codes.ts';
import type { Conversion } from './conversions.ts';
import { type ConvertedLayout, codesName, scaleName, scalesName } from './converted-layout.ts';
import { readMergedRows } from './merged-rows.ts';
import { LARGEST, narrowFloats } from './narrow-floats.ts';

/** How well one weight, with the LoRAs that were added to it, took its new format. */
export interface ConversionReport {
  readonly name: string;
  /** Largest magnitude before the conversion. */
  readonly largest: number;
  /** Values that were beyond the format's range and became its largest value. */
  readonly saturated: number;
  /** ‖converted − original‖₂ / ‖original‖₂ */
  readonly relativeError: number;
}

/** Share of saturated values from which a plain fp8 weight is garbage; below it they are outliers. */
const SATURATION_LIMIT = 1e-3;

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint16Array | Float32Array): Uint8Array =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

/** Files of the LoRAs that were added, any of which may be at fault. */
function mergedFiles(terms: Conversion['terms']): string {
  const files = terms.flatMap(({ lowRank, diff }) => (lowRank?.down ?? diff)?.file ?? []);
  return files.length === 0 ? '' : ` with ${[...new Set(files)].join(' and ')} merged into it`;
}

/** @throws GenesisError CHECKPOINT_INVALID when a value is NaN or infinite */
async function* finiteRows({
  tensor,
  terms,
}: Conversion): AsyncGenerator<{ values: Float32Array; largest: number; square: number }> {
  for await (const values of readMergedRows(tensor, terms)) {
    let largest = 0;
    let square = 0;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Math.abs(value) > largest) largest = Math.abs(value);
      square += value * value;
    }
    if (!Number.isFinite(square) && !values.every(Number.isFinite)) {
      const count = values.filter((value) => !Number.isFinite(value)).length;
      throw new GenesisError(
        'CHECKPOINT_INVALID',
        `${tensor.file}: ${tensor.name} has ${count} values that are NaN or infinite${mergedFiles(terms)}`,
      );
    }
    yield { values, largest, square };
  }
}

async function fp8Scale(conversion: Conversion): Promise<number> {
  const { format } = conversion;
  if (format.kind !== 'float8' || !format.scaled) return 1;
  let largest = 0;
  for await (const rows of finiteRows(conversion)) largest = Math.max(largest, rows.largest);
  return largest === 0 ? 1 : Math.fround(largest / LARGEST[format.dtype]);
}

function checkSaturation(
  { tensor, format }: Conversion,
  { largest, saturated }: Omit<ConversionReport, 'relativeError'>,
): void {
  if (saturated === 0 || format.kind === 'blocks' || format.dtype === 'bfloat16' || format.dtype === 'float32') return;
  const count = tensor.shape.reduce((product, size) => product * size, 1);
  if (format.kind === 'float8' && saturated / count <= SATURATION_LIMIT) return;
  throw new GenesisError(
    'PRECISION_SATURATED',
    `${saturated} of ${count} values of ${tensor.name} are beyond the largest ${format.dtype}, ${LARGEST[format.dtype]} (largest: ${largest})`,
    { field: 'precision', accepted: 'a precision that holds these weights: auto, bf16, q8, or fp8 with scaled on' },
  );
}

/**
 * Converts one weight, a few rows at a time, into its place in the file.
 * @throws GenesisError PRECISION_SATURATED when too many values are beyond the format's range, CHECKPOINT_INVALID for NaN
 */
export async function convertTensor(
  conversion: Conversion,
  file: FileHandle,
  { offsets }: ConvertedLayout,
  onChunk: () => void,
): Promise<ConversionReport> {
  const { tensor, format } = conversion;
  const { name } = tensor;
  const scale = await fp8Scale(conversion);
  const written = new Map<string, number>();
  const append = async (target: string, data: Uint8Array | Uint16Array | Float32Array): Promise<void> => {
    const done = written.get(target) ?? 0;
    await writeAll(file, bytesOf(data), offsets.get(target)! + done);
    written.set(target, done + data.byteLength);
  };
  const total = { largest: 0, square: 0, error: 0, saturated: 0 };
  for await (const { values, largest, square } of finiteRows(conversion)) {
    onChunk();
    total.largest = Math.max(total.largest, largest);
    total.square += square;
    if (format.kind === 'blocks') {
      const { codes, scales, squaredError } = quantizeBlocks(values, tensor.shape[1]!, format);
      total.error += squaredError;
      await append(codesName(name), codes);
      await append(scalesName(name), scales);
    } else if (format.dtype === 'float32') {
      await append(name, values);
    } else {
      const { bits, saturated, squaredError } = narrowFloats(values, format.dtype, scale);
      total.error += squaredError;
      total.saturated += saturated;
      await append(name, bits);
    }
  }
  if (format.kind === 'float8' && format.scaled) await append(scaleName(name), Float32Array.of(scale));
  const { largest, saturated } = total;
  checkSaturation(conversion, { name, largest, saturated });
  return { name, largest, saturated, relativeError: total.square === 0 ? 0 : Math.sqrt(total.error / total.square) };
}
