import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { detectWav2vec2, wav2vec2Facts } from './config.ts';
import { buildWav2vec2 } from './graph.ts';
import { bindWav2vec2 } from './handle.ts';

export default definePlugin({
  name: 'genesis-wav2vec2',
  version: '1.0.1',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'network',
      id: 'wav2vec2',
      version: '1.0.1',
      title: 'wav2vec2 audio encoder',
      description:
        'wav2vec 2.0 base, as InfiniteTalk uses it for speech: every hidden state, resampled to the frame rate of the video.',
      translations: {
        zh: {
          title: 'wav2vec2 语音编码器',
          description: 'wav2vec 2.0 base，InfiniteTalk 用它处理语音：取全部隐藏状态，并重采样到视频帧率。',
        },
      },
      role: 'audio-encoder',
      options: z.object({
        chunkSeconds: z
          .number()
          .min(0.1)
          .max(600)
          .default(10)
          .describe('Audio whose convolution features are computed at once. Changes memory, not the result.')
          .meta({ unit: 's', translations: { zh: '一次计算卷积特征的音频时长。影响内存，不影响结果。' } }),
        encoderSeconds: z
          .number()
          .min(10)
          .max(3600)
          .default(60)
          .describe('Longest audio that attention sees at once; longer audio goes through it in overlapping pieces.')
          .meta({ unit: 's', translations: { zh: '注意力一次处理的最长音频；更长的音频分成重叠的片段处理。' } }),
      }),
      create: (_context, options) => ({
        detect: detectWav2vec2,
        facts: wav2vec2Facts,
        build: buildWav2vec2,
        bind: (config, runner) => bindWav2vec2(config, runner, options),
      }),
    },
  ],
});
