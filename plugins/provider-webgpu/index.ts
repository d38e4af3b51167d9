import { definePlugin, PLUGIN_API_VERSION, z } from '../../core/plugin-api/index.ts';
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

let trial: Promise<string | null> | undefined;

const arithmetic = z.enum(['float16', 'float32']);

export default definePlugin({
  name: 'genesis-provider-webgpu',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'execution-provider',
      id: 'webgpu',
      version: '1.0.0',
      title: 'WebGPU',
      description: 'A graphics card of any maker through Vulkan, float16 arithmetic. Fastest with the precision q8.',
      options: z.object({
        compute: arithmetic
          .default('float16')
          .describe('Type of linear layers, attention and convolutions. Norms and residual sums are float32 in both.'),
        textEncoder: arithmetic
          .default('float32')
          .describe("The same for the text encoder, whose activations leave float16's range in some prompts."),
        attention: z
          .enum(['int8', 'fused'])
          .default('int8')
          .describe(
            'Self-attention of the DiT. int8: keys and values in 8 bits on tensor cores, where there are many tokens · fused: the kernel of onnxruntime.',
          ),
        bufferCache: z
          .enum(['simple', 'bucket', 'lazyRelease'])
          .default('simple')
          .describe(
            'What becomes of a buffer that is no longer used. simple: taken again for the next of its size, fastest · bucket: the same for small ones only · lazyRelease: given back.',
          ),
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
