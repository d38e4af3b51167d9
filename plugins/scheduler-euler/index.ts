import { betaSpaced, definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type EulerOptions, prepareEuler } from './euler.ts';

const options = z.object({
  sigmaTable: z
    .enum(['diffusers', 'pipeline'])
    .default('diffusers')
    .describe("Spacing of the sigmas: diffusers' flow-match table (shifts twice), or from 1, shifted once.")
    .meta({ translations: { zh: 'sigma 的间隔：diffusers 的流匹配表（偏移两次），或从 1 开始、只偏移一次。' } }),
});

export default definePlugin({
  name: 'genesis-scheduler-euler',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'euler',
      version: '1.0.0',
      title: 'Euler',
      description: 'Flow-match Euler; one model call per step. Deterministic.',
      translations: { zh: { title: 'Euler', description: '流匹配 Euler；每步调用模型一次。结果确定。' } },
      options,
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: EulerOptions) => ({ prepare: (request) => prepareEuler(request, options) }),
    },
    {
      kind: 'scheduler',
      id: 'euler/beta',
      version: '1.0.0',
      title: 'Euler, beta sigmas',
      description: 'Euler with sigmas dense at both ends, spaced by a beta distribution. Deterministic.',
      translations: {
        zh: { title: 'Euler，beta 噪声表', description: '噪声级按 beta 分布排列、两端较密的 Euler。结果确定。' },
      },
      options,
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: EulerOptions) => ({
        prepare: (request) => prepareEuler(request, options, betaSpaced),
      }),
    },
  ],
});
