import { definePlugin, guidanceScaleOptions, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type CfgZeroOptions, prepareCfgZero } from './cfg-zero.ts';

export default definePlugin({
  name: 'genesis-guidance-cfg-zero',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'guidance',
      id: 'cfg-zero*',
      version: '1.0.0',
      title: 'CFG-Zero*',
      description: 'Text and audio guidance with fitted unconditional predictions and a zero start; for few steps.',
      translations: {
        zh: { title: 'CFG-Zero*', description: '对无条件预测做拟合、并以零速度起步的文本与语音引导；适合步数较少时。' },
      },
      options: z.object({
        ...guidanceScaleOptions,
        zeroInitSteps: z
          .int()
          .min(0)
          .max(100)
          .default(1)
          .describe('First steps at which the velocity is zero.')
          .meta({ unit: 'steps', translations: { zh: '开头速度为零的步数。' } }),
        rescale: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe('How far the contrast is brought back to that without guidance, against over-exposure.')
          .meta({ translations: { zh: '将对比度拉回无引导时水平的程度，用于防止过曝。' } }),
      }),
      create: (_context, options: CfgZeroOptions) => ({ prepare: (request) => prepareCfgZero(request, options) }),
    },
  ],
});
