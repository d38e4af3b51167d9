import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { detectUmt5, umt5Facts } from './config.ts';
import { buildUmt5 } from './graph.ts';
import { bindUmt5 } from './handle.ts';

export default definePlugin({
  name: 'genesis-umt5',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'network',
      id: 'umt5',
      version: '1.0.0',
      title: 'umT5 text encoder',
      description: 'The encoder half of umT5, as Wan 2.1 uses it for prompts.',
      translations: { zh: { title: 'umT5 文本编码器', description: 'umT5 的编码器部分，Wan 2.1 用它编码提示词。' } },
      role: 'text-encoder',
      options: z.object({}),
      create: () => ({ detect: detectUmt5, facts: umt5Facts, build: buildUmt5, bind: bindUmt5 }),
    },
  ],
});
