import { loweringOf } from '../../../core/memory/lowering-of.ts';
import { requireNetwork, scanModelSet } from '../../../core/models/model-set.ts';
import { joinFrames } from '../../../core/pipeline/latents.ts';
import { decodeLatents } from '../../../core/pipeline/stages/decode.ts';
import {
  type ExecutionProvider,
  elementCount,
  type FloatTensor,
  floatTensor,
  type Lowering,
  plainConvolution,
  weightValue,
} from '../../../core/plugin-api/index.ts';
import { createPlugin } from '../../../core/plugin-host/create-plugin.ts';
import { NetworkHost } from '../../../core/runtime/network-host.ts';
import type { Surroundings } from '../models/surroundings.ts';

/** Most relative L2 error by compute type; measured are 1e-6 and 7e-3. */
const BOUNDS: Readonly<Record<Lowering['computeType'], number>> = { float32: 1e-4, float16: 5e-2 };
/** Two latent frames are five frames of video: the first, and the causal caches at work. */
const FRAMES = 2;
const SIDE = 4;

/** Values in (-1, 1) without a pattern, as latents have. */
const spread = (length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 2 * (((i + 1) * 0.7548776662466927) % 1) - 1);

/** Runs the demo model's decoder in a process of its own. @returns `[3, frames, height, width]` in [-1, 1] */
async function decode(around: Surroundings, execution: ExecutionProvider, lowering: Lowering): Promise<FloatTensor> {
  const { network, config, checkpoint, contribution } = requireNetwork(
    await scanModelSet('demo', around.folders.demo!, around.registry),
    'vae',
  );
  const size = { frames: FRAMES, height: SIDE, width: SIDE };
  const graphs = network.build(config, { checkpoint, lowering, latents: size });
  const session = execution.session({ threads: 2, leanMemory: true });
  const host = await NetworkHost.start(contribution.id, graphs, session);
  try {
    const vae = network.bind(config, host, {});
    const dims = [vae.latentChannels, FRAMES, SIDE, SIDE];
    const chunks: FloatTensor[] = [];
    await decodeLatents(vae, floatTensor(spread(elementCount(dims)), dims), Number.POSITIVE_INFINITY, async (chunk) => {
      chunks.push(chunk);
    });
    return joinFrames(chunks);
  } finally {
    await host.end();
  }
}

/** ‖actual − expected‖ / ‖expected‖; not a number counts as wrong, not as no error. */
function relativeError({ data: actual }: FloatTensor, { data: expected }: FloatTensor): number {
  let [error, norm] = [0, 0];
  for (const [i, value] of expected.entries()) {
    error += (actual[i]! - value) ** 2;
    norm += value ** 2;
  }
  const relative = Math.sqrt(error / norm);
  return Number.isNaN(relative) ? Number.POSITIVE_INFINITY : relative;
}

export interface ArithmeticCheck {
  readonly error: number;
  readonly bound: number;
}

/**
 * Whether a provider computes on this machine what it should: it decodes the same latents as the processor does with plain
 * convolutions in float32, which depend on no kernel that was chosen for a processor or a card.
 * @returns a check of a provider, which throws what the runtime or a driver fails of
 */
export function arithmeticChecks(around: Surroundings): (execution: ExecutionProvider) => Promise<ArithmeticCheck> {
  const onProcessor = async (): Promise<FloatTensor> => {
    const reference = createPlugin(around.registry, 'execution-provider', { id: 'cpu', options: {} });
    const convolution = plainConvolution((graph, tensor) => weightValue(graph, tensor, 'float32'));
    return decode(around, reference, { ...loweringOf(reference, 'vae'), convolution });
  };
  let expected: Promise<FloatTensor> | undefined;
  return async (execution) => {
    expected ??= onProcessor();
    const should = await expected;
    const lowering = loweringOf(execution, 'vae');
    const error = relativeError(await decode(around, execution, lowering), should);
    return { error, bound: BOUNDS[lowering.computeType] };
  };
}
