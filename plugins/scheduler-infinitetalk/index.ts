import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareInfiniteTalk } from './infinitetalk.ts';

export default definePlugin({
  name: 'genesis-scheduler-infinitetalk',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'infinitetalk',
      version: '1.0.0',
      title: 'InfiniteTalk (linear)',
      description: "InfiniteTalk's own sampler: linear timesteps and Euler steps; one model call per step.",
      translations: {
        zh: {
          title: 'InfiniteTalk（线性）',
          description: 'InfiniteTalk 自带的采样器：线性时间步，Euler 步；每步调用模型一次。',
        },
      },
      options: z.object({}),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: () => ({ prepare: prepareInfiniteTalk }),
    },
  ],
});
