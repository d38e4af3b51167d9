import { definePlugin, PLUGIN_API_VERSION, type VaeTiling, vaeTilingOptions } from '../../core/plugin-api/index.ts';
import { tiled } from './tiled.ts';

export default definePlugin({
  name: 'genesis-memory-tiled',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'memory-strategy',
      id: 'tiled',
      version: '1.0.0',
      title: 'Tiled VAE',
      description: 'Keeps every network loaded and cuts the frames of the VAE into tiles. Refuses tiledVae: false.',
      translations: {
        zh: {
          title: '分块 VAE',
          description: '所有网络始终保持载入，VAE 将画面切成小块处理。不接受 tiledVae: false。',
        },
      },
      options: vaeTilingOptions,
      create: (_context, tiling: VaeTiling) => tiled(tiling),
    },
  ],
});
