import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { detectDit, ditFacts } from './config.ts';
import { buildDit } from './graphs.ts';
import { bindDit } from './handle.ts';

export default definePlugin({
  name: 'genesis-wan-dit',
  version: '1.0.1',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'network',
      id: 'wan-dit',
      version: '1.0.1',
      title: 'Wan 2.1 image-to-video DiT',
      description:
        'The diffusion transformer of Wan 2.1 I2V, with the audio layers of InfiniteTalk where they are present.',
      translations: {
        zh: {
          title: 'Wan 2.1 图生视频 DiT',
          description: 'Wan 2.1 I2V 的扩散 Transformer；检查点中有 InfiniteTalk 语音层时一并使用。',
        },
      },
      role: 'dit',
      options: z.object({
        blocksPerGraph: z
          .int()
          .min(0)
          .default(0)
          .describe(
            'Kept blocks per session; 0: as the provider loads them with little memory. Changes memory, not the result.',
          )
          .meta({
            unit: 'blocks',
            translations: { zh: '每个会话保留的块数；0：由执行后端决定，以节省加载内存。影响内存，不影响结果。' },
          }),
      }),
      create: (_context, { blocksPerGraph }) => ({
        detect: detectDit,
        facts: ditFacts,
        build: (config, context) => buildDit(config, context, blocksPerGraph),
        bind: (config, runner, settings) => bindDit(config, runner, blocksPerGraph, settings),
      }),
    },
  ],
});
