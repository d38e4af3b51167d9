import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareFlowmatchDistill } from './flowmatch-distill.ts';

export default definePlugin({
  name: 'genesis-scheduler-flowmatch-distill',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'flowmatch_distill',
      version: '1.0.0',
      title: 'Flow-match distilled (4 steps)',
      description: 'For step-distilled models: Euler steps at their four training timesteps. Deterministic.',
      translations: {
        zh: {
          title: '流匹配蒸馏（4 步）',
          description: '用于步数蒸馏的模型：在其四个训练时间步上做 Euler 步。结果确定。',
        },
      },
      options: z.object({}),
      capabilities: { stochastic: false, callsPerStep: 1, steps: [4] },
      create: () => ({ prepare: prepareFlowmatchDistill }),
    },
  ],
});
