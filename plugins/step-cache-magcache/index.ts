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
      translations: { zh: { title: 'MagCache', description: '预测的幅度变化较小时省去前向计算。' } },
      options: z.object({
        threshold: z
          .number()
          .min(0)
          .max(0.3)
          .default(0.02)
          .describe('Summed error up to which forwards are spared; 0: none. Larger is faster and coarser.')
          .meta({ translations: { zh: '累计误差不超过此值时省去前向计算；0：不省。越大越快，也越粗糙。' } }),
        maxSkips: z
          .int()
          .min(0)
          .max(6)
          .default(4)
          .describe('Most steps spared in a row.')
          .meta({ unit: 'steps', translations: { zh: '最多连续省去的步数。' } }),
        ...stepCacheRangeOptions,
        model: z
          .enum(['wan-i2v-14b-480p', 'wan-i2v-14b-720p', 'generic'])
          .default('wan-i2v-14b-480p')
          .describe('Whose published calibration is used; generic: measured as the run goes.')
          .meta({ translations: { zh: '使用哪个模型公布的校准；generic：在运行中测量。' } }),
      }),
      create: (_context, options: MagCacheOptions) => ({ prepare: (request) => prepareMagCache(request, options) }),
    },
  ],
});
