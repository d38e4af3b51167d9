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
      create: asStored,
    },
    {
      ...shared,
      id: 'fp32',
      title: 'float32',
      description: 'Nothing is narrowed: 16-bit and 8-bit weights are widened exactly when they are used.',
      create: linearAs('float32'),
    },
    {
      ...shared,
      id: 'fp16',
      title: 'float16',
      description: 'Weights of the blocks as float16. Refused for weights beyond 65504.',
      create: linearAs('float16'),
    },
    {
      ...shared,
      id: 'bf16',
      title: 'bfloat16',
      description: "Weights of the blocks as bfloat16: float32's range with three digits less.",
      create: linearAs('bfloat16'),
    },
  ],
});
