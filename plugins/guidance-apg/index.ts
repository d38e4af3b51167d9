import { definePlugin, guidanceScaleOptions, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type ApgOptions, prepareApg } from './apg.ts';

export default definePlugin({
  name: 'genesis-guidance-apg',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'guidance',
      id: 'apg',
      version: '1.0.0',
      title: 'Adaptive projected guidance',
      description: 'Text and audio guidance without over-saturation at high scales; the same calls as text-audio-cfg.',
      options: z.object({
        ...guidanceScaleOptions,
        momentum: z.number().min(-1).max(1).default(-0.75).describe('Weight of the running average of past steps.'),
        normThreshold: z.number().min(0).default(55).describe('Largest norm of a guidance direction; 0: no limit.'),
        eta: z.number().min(0).max(1).default(0).describe('Weight of the component parallel to the prediction.'),
      }),
      create: (_context, options: ApgOptions) => ({ prepare: (request) => prepareApg(request, options) }),
    },
  ],
});
