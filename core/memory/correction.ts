import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';
import type { StageUse } from './stage-use.ts';

/** One stage of a past run: what was forecast, of what one is sure, and what was measured. */
export interface MeasuredStage {
  readonly use: StageUse;
  readonly base: MemoryBytes;
  /** null where it was not measured. */
  readonly measured: { readonly vram: number | null; readonly ram: number | null };
}

/** A correction stays within these: beyond them something else than the forecast is wrong. */
const LEAST = 0.5;
const MOST = 2;
/** Part of what was forecast, besides the weights, below which a ratio says nothing. */
const LEAST_SHARE = 0.02;

function ratio({ use, base, measured }: MeasuredStage, kind: keyof MemoryBytes): number | null {
  const bytes = measured[kind];
  const total = use.forecastTotal[kind];
  const known = use.forecast.weights[kind] + base[kind];
  const rest = total - known;
  if (bytes === null || rest <= LEAST_SHARE * total) return null;
  return Math.min(MOST, Math.max(LEAST, (bytes - known) / rest));
}

/**
 * The upper quartile: one strange run moves it little, and it rather says too much than too little. Between the two
 * values beside it, linear.
 */
function upperQuartile(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = 0.75 * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  return low + (sorted[Math.ceil(place)]! - low) * (place - Math.floor(place));
}

/**
 * What to multiply the forecast of a stage by, all but the weights: what past runs of the stage on this device measured
 * over what was forecast for them, between 0.5 and 2; 1 where nothing was measured.
 */
export function correctionOf(stages: readonly MeasuredStage[]): MemoryBytes {
  const of = (kind: keyof MemoryBytes): number => {
    const ratios = stages.map((stage) => ratio(stage, kind)).filter((value) => value !== null);
    return ratios.length === 0 ? 1 : upperQuartile(ratios);
  };
  return { vram: of('vram'), ram: of('ram') };
}
