import {
  definePlugin,
  isBlockLinear,
  PLUGIN_API_VERSION,
  type WeightFormat,
  type WeightSite,
  z,
} from '../../core/plugin-api/index.ts';

interface Q8Options {
  readonly block: 'auto' | '32' | '128';
}

const STORED: WeightFormat = { kind: 'stored' };

/** The block that a provider multiplies fastest: 128 on processors, 32 on the tensor cores that WebGPU reaches. */
const fastestBlock = (provider: string): 32 | 128 => (provider === 'cpu' ? 128 : 32);

export default definePlugin({
  name: 'genesis-precision-blocks',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'precision',
      id: 'q8',
      version: '1.0.0',
      title: '8-bit blocks',
      description:
        'Weights of the blocks as 8-bit integers with a factor per 32 or 128 inputs. Half of bf16, and faster.',
      translations: {
        zh: {
          title: '8 位分组',
          description: '各块的权重存为 8 位整数，每 32 或 128 个输入共用一个系数。大小是 bf16 的一半，而且更快。',
        },
      },
      options: z.object({
        block: z
          .enum(['auto', '32', '128'])
          .default('auto')
          .describe("Inputs that share a factor. auto: what the provider multiplies fastest, 128 on 'cpu', else 32.")
          .meta({
            unit: 'inputs',
            translations: { zh: '共用一个系数的输入数。auto：执行后端乘法最快的取值，cpu 上为 128，其他为 32。' },
          }),
      }),
      create: (_context, { block }: Q8Options) => ({
        format: ({ tensor, provider }: WeightSite): WeightFormat => {
          if (!isBlockLinear(tensor)) return STORED;
          return {
            kind: 'blocks',
            bits: 8,
            block: block === 'auto' ? fastestBlock(provider) : block === '32' ? 32 : 128,
          };
        },
      }),
    },
    {
      kind: 'precision',
      id: 'q4',
      version: '1.0.0',
      title: '4-bit blocks',
      description:
        'Weights of the blocks as 4-bit integers with a factor per 32 inputs: the smallest, and visibly coarser.',
      translations: {
        zh: {
          title: '4 位分组',
          description: '各块的权重存为 4 位整数，每 32 个输入共用一个系数：最小，画面明显更粗糙。',
        },
      },
      options: z.object({}),
      create: () => ({
        format: ({ tensor }: WeightSite): WeightFormat =>
          isBlockLinear(tensor) ? { kind: 'blocks', bits: 4, block: 32 } : STORED,
      }),
    },
  ],
});
