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
      translations: { zh: { title: 'LCM', description: '用于步数很少的蒸馏模型：每步预测干净的潜变量并加入新噪声。' } },
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
      translations: { zh: { title: 'LCM，beta 噪声表', description: '噪声级按 beta 分布排列、两端较密的 LCM。' } },
      options: z.object({}),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: () => ({ prepare: (request) => prepareLcm(request, betaSpaced(flowMatchSigmas)) }),
    },
  ],
});
