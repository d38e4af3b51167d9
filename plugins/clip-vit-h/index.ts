import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { clipFacts, detectClip } from './config.ts';
import { buildClip } from './graph.ts';
import { bindClip } from './handle.ts';

export default definePlugin({
  name: 'genesis-clip-vit-h',
  version: '1.0.1',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'network',
      id: 'clip-vit-h',
      version: '1.0.1',
      title: 'CLIP vision tower',
      description:
        'The ViT-H/14 tower of the XLM-RoBERTa CLIP, as Wan 2.1 uses it: features of all blocks but the last.',
      translations: {
        zh: {
          title: 'CLIP 视觉塔',
          description:
            'XLM-RoBERTa CLIP 的 ViT-H/14 视觉塔，与 Wan 2.1 的用法一致：输出除最后一块以外所有块之后的特征。',
        },
      },
      role: 'image-encoder',
      options: z.object({}),
      create: () => ({ detect: detectClip, facts: clipFacts, build: buildClip, bind: bindClip }),
    },
  ],
});
