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
      translations: { zh: { title: 'EasyCache', description: '潜变量预示的变化较小时省去前向计算；无需校准。' } },
      options: z.object({
        threshold: z
          .number()
          .min(0)
          .max(1)
          .default(0.015)
          .describe('Summed change up to which forwards are spared; 0: none. Larger is faster and coarser.')
          .meta({ translations: { zh: '累计变化不超过此值时省去前向计算；0：不省。越大越快，也越粗糙。' } }),
        ...stepCacheRangeOptions,
        startStep: stepCacheRangeOptions.startStep
          .unwrap()
          .default(10)
          .describe('First step that may be skipped, from 0.')
          .meta({ translations: { zh: '可以跳过的第一步，从 0 开始。' } }),
      }),
      create: (_context, options: EasyCacheOptions) => ({ prepare: () => prepareEasyCache(options) }),
    },
  ],
});
