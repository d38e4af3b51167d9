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
      translations: {
        zh: {
          title: '卸载',
          description: '每个网络在其阶段结束后卸载，因此同一时刻只载入一个。不接受 forceOffload: false。',
        },
      },
      options: z.object({
        textEncoderOnCpu: z
          .boolean()
          .default(false)
          .describe('The text encoder runs on the processor, for a device that its weights do not fit.')
          .meta({ translations: { zh: '文本编码器在处理器上运行，用于设备放不下其权重的情形。' } }),
      }),
      create: (_context, options: OffloadOptions) => offload(options),
    },
  ],
});
