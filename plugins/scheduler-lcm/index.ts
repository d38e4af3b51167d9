import { betaSpaced, definePlugin, flowMatchSigmas, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareLcm } from './lcm.ts';

export default definePlugin({
  name: 'genesis-scheduler-lcm',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'lcm',
      version: '1.0.0',
      title: 'LCM',
      description:
        'For distilled models with few steps: predicts the clean latents and adds fresh noise at every step.',
      options: z.object({}),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: () => ({ prepare: (request) => prepareLcm(request) }),
    },
    {
      kind: 'scheduler',
      id: 'lcm/beta',
      version: '1.0.0',
      title: 'LCM, beta sigmas',
      description: 'LCM with sigmas dense at both ends, spaced by a beta distribution.',
      options: z.object({}),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: () => ({ prepare: (request) => prepareLcm(request, betaSpaced(flowMatchSigmas)) }),
    },
  ],
});
