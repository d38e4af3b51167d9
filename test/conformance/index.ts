export type { Check } from './check.ts';
export { memoryStrategyChecks } from './memory-strategy.ts';
export { precisionChecks } from './precision.ts';
export { schedulerChecks } from './scheduler.ts';
export { stepCacheChecks } from './step-cache.ts';
