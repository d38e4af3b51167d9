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
          // glibc then gives large blocks back to the system once a session has loaded.
          environment: { MALLOC_MMAP_THRESHOLD_: '1048576' },
          sessionOptions: {
            intraOpNumThreads: threads,
            interOpNumThreads: 1,
            enableCpuMemArena: !leanMemory,
            graphOptimizationLevel: 'all',
            // A session's threads that spin after its run take the cores from the next session.
            extra: { 'session.intra_op.allow_spinning': '0' },
          },
        }),
      }),
    },
  ],
});
