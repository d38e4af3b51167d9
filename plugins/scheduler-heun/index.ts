import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareHeun } from './heun.ts';

export default definePlugin({
  name: 'genesis-scheduler-heun',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'heun',
      version: '1.0.0',
      title: 'Heun',
      description: 'Flow-match Heun; two model calls per step, one in the last. Deterministic.',
      translations: { zh: { title: 'Heun', description: '流匹配 Heun；每步调用模型两次，最后一步一次。结果确定。' } },
      options: z.object({}),
      capabilities: { stochastic: false, callsPerStep: 2 },
      create: () => ({ prepare: prepareHeun }),
    },
  ],
});
