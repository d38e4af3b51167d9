import { definePlugin, isBlockLinear, PLUGIN_API_VERSION, type WeightSite, z } from '../../core/plugin-api/index.ts';

const STORED = { kind: 'stored' } as const;
const asStored = () => ({ format: () => STORED });

/** Weights of linear layers in the blocks as one float, all others as stored. */
const linearAs = (dtype: 'float32' | 'float16' | 'bfloat16') => () => ({
  format: ({ tensor }: WeightSite) => (isBlockLinear(tensor) ? ({ kind: 'float', dtype } as const) : STORED),
});

const shared = { kind: 'precision', version: '1.0.0', options: z.object({}) } as const;

export default definePlugin({
  name: 'genesis-precision-float',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      ...shared,
      id: 'auto',
      title: 'As stored',
      description: "Weights as the checkpoint has them, arithmetic in the provider's own type.",
      translations: { zh: { title: '按存储精度', description: '权重与检查点中一致，按执行后端自身的类型计算。' } },
      create: asStored,
    },
    {
      ...shared,
      id: 'fp32',
      title: 'float32',
      description: 'Nothing is narrowed: 16-bit and 8-bit weights are widened exactly when they are used.',
      translations: { zh: { title: 'float32', description: '不降低任何精度：16 位和 8 位权重在使用时无损展开。' } },
      create: linearAs('float32'),
    },
    {
      ...shared,
      id: 'fp16',
      title: 'float16',
      description: 'Weights of the blocks as float16. Refused for weights beyond 65504.',
      translations: { zh: { title: 'float16', description: '各块的权重存为 float16。权重超过 65504 时拒绝使用。' } },
      create: linearAs('float16'),
    },
    {
      ...shared,
      id: 'bf16',
      title: 'bfloat16',
      description: "Weights of the blocks as bfloat16: float32's range with three digits less.",
      translations: {
        zh: { title: 'bfloat16', description: '各块的权重存为 bfloat16：数值范围与 float32 相同，有效数字更少。' },
      },
      create: linearAs('bfloat16'),
    },
  ],
});
