import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { definePlugin, PLUGIN_API_VERSION, type Unavailability, z } from '../../core/plugin-api/index.ts';
import { cudaLowering } from './lowering.ts';

interface CudaOptions {
  readonly device: number;
  readonly compute: 'float16' | 'float32';
  readonly textEncoder: 'float16' | 'float32';
  readonly tf32: boolean;
}

const LIBRARY = 'libonnxruntime_providers_cuda.so';

/** Folder of onnxruntime-node's native binding on this machine. */
function bindingFolder(): string {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node');
  return join(dirname(entry), '..', 'bin', 'napi-v6', process.platform, process.arch);
}

function unavailable(): Unavailability | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    const zh = { reason: 'onnxruntime-node 仅在 Linux x64 上提供 CUDA' };
    return { reason: 'onnxruntime-node has CUDA on Linux x64 only', translations: { zh } };
  }
  if (existsSync(join(bindingFolder(), LIBRARY))) return null;
  const zh = { reason: `未安装 ${LIBRARY}（npm run setup:cuda）` };
  return { reason: `${LIBRARY} is not installed (npm run setup:cuda)`, translations: { zh } };
}

const arithmetic = z.enum(['float16', 'float32']);

export default definePlugin({
  name: 'genesis-provider-cuda',
  version: '1.0.0',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'execution-provider',
      id: 'cuda',
      version: '1.0.0',
      title: 'CUDA',
      description: "NVIDIA cards through onnxruntime's CUDA provider. Written from its documentation, not measured.",
      translations: {
        zh: { title: 'CUDA', description: '通过 onnxruntime 的 CUDA 后端使用 NVIDIA 显卡。依照其文档编写，未经实测。' },
      },
      options: z.object({
        device: z
          .int()
          .min(0)
          .max(63)
          .default(0)
          .describe('Number of the card, as CUDA counts them.')
          .meta({ translations: { zh: '显卡编号，按 CUDA 的顺序。' } }),
        compute: arithmetic
          .default('float16')
          .describe('Type of linear layers, attention and convolutions.')
          .meta({ translations: { zh: '线性层、注意力和卷积的类型。' } }),
        textEncoder: arithmetic
          .default('float32')
          .describe("The same for the text encoder, whose activations leave float16's range in some prompts.")
          .meta({ translations: { zh: '文本编码器的相应类型；某些提示词会使其激活超出 float16 的范围。' } }),
        tf32: z
          .boolean()
          .default(true)
          .describe('Whether float32 products may be rounded to TF32 (cards from Ampere on).')
          .meta({ translations: { zh: 'float32 乘积是否可舍入为 TF32（Ampere 及更新的显卡）。' } }),
      }),
      unavailable: async () => unavailable(),
      create: (_context, { device, compute, textEncoder, tf32 }: CudaOptions) => ({
        lowering: cudaLowering(compute),
        lowerings: { 'text-encoder': cudaLowering(textEncoder) },
        session: ({ threads, leanMemory }) => ({
          executionProviders: [{ name: 'cuda', deviceId: device }],
          deviceValues: false,
          sessionOptions: {
            intraOpNumThreads: threads,
            interOpNumThreads: 1,
            enableCpuMemArena: !leanMemory,
            graphOptimizationLevel: 'all',
          },
          // The Node.js binding passes no provider option but the device; cuBLAS and cuDNN read this variable.
          ...(tf32 ? {} : { environment: { NVIDIA_TF32_OVERRIDE: '0' } }),
        }),
      }),
    },
  ],
});
