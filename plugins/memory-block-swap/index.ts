import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type BlockSwapOptions, blockSwap } from './block-swap.ts';

export default definePlugin({
  name: 'genesis-memory-block-swap',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'block-swap',
      version: '1.0.0',
      title: 'Block swap',
      description:
        'Keeps the first blocks of the DiT on the device and brings the others in one after the other at every pass. Networks are unloaded after their stage unless forceOffload is false.',
      translations: {
        zh: {
          title: '块交换',
          description:
            '将 DiT 的前若干块留在设备上，其余块在每次前向时逐个载入。各网络在其阶段结束后卸载，除非 forceOffload 为 false。',
        },
      },
      options: z.object({
        blocksToSwap: z
          .int()
          .min(0)
          .max(1000)
          .default(20)
          .describe('Blocks that are not kept, counted from the last; all of them when there are fewer.')
          .meta({ unit: 'blocks', translations: { zh: '不保留的块数，从最后一块数起；块数不足时为全部。' } }),
        prefetchBlocks: z
          .int()
          .min(0)
          .max(8)
          .default(1)
          .describe('Blocks brought in ahead of the one that runs.')
          .meta({ unit: 'blocks', translations: { zh: '在当前运行的块之前提前载入的块数。' } }),
        attentionChunk: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(0)
          .describe('Queries of a self-attention that are worked on at once; 0: all.')
          .meta({ unit: 'queries', translations: { zh: '自注意力一次处理的查询数；0：全部。' } }),
        textEncoderOnCpu: z
          .boolean()
          .default(false)
          .describe('The text encoder runs on the processor, for a device that its weights do not fit.')
          .meta({ translations: { zh: '文本编码器在处理器上运行，用于设备放不下其权重的情形。' } }),
      }),
      create: (_context, options: BlockSwapOptions) => blockSwap(options),
    },
  ],
});
