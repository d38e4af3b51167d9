import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareResMultistep } from './res-multistep.ts';

export default definePlugin({
  name: 'genesis-scheduler-res-multistep',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'res_multistep',
      version: '1.0.0',
      title: 'RES multistep',
      description: 'Refined exponential solver of second order; one model call per step. Deterministic.',
      translations: { zh: { title: 'RES 多步', description: '二阶改进指数求解器；每步调用模型一次。结果确定。' } },
      options: z.object({}),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: () => ({ prepare: prepareResMultistep }),
    },
  ],
});
