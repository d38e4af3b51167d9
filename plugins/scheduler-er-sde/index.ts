import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type ErSdeOptions, prepareErSde } from './er-sde.ts';

export default definePlugin({
  name: 'genesis-scheduler-er-sde',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'er_sde',
      version: '1.0.0',
      title: 'ER-SDE',
      description: 'Extended reverse-time SDE, multistep, with fresh noise at every step; one model call per step.',
      translations: {
        zh: { title: 'ER-SDE', description: '扩展的反向时间 SDE，多步法，每步加入新噪声；每步调用模型一次。' },
      },
      options: z.object({
        solverOrder: z
          .int()
          .min(1)
          .max(3)
          .default(3)
          .describe('Order of the solver.')
          .meta({ translations: { zh: '求解器的阶数。' } }),
      }),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: (_context, options: ErSdeOptions) => ({ prepare: (request) => prepareErSde(request, options) }),
    },
  ],
});
