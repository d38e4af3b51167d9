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
      options: z.object({
        blocksToSwap: z
          .int()
          .min(0)
          .max(1000)
          .default(20)
          .describe('Blocks that are not kept, counted from the last; all of them when there are fewer.')
          .meta({ unit: 'blocks' }),
        prefetchBlocks: z
          .int()
          .min(0)
          .max(8)
          .default(1)
          .describe('Blocks brought in ahead of the one that runs.')
          .meta({ unit: 'blocks' }),
        attentionChunk: z
          .int()
          .min(0)
          .max(1_000_000)
          .default(0)
          .describe('Queries of a self-attention that are worked on at once; 0: all.')
          .meta({ unit: 'queries' }),
        textEncoderOnCpu: z
          .boolean()
          .default(false)
          .describe('The text encoder runs on the processor, for a device that its weights do not fit.'),
      }),
      create: (_context, options: BlockSwapOptions) => blockSwap(options),
    },
  ],
});
