import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type DpmOptions, prepareDpm } from './dpmpp.ts';

const shared = {
  solverType: z.enum(['midpoint', 'heun']).default('midpoint').describe('Form of the second-order update.'),
  sigmaTable: z
    .enum(['pipeline', 'own', 'diffusers'])
    .default('pipeline')
    .describe("Spacing of the sigmas: from exactly 1 as Wan's pipeline has it, the solver's own, or diffusers'."),
};

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
      options: z.object({ solverOrder: z.int().min(1).max(3).default(2).describe('Order of the solver.'), ...shared }),
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({ prepare: (request) => prepareDpm(request, options, false) }),
    },
    {
      kind: 'scheduler',
      id: 'dpm++_sde',
      version: '1.0.0',
      title: 'DPM-Solver++ SDE',
      description: 'DPM-Solver++ with fresh noise at every step; one model call per step.',
      options: z.object({ solverOrder: z.int().min(1).max(2).default(2).describe('Order of the solver.'), ...shared }),
      capabilities: { stochastic: true, callsPerStep: 1 },
      create: (_context, options: DpmOptions) => ({ prepare: (request) => prepareDpm(request, options, true) }),
    },
  ],
});
