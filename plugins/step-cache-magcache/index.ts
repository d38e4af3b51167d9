import { definePlugin, PLUGIN_API_VERSION, stepCacheRangeOptions, z } from '../../core/plugin-api/index.ts';
import { type MagCacheOptions, prepareMagCache } from './magcache.ts';

export default definePlugin({
  name: 'genesis-step-cache-magcache',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'step-cache',
      id: 'magcache',
      version: '1.0.0',
      title: 'MagCache',
      description: 'Spares forwards while the magnitude of the prediction changes little.',
      options: z.object({
        threshold: z
          .number()
          .min(0)
          .max(0.3)
          .default(0.02)
          .describe('Summed error up to which forwards are spared; 0: none. Larger is faster and coarser.'),
        maxSkips: z.int().min(0).max(6).default(4).describe('Most steps spared in a row.').meta({ unit: 'steps' }),
        ...stepCacheRangeOptions,
        model: z
          .enum(['wan-i2v-14b-480p', 'wan-i2v-14b-720p', 'generic'])
          .default('wan-i2v-14b-480p')
          .describe('Whose published calibration is used; generic: measured as the run goes.'),
      }),
      create: (_context, options: MagCacheOptions) => ({ prepare: (request) => prepareMagCache(request, options) }),
    },
  ],
});
