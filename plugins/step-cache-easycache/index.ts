import { definePlugin, PLUGIN_API_VERSION, stepCacheRangeOptions, z } from '../../core/plugin-api/index.ts';
import { type EasyCacheOptions, prepareEasyCache } from './easycache.ts';

export default definePlugin({
  name: 'genesis-step-cache-easycache',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'step-cache',
      id: 'easycache',
      version: '1.0.0',
      title: 'EasyCache',
      description: 'Spares forwards while the change that the latents foretell is small; needs no calibration.',
      options: z.object({
        threshold: z
          .number()
          .min(0)
          .max(1)
          .default(0.015)
          .describe('Summed change up to which forwards are spared; 0: none. Larger is faster and coarser.'),
        ...stepCacheRangeOptions,
        startStep: stepCacheRangeOptions.startStep
          .unwrap()
          .default(10)
          .describe('First step that may be skipped, from 0.'),
      }),
      create: (_context, options: EasyCacheOptions) => ({ prepare: () => prepareEasyCache(options) }),
    },
  ],
});
