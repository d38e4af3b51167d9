import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { resident } from './resident.ts';

export default definePlugin({
  name: 'genesis-memory-resident',
  version: '1.1.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'resident',
      version: '1.1.0',
      title: 'Resident',
      description: 'Keeps every network loaded: fastest, needs the most memory. Refuses forceOffload: true.',
      translations: {
        zh: { title: '常驻', description: '所有网络始终保持载入：最快，占用内存最多。不接受 forceOffload: true。' },
      },
      options: z.object({}),
      create: () => resident,
    },
  ],
});
