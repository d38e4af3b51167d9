import { definePlugin, isBlockLinear, PLUGIN_API_VERSION, type WeightSite, z } from '../../core/plugin-api/index.ts';

interface Fp8Options {
  readonly scaled: boolean;
}

const options = z.object({
  scaled: z
    .boolean()
    .default(true)
    .describe('One factor per tensor, so that its largest value is the largest of the format. Off: values as they are.')
    .meta({ translations: { zh: '每个张量一个系数，使其最大值等于该格式的最大值。关闭：数值保持原样。' } }),
});

/** Weights of linear layers in the blocks as fp8, all others as stored. */
const fp8 =
  (dtype: 'float8e4m3fn' | 'float8e5m2') =>
  (_context: unknown, { scaled }: Fp8Options) => ({
    format: ({ tensor }: WeightSite) =>
      isBlockLinear(tensor) ? ({ kind: 'float8', dtype, scaled } as const) : ({ kind: 'stored' } as const),
  });

const shared = { kind: 'precision', version: '1.0.0', options } as const;

export default definePlugin({
  name: 'genesis-precision-fp8',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      ...shared,
      id: 'fp8_e4m3fn',
      title: 'fp8 E4M3',
      description: 'Weights of the blocks in 8-bit floats with 3 mantissa bits; widened when a session is loaded.',
      translations: { zh: { title: 'fp8 E4M3', description: '各块的权重存为尾数 3 位的 8 位浮点；载入会话时展开。' } },
      create: fp8('float8e4m3fn'),
    },
    {
      ...shared,
      id: 'fp8_e5m2',
      title: 'fp8 E5M2',
      description: 'Weights of the blocks in 8-bit floats with 2 mantissa bits; widened when a session is loaded.',
      translations: { zh: { title: 'fp8 E5M2', description: '各块的权重存为尾数 2 位的 8 位浮点；载入会话时展开。' } },
      create: fp8('float8e5m2'),
    },
  ],
});
