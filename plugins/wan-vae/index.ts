import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
import { detectVae, vaeFacts } from './config.ts';
import { buildVae } from './graphs.ts';
import { bindVae } from './handle.ts';

export default definePlugin({
  name: 'genesis-wan-vae',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'network',
      id: 'wan-vae',
      version: '1.0.0',
      title: 'Wan VAE',
      description: 'The causal video VAE of Wan 2.1: encodes and decodes chunk by chunk, in memory that does not grow.',
      translations: {
        zh: { title: 'Wan VAE', description: 'Wan 2.1 的因果视频 VAE：逐段编码和解码，占用内存不随长度增长。' },
      },
      role: 'vae',
      options: z.object({}),
      create: () => ({ detect: detectVae, facts: vaeFacts, build: buildVae, bind: bindVae }),
    },
  ],
});
