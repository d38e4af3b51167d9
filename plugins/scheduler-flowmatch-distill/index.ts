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
      options: z.object({}),
      capabilities: { stochastic: false, callsPerStep: 1, steps: [4] },
      create: () => ({ prepare: prepareFlowmatchDistill }),
    },
  ],
});
