import { definePlugin, type OutputContribution, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { join } from './join.ts';
import { openSegment, type WebpOptions } from './segment-writer.ts';

const webp: OutputContribution<WebpOptions> = {
  kind: 'output',
  id: 'webp',
  version: '1.0.0',
  title: 'Animated WebP',
  description: 'A picture that moves, without sound. Needs no codec beyond what is always installed.',
  translations: { zh: { title: '动态 WebP', description: '会动的图片，没有声音。无需另装编解码器。' } },
  options: z.object({
    quality: z
      .number()
      .int()
      .min(1)
      .max(100)
      .default(90)
      .describe('Picture quality')
      .meta({ unit: '%', translations: { zh: '画面质量' } }),
    effort: z
      .number()
      .int()
      .min(0)
      .max(6)
      .default(2)
      .describe('Effort spent on making the file smaller; more is slower')
      .meta({ translations: { zh: '为缩小文件所花的功夫；越大越慢' } }),
    lossless: z
      .boolean()
      .default(false)
      .describe('Keep every pixel as it was decoded; quality is then more effort')
      .meta({ translations: { zh: '逐像素保留解码结果；此时质量表示压缩力度' } }),
  }),
  capabilities: { audio: false },
  unavailable: async () => null,
  create: (_context, options) => ({
    extension: '.webp',
    mimeType: 'image/webp',
    segmentExtension: '.webp',
    openSegment: (file, format) => openSegment(file, format, options),
    join,
  }),
};

export default definePlugin({
  name: 'genesis-output-webp',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [webp],
});
