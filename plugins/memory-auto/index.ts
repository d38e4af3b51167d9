import { definePlugin, PLUGIN_API_VERSION, vaeTilingOptions, z } from '../../core/plugin-api/index.ts';
import { auto } from './auto.ts';

interface AutoOptions {
  readonly tile: number;
  readonly overlap: number;
  readonly prefetchBlocks: number;
}

export default definePlugin({
  name: 'genesis-memory-auto',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'auto',
      version: '1.0.0',
      title: 'Automatic',
      description:
        'The fastest plan that fits the budget: saves only what has to be saved, what costs least time first. Never changes the precision.',
      translations: {
        zh: {
          title: '自动',
          description: '在预算内选择最快的方案：只节省必须节省的，先用耗时最少的手段。从不改变精度。',
        },
      },
      options: vaeTilingOptions.safeExtend({
        prefetchBlocks: z
          .int()
          .min(0)
          .max(8)
          .default(1)
          .describe('Blocks brought in ahead when blocks are swapped.')
          .meta({ unit: 'blocks', translations: { zh: '交换块时提前载入的块数。' } }),
      }),
      create: (_context, { tile, overlap, prefetchBlocks }: AutoOptions) =>
        auto({ tiling: { tile, overlap }, prefetchBlocks }),
    },
  ],
});
