import { join } from 'node:path';
import { type Conversion, conversionsKey } from './conversions.ts';

/** Paths that belong to one set of conversions of one checkpoint. */
export interface ConvertedFiles {
  /** The finished safetensors file. */
  readonly finished: string;
  /** The same while it is being written. */
  readonly partial: string;
  /** A ConversionReport per line for every weight that is in `partial`. */
  readonly journal: string;
  /** The reports of all weights, as a JSON array, once finished. */
  readonly report: string;
  /** Held by the process that writes. */
  readonly lock: string;
}

/** What the names of sets with LoRAs in them have before their extension. */
export const MERGED = '.merged';

export const isMerged = (conversions: readonly Conversion[]): boolean =>
  conversions.some(({ terms }) => terms.length > 0);

/** `<dir>/<checkpoint hash>/<key of the formats>.*`, with LoRAs `<key>.merged.*` */
export function convertedFiles(
  dir: string,
  checkpointHash: string,
  conversions: readonly Conversion[],
): ConvertedFiles {
  const name = conversionsKey(conversions) + (isMerged(conversions) ? MERGED : '');
  const base = join(dir, checkpointHash, name);
  return {
    finished: `${base}.safetensors`,
    partial: `${base}.partial`,
    journal: `${base}.journal`,
    report: `${base}.json`,
    lock: `${base}.lock`,
  };
}
