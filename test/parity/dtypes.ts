import { LINEAR_BOUND, NETWORK_FACTOR } from '../precision/bounds.ts';
import type { STORAGES } from '../support/synthetic/write-checkpoint.ts';

/** How the weights of cases are held instead of as they were recorded. */
export interface ParityDtype {
  /** Other names that mean the same, as file formats or precision plugins have them. */
  readonly also: readonly string[];
  /** Key of STORAGES: the files are written so. null: as they are. */
  readonly storage: keyof typeof STORAGES | null;
  /** Id of the precision plugin that converts the weights when they are loaded. */
  readonly precision: string | null;
  /** Largest relative L2 error of an output; null: nothing is lost, and the bounds of the cases hold. */
  readonly bounds: { readonly network: number; readonly pipeline: number } | null;
}

/**
 * A network alone may be off by NETWORK_FACTOR rounding units of its format. Three are bounded by what was measured,
 * times 1.5, rounded up to a twentieth: whole pipelines, since random networks carry an error on from step to step and
 * window to window; plain fp8_e4m3fn, since the recorded DiTs' weights lie among its least numbers; and q8, since with two
 * people a position changes from one to the other when their attention is nearly equal.
 */
const networkBound = (precision: string): number => NETWORK_FACTOR * LINEAR_BOUND[precision]!;

export const PARITY_DTYPES: Readonly<Record<string, ParityDtype>> = {
  f32: { also: ['fp32'], storage: 'F32', precision: null, bounds: null },
  f16: { also: ['fp16'], storage: 'F16', precision: null, bounds: { network: networkBound('fp16'), pipeline: 0.05 } },
  bf16: { also: [], storage: 'BF16', precision: null, bounds: { network: networkBound('bf16'), pipeline: 0.35 } },
  fp8_e4m3fn: {
    also: ['f8_e4m3', 'f8_e4m3fn'],
    storage: 'F8_E4M3',
    precision: null,
    bounds: { network: 0.6, pipeline: 0.95 },
  },
  fp8_e4m3fn_scaled: {
    also: ['f8_e4m3_scaled', 'f8_e4m3fn_scaled'],
    storage: 'F8_E4M3_SCALED',
    precision: null,
    bounds: { network: networkBound('fp8_e4m3fn'), pipeline: 0.5 },
  },
  fp8_e5m2: {
    also: ['f8_e5m2'],
    storage: 'F8_E5M2',
    precision: null,
    bounds: { network: networkBound('fp8_e5m2'), pipeline: 0.7 },
  },
  fp8_e5m2_scaled: {
    also: ['f8_e5m2_scaled'],
    storage: 'F8_E5M2_SCALED',
    precision: null,
    bounds: { network: networkBound('fp8_e5m2'), pipeline: 0.85 },
  },
  q8: { also: [], storage: null, precision: 'q8', bounds: { network: 0.15, pipeline: 0.45 } },
  q4: { also: [], storage: null, precision: 'q4', bounds: { network: networkBound('q4'), pipeline: 0.75 } },
};

/** The name of a dtype however it is spelled; null for none. */
export function dtypeName(text: string): string | null {
  const wanted = text.toLowerCase();
  const [name] = Object.entries(PARITY_DTYPES).find(([key, { also }]) => key === wanted || also.includes(wanted)) ?? [];
  return name ?? null;
}
