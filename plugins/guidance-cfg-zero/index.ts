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
      options: z.object({
        ...guidanceScaleOptions,
        zeroInitSteps: z
          .int()
          .min(0)
          .max(100)
          .default(1)
          .describe('First steps at which the velocity is zero.')
          .meta({ unit: 'steps' }),
        rescale: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe('How far the contrast is brought back to that without guidance, against over-exposure.'),
      }),
      create: (_context, options: CfgZeroOptions) => ({ prepare: (request) => prepareCfgZero(request, options) }),
    },
  ],
});
