import type { GenerationSettings } from './spec.ts';

/** No limit besides the machine's; settings that were stored before the field was there have it. */
export const MEMORY_DEFAULTS: Pick<GenerationSettings, 'memoryBudget'> = {
  memoryBudget: { vramBytes: null, ramBytes: null },
};
