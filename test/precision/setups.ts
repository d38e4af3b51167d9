import type {
  ExecutionProviderContribution,
  Plugin,
  Precision,
  PrecisionContribution,
} from '../../core/plugin-api/index.ts';
import { unavailability } from '../../core/plugin-host/availability.ts';
import blocks from '../../plugins/precision-blocks/index.ts';
import float from '../../plugins/precision-float/index.ts';
import fp8 from '../../plugins/precision-fp8/index.ts';
import cpu from '../../plugins/provider-cpu/index.ts';
import webgpu from '../../plugins/provider-webgpu/index.ts';
import type { NetworkSetup } from '../support/network.ts';

const context = { log: () => {} };

const contributions = (plugins: readonly Plugin[]) => plugins.flatMap((plugin) => plugin.contributes);

export const PRECISIONS = contributions([float, fp8, blocks]).filter(
  (contribution): contribution is PrecisionContribution => contribution.kind === 'precision',
);

const PROVIDERS = contributions([cpu, webgpu]).filter(
  (contribution): contribution is ExecutionProviderContribution => contribution.kind === 'execution-provider',
);

export const PROVIDER_IDS: readonly string[] = PROVIDERS.map(({ id }) => id);

/** What the table has a column block for: a precision with its options. */
export const VARIANTS: readonly { readonly id: string; readonly options: Readonly<Record<string, unknown>> }[] = [
  { id: 'fp32', options: {} },
  { id: 'fp16', options: {} },
  { id: 'bf16', options: {} },
  { id: 'fp8_e4m3fn', options: {} },
  { id: 'fp8_e4m3fn', options: { scaled: false } },
  { id: 'fp8_e5m2', options: {} },
  { id: 'fp8_e5m2', options: { scaled: false } },
  { id: 'q8', options: { block: '32' } },
  { id: 'q8', options: { block: '128' } },
  { id: 'q4', options: {} },
];

export const variantName = ({ id, options }: (typeof VARIANTS)[number]): string =>
  [id, ...Object.entries(options).map(([key, value]) => (key === 'scaled' ? 'plain' : `${key} ${value}`))].join(', ');

export function openPrecision(id: string, options: Readonly<Record<string, unknown>>): Precision {
  const contribution = PRECISIONS.find((one) => one.id === id)!;
  return contribution.create(context, contribution.options.parse(options));
}

/** @returns null and why, when the provider cannot run here */
export async function openProvider(
  id: string,
  options: Readonly<Record<string, unknown>> = {},
): Promise<{ setup: NetworkSetup; unavailable: null } | { setup: null; unavailable: string }> {
  const contribution = PROVIDERS.find((one) => one.id === id)!;
  const unavailable = await unavailability(contribution);
  if (unavailable !== null) return { setup: null, unavailable: unavailable.reason };
  return {
    setup: { id, execution: contribution.create(context, contribution.options.parse(options)) },
    unavailable: null,
  };
}
