import { betaSpaced, definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type DpmOptions, prepareDpm } from './dpmpp.ts';

const solverType = z
  .enum(['midpoint', 'heun'])
  .default('midpoint')
  .describe('Form of the second-order update.')
  .meta({ translations: { zh: '二阶更新的形式。' } });
const sigmaTable = z
  .enum(['pipeline', 'own', 'diffusers'])
  .default('pipeline')
  .describe("Spacing of the sigmas: from exactly 1 as Wan's pipeline has it, the solver's own, or diffusers'.")
  .meta({ translations: { zh: 'sigma 的间隔：像 Wan 的流程那样从恰好 1 开始、求解器自身的，或 diffusers 的。' } });
const betaTable = z
  .enum(['pipeline', 'own', 'diffusers'])
  .default('own')
  .describe('The table whose first and last sigma the beta spacing keeps.')
  .meta({ translations: { zh: 'beta 间隔沿用其首尾 sigma 的表。' } });
const odeOrder = z
  .int()
  .min(1)
  .max(3)
  .default(2)
  .describe('Order of the solver.')
  .meta({ translations: { zh: '求解器的阶数。' } });
const sdeOrder = z
  .int()
  .min(1)
  .max(2)
  .default(2)
  .describe('Order of the solver.')
  .meta({ translations: { zh: '求解器的阶数。' } });

export default definePlugin({
  name: 'genesis-scheduler-dpmpp',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'scheduler',
      id: 'dpm++',
      version: '1.0.0',
      title: 'DPM-Solver++',
      description: 'Multistep solver of the flow; one model call per step. Deterministic.',
      translations: { zh: { title: 'DPM-Solver++', description: '流的多步求解器；每步调用模型一次。结果确定。' } },
      options: z.object({ solverOrder: odeOrder, solverType, sigmaTable }),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({ prepare: (request) => prepareDpm(request, options, false) }),
    },
    {
      kind: 'scheduler',
      id: 'dpm++/beta',
      version: '1.0.0',
      title: 'DPM-Solver++, beta sigmas',
      description: 'DPM-Solver++ with sigmas dense at both ends, spaced by a beta distribution. Deterministic.',
      translations: {
        zh: {
          title: 'DPM-Solver++，beta 噪声表',
          description: '噪声级按 beta 分布排列、两端较密的 DPM-Solver++。结果确定。',
        },
      },
      options: z.object({ solverOrder: odeOrder, solverType, sigmaTable: betaTable }),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({
        prepare: (request) => prepareDpm(request, options, false, betaSpaced),
      }),
    },
    {
      kind: 'scheduler',
      id: 'dpm++_sde',
      version: '1.0.0',
      title: 'DPM-Solver++ SDE',
      description: 'DPM-Solver++ with fresh noise at every step; one model call per step.',
      translations: {
        zh: { title: 'DPM-Solver++ SDE', description: '每步加入新噪声的 DPM-Solver++；每步调用模型一次。' },
      },
      options: z.object({ solverOrder: sdeOrder, solverType, sigmaTable }),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({ prepare: (request) => prepareDpm(request, options, true) }),
    },
    {
      kind: 'scheduler',
      id: 'dpm++_sde/beta',
      version: '1.0.0',
      title: 'DPM-Solver++ SDE, beta sigmas',
      description: 'DPM-Solver++ SDE with sigmas dense at both ends, spaced by a beta distribution.',
      translations: {
        zh: {
          title: 'DPM-Solver++ SDE，beta 噪声表',
          description: '噪声级按 beta 分布排列、两端较密的 DPM-Solver++ SDE。',
        },
      },
      options: z.object({ solverOrder: sdeOrder, solverType, sigmaTable: betaTable }),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({
        prepare: (request) => prepareDpm(request, options, true, betaSpaced),
      }),
    },
  ],
});
