import { definePlugin, PLUGIN_API_VERSION, type Unavailability, z } from '../../core/plugin-api/index.ts';
import { webgpuLowering } from './lowering.ts';
import { tryWebgpu } from './probe.ts';

interface WebgpuOptions {
  readonly compute: 'float16' | 'float32';
  readonly textEncoder: 'float16' | 'float32';
  readonly attention: 'int8' | 'fused';
  readonly bufferCache: 'simple' | 'bucket' | 'lazyRelease';
}

/** From so many tokens on it is faster than the provider's own; larger parts gain little and take more memory. */
const BLOCK_ATTENTION = { leastTokens: 4096, part: 8192 };

let trial: Promise<Unavailability | null> | undefined;

const arithmetic = z.enum(['float16', 'float32']);

export default definePlugin({
  name: 'genesis-provider-webgpu',
  version: '1.0.1',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'execution-provider',
      id: 'webgpu',
      version: '1.0.1',
      title: 'WebGPU',
      description: 'A graphics card of any maker through Vulkan, float16 arithmetic. Fastest with the precision q8.',
      translations: {
        zh: { title: 'WebGPU', description: '通过 Vulkan 使用任意厂商的显卡，以 float16 计算。配合精度 q8 最快。' },
      },
      options: z.object({
        compute: arithmetic
          .default('float16')
          .describe('Type of linear layers, attention and convolutions. Norms and residual sums are float32 in both.')
          .meta({ translations: { zh: '线性层、注意力和卷积的类型。归一化与残差求和始终为 float32。' } }),
        textEncoder: arithmetic
          .default('float32')
          .describe("The same for the text encoder, whose activations leave float16's range in some prompts.")
          .meta({ translations: { zh: '文本编码器的相应类型；某些提示词会使其激活超出 float16 的范围。' } }),
        attention: z
          .enum(['int8', 'fused'])
          .default('int8')
          .describe(
            'Self-attention of the DiT. int8: keys and values in 8 bits on tensor cores, where there are many tokens · fused: the kernel of onnxruntime.',
          )
          .meta({
            translations: {
              zh: 'DiT 的自注意力。int8：词元较多时，键和值以 8 位在张量核心上计算 · fused：onnxruntime 自带的核函数。',
            },
          }),
        bufferCache: z
          .enum(['simple', 'bucket', 'lazyRelease'])
          .default('simple')
          .describe(
            'What becomes of a buffer that is no longer used. simple: taken again for the next of its size, fastest · bucket: the same for small ones only · lazyRelease: given back.',
          )
          .meta({
            translations: {
              zh: '不再使用的缓冲区如何处理。simple：留给下一个同样大小的，最快 · bucket：仅对小缓冲区如此 · lazyRelease：归还。',
            },
          }),
      }),
      unavailable: () => {
        trial ??= tryWebgpu();
        return trial;
      },
      create: (_context, { compute, textEncoder, attention, bufferCache }: WebgpuOptions) => ({
        lowering: webgpuLowering(compute),
        lowerings: {
          'text-encoder': webgpuLowering(textEncoder),
          dit: webgpuLowering(compute, attention === 'int8' ? BLOCK_ATTENTION : null),
        },
        session: ({ threads }) => ({
          executionProviders: [{ name: 'webgpu', storageBufferCacheMode: bufferCache }],
          deviceValues: true,
          sessionOptions: {
            intraOpNumThreads: threads,
            interOpNumThreads: 1,
            enableCpuMemArena: false,
            graphOptimizationLevel: 'all',
          },
        }),
      }),
    },
  ],
});
