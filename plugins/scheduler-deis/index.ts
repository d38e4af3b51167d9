import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type DeisOptions, prepareDeis } from './deis.ts';

export default definePlugin({
  name: 'genesis-scheduler-deis',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'deis',
      version: '1.0.0',
      title: 'DEIS',
      description: 'Exponential integrator, multistep; one model call per step. Deterministic.',
      translations: { zh: { title: 'DEIS', description: '指数积分器，多步法；每步调用模型一次。结果确定。' } },
      options: z.object({
        solverOrder: z
          .int()
          .min(1)
          .max(3)
          .default(2)
          .describe('Order of the solver.')
          .meta({ translations: { zh: '求解器的阶数。' } }),
        finalSigma: z
          .enum(['zero', 'repeat'])
          .default('zero')
          .describe('Where sampling ends: at 0, or as in diffusers at the last sigma, which leaves some noise.')
          .meta({
            translations: { zh: '采样终点：到 0 为止，或像 diffusers 那样止于最后一个 sigma，会残留少许噪声。' },
          }),
      }),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: DeisOptions) => ({ prepare: (request) => prepareDeis(request, options) }),
    },
  ],
});
