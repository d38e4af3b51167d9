import { betaSpaced, definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareUniPc, type UniPcOptions } from './unipc.ts';

const options = z.object({
  solverOrder: z
    .int()
    .min(1)
    .max(3)
    .default(2)
    .describe('Order of the predictor.')
    .meta({ translations: { zh: '预测器的阶数。' } }),
  sigmaTable: z
    .enum(['own', 'diffusers'])
    .default('own')
    .describe("Spacing of the sigmas: Wan's own table, or that of diffusers' use_flow_sigmas.")
    .meta({ translations: { zh: 'sigma 的间隔：Wan 自身的表，或 diffusers 的 use_flow_sigmas。' } }),
});

export default definePlugin({
  name: 'genesis-scheduler-unipc',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'unipc',
      version: '1.0.0',
      title: 'UniPC',
      description: 'Multistep predictor-corrector; one model call per step. Deterministic.',
      translations: { zh: { title: 'UniPC', description: '多步预测校正法；每步调用模型一次。结果确定。' } },
      options,
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: UniPcOptions) => ({ prepare: (request) => prepareUniPc(request, options) }),
    },
    {
      kind: 'scheduler',
      id: 'unipc/beta',
      version: '1.0.0',
      title: 'UniPC, beta sigmas',
      description: 'UniPC with sigmas dense at both ends, spaced by a beta distribution. Deterministic.',
      translations: {
        zh: { title: 'UniPC，beta 噪声表', description: '噪声级按 beta 分布排列、两端较密的 UniPC。结果确定。' },
      },
      options,
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: UniPcOptions) => ({
        prepare: (request) => prepareUniPc(request, options, betaSpaced),
      }),
    },
  ],
});
