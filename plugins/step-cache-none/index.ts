import { createStepCacheRun, definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';

export default definePlugin({
  name: 'genesis-step-cache-none',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'step-cache',
      id: 'none',
      version: '1.0.0',
      title: 'No step cache',
      description: 'Every forward is made.',
      translations: { zh: { title: '不使用步缓存', description: '不省略任何前向计算。' } },
      options: z.object({}),
      create: () => ({
        prepare: () =>
          createStepCacheRun({
            range: { startStep: 0, endStep: -1 },
            decide: (_call, _allowed, memory) => ({ skip: false, memory }),
          }),
      }),
    },
  ],
});
