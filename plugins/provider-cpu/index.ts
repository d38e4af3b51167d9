import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { cpuLowering } from './lowering.ts';

export default definePlugin({
  name: 'genesis-provider-cpu',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'execution-provider',
      id: 'cpu',
      version: '1.0.0',
      title: 'CPU',
      description: 'onnxruntime on the processor, float32 arithmetic.',
      options: z.object({}),
      unavailable: async () => null,
      create: () => ({
        lowering: cpuLowering,
        session: ({ threads, leanMemory }) => ({
          executionProviders: ['cpu'],
          deviceValues: false,
          sessionOptions: {
            intraOpNumThreads: threads,
            interOpNumThreads: 1,
            enableCpuMemArena: !leanMemory,
            graphOptimizationLevel: 'all',
          },
        }),
      }),
    },
  ],
});
