import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { offload } from './offload.ts';

export default definePlugin({
  name: 'genesis-memory-offload',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'offload',
      version: '1.0.0',
      title: 'Offload',
      description:
        'Unloads each network after its stage: least memory. Refuses forceOffload: false and tiledVae: true.',
      options: z.object({}),
      create: () => offload,
    },
  ],
});
