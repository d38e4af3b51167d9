import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type OffloadOptions, offload } from './offload.ts';

export default definePlugin({
  name: 'genesis-memory-offload',
  version: '1.1.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'offload',
      version: '1.1.0',
      title: 'Offload',
      description:
        'Unloads each network after its stage, so that one is loaded at a time. Refuses forceOffload: false.',
      options: z.object({
        textEncoderOnCpu: z
          .boolean()
          .default(false)
          .describe('The text encoder runs on the processor, for a device that its weights do not fit.'),
      }),
      create: (_context, options: OffloadOptions) => offload(options),
    },
  ],
});
