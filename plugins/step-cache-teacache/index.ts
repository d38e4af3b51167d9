import { definePlugin, PLUGIN_API_VERSION, stepCacheRangeOptions, z } from '../../core/plugin-api/index.ts';
import { prepareTeaCache, type TeaCacheOptions } from './teacache.ts';

export default definePlugin({
  name: 'genesis-step-cache-teacache',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'step-cache',
      id: 'teacache',
      version: '1.0.0',
      title: 'TeaCache',
      description: 'Spares forwards while the time embedding, or else the noisy latents, change little.',
      translations: { zh: { title: 'TeaCache', description: '时间嵌入（或带噪潜变量）变化较小时省去前向计算。' } },
      options: z.object({
        threshold: z
          .number()
          .min(0)
          .max(1)
          .default(0.3)
          .describe('Summed change up to which forwards are spared; 0: none. Larger is faster and coarser.')
          .meta({ translations: { zh: '累计变化不超过此值时省去前向计算；0：不省。越大越快，也越粗糙。' } }),
        ...stepCacheRangeOptions,
        model: z
          .enum(['wan-i2v-14b-480p', 'wan-i2v-14b-720p', 'generic'])
          .default('wan-i2v-14b-480p')
          .describe('Whose published polynomial rescales the change; generic: none, the latents count instead.')
          .meta({ translations: { zh: '用哪个模型公布的多项式缩放变化量；generic：不用，改看潜变量。' } }),
      }),
      create: (_context, options: TeaCacheOptions) => ({
        usesTimeEmbedding: options.model !== 'generic',
        prepare: () => prepareTeaCache(options),
      }),
    },
  ],
});
