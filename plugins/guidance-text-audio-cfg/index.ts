import { definePlugin, guidanceScaleOptions, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { type TextAudioCfgOptions, textAudioCfg } from './text-audio-cfg.ts';

export default definePlugin({
  name: 'genesis-guidance-text-audio-cfg',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'guidance',
      id: 'text-audio-cfg',
      version: '1.0.0',
      title: 'Text and audio guidance',
      description: 'Classifier-free guidance with one scale for the prompt and one for the audio; 1 to 3 calls a step.',
      translations: {
        zh: {
          title: '文本与语音引导',
          description: '无分类器引导，提示词与语音各有一个强度；每步调用模型 1 到 3 次。',
        },
      },
      options: z.object({
        ...guidanceScaleOptions,
        rescale: z
          .number()
          .min(0)
          .max(1)
          .default(0)
          .describe('How far the contrast is brought back to that without guidance, against over-exposure.')
          .meta({ translations: { zh: '将对比度拉回无引导时水平的程度，用于防止过曝。' } }),
      }),
      create: (_context, options: TextAudioCfgOptions) => textAudioCfg(options),
    },
  ],
});
