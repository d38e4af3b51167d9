import { definePlugin, guidanceScaleOptions, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type ApgOptions, prepareApg } from './apg.ts';

export default definePlugin({
  name: 'genesis-guidance-apg',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'guidance',
      id: 'apg',
      version: '1.0.0',
      title: 'Adaptive projected guidance',
      description: 'Text and audio guidance without over-saturation at high scales; the same calls as text-audio-cfg.',
      translations: {
        zh: {
          title: '自适应投影引导',
          description: '强度较高时也不会过饱和的文本与语音引导；模型调用次数与 text-audio-cfg 相同。',
        },
      },
      options: z.object({
        ...guidanceScaleOptions,
        momentum: z
          .number()
          .min(-1)
          .max(1)
          .default(-0.75)
          .describe('Weight of the running average of past steps.')
          .meta({ translations: { zh: '以往各步滑动平均的权重。' } }),
        normThreshold: z
          .number()
          .min(0)
          .default(55)
          .describe('Largest norm of a guidance direction; 0: no limit.')
          .meta({ translations: { zh: '引导方向的最大范数；0：不限制。' } }),
        eta: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe('Weight of the component parallel to the prediction.')
          .meta({ translations: { zh: '与预测平行的分量的权重。' } }),
      }),
      create: (_context, options: ApgOptions) => ({ prepare: (request) => prepareApg(request, options) }),
    },
  ],
});
