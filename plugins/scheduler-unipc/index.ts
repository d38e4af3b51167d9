import { betaSpaced, definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { prepareUniPc, type UniPcOptions } from './unipc.ts';

const options = z.object({
  solverOrder: z.int().min(1).max(3).default(2).describe('Order of the predictor.'),
  sigmaTable: z
    .enum(['own', 'diffusers'])
    .default('own')
    .describe("Spacing of the sigmas: Wan's own table, or that of diffusers' use_flow_sigmas."),
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
      options,
      capabilities: { stochastic: false, callsPerStep: 1 },
      create: (_context, options: UniPcOptions) => ({
        prepare: (request) => prepareUniPc(request, options, betaSpaced),
      }),
    },
  ],
});
