import { definePlugin, PLUGIN_API_VERSION, type SessionRequest, z } from '../../core/plugin-api/index.ts';
import { hasIntegerProducts, readCpuInfo } from './instructions.ts';
import { cpuLowering } from './lowering.ts';

const MIB = 2 ** 20;

/** Networks whose 16-bit weights double when they are widened at loading are large from this size on. */
const LARGE_BYTES = 1e9;

/** What onnxruntime would widen weights with when a session is made: any constant, and float16 with a name of its own. */
const WIDENING_OPTIMIZERS = 'ConstantFolding;FuseFp16InitializerToFp32NodeTransformer';

/**
 * Whether 16-bit and 8-bit weights stay mapped and are widened each time they are used, instead of once when the session
 * is made: slower by a cast per weight, in half of the memory. Convolutions arrange their weights at loading.
 */
const staysNarrow = ({ leanMemory, network }: SessionRequest): boolean =>
  leanMemory && network !== undefined && network.bytes >= LARGE_BYTES && /^(dit|.*-encoder)$/.test(network.role);

/**
 * glibc gives blocks of the first size back to the system at once, so that a session's loading leaves nothing behind. The
 * pieces in which narrow weights are widened are below it where there are such: they serve every product of every run,
 * as their memory would otherwise be new each time, which takes an eighth of a run of few tokens.
 */
const allocation = (request: SessionRequest): Record<string, string> =>
  staysNarrow(request)
    ? { MALLOC_MMAP_THRESHOLD_: String(16 * MIB), MALLOC_TRIM_THRESHOLD_: String(32 * MIB) }
    : { MALLOC_MMAP_THRESHOLD_: String(MIB) };

export default definePlugin({
  name: 'genesis-provider-cpu',
  version: '1.0.2',
  api: PLUGIN_API_VERSION,
  contributes: [
    {
      kind: 'execution-provider',
      id: 'cpu',
      version: '1.0.2',
      title: 'CPU',
      description: 'onnxruntime on the processor, float32 arithmetic.',
      translations: { zh: { title: 'CPU', description: '在处理器上运行 onnxruntime，以 float32 计算。' } },
      options: z.object({}),
      unavailable: async () => null,
      create: () => ({
        lowering: cpuLowering(hasIntegerProducts(readCpuInfo())),
        session: (request) => ({
          executionProviders: ['cpu'],
          deviceValues: false,
          environment: allocation(request),
          sessionOptions: {
            intraOpNumThreads: request.threads,
            interOpNumThreads: 1,
            enableCpuMemArena: !request.leanMemory,
            graphOptimizationLevel: 'all',
            // A session's threads that spin after its run take the cores from the next session.
            extra: {
              'session.intra_op.allow_spinning': '0',
              ...(staysNarrow(request) ? { 'optimization.disable_specified_optimizers': WIDENING_OPTIMIZERS } : {}),
            },
          },
        }),
      }),
    },
  ],
});
