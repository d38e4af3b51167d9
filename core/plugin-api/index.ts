/** The one public door for plugins. Built-in plugins import this file and nothing else of the core. */
export { z } from 'zod';
export { GenesisError } from '../errors/genesis-error.ts';
/** Toolkit for memory strategies: what a plan costs, and a plan within the budget. */
export * from '../memory/memory-bytes.ts';
export * from '../memory/plan-within.ts';
export * from '../memory/stage-use.ts';
export * from '../memory/vae-tiling-options.ts';
/** Toolkit for guidance: scales by step, rescale. */
export * from '../sampling/guidance-rescale.ts';
export * from '../sampling/guidance-scales.ts';
/** Toolkit for schedulers: sigma tables of the flow, history, step bookkeeping, PyTorch's noise. */
export * from '../sampling/linear-combination.ts';
export * from '../sampling/randn.ts';
/** Toolkit for networks with rotary embeddings. */
export * from '../sampling/riflex.ts';
export * from '../sampling/schedule-part.ts';
export * from '../sampling/scheduler-run.ts';
export * from '../sampling/sigma-tables.ts';
/** Toolkit for step caches: range, bookkeeping, state. */
export * from '../sampling/step-cache-run.ts';
export type * from './checkpoint.ts';
export * from './checkpoint-checks.ts';
export type * from './convolution.ts';
export * from './define.ts';
export type * from './execution-provider.ts';
export * from './graph.ts';
export type * from './guidance.ts';
export * from './lora.ts';
export type * from './lowering.ts';
export type * from './memory-forecast.ts';
export type * from './memory-strategy.ts';
export * from './network.ts';
export type * from './output.ts';
export * from './plugin.ts';
export * from './precision.ts';
export type * from './scheduler.ts';
export type * from './step-cache.ts';
export * from './tensor.ts';
export type { InOtherLanguages, Translations } from './translations.ts';
export * from './vae-tiling.ts';
