import { describeNetwork, type ModelSet, type NetworkSource } from '../models/model-set.ts';
import type { MemoryForecast, NetworkForecast, NetworkRole, StageForecast } from '../plugin-api/index.ts';
import type { GenerationSpec } from '../runs/spec.ts';

const F32 = 4;
/** Node.js, onnxruntime and the session's own tables in a network host; measured. */
const HOST_OVERHEAD = 110 * 1024 * 1024;
/** Float tensors of the hidden width that are alive at once in a transformer block: x, q, k, v, attention, norm, feed-forward. */
const LIVE_HIDDEN = 12;
/** Feature maps of a VAE level that are alive at once: input, three time taps, output, shortcut, cache. */
const LIVE_FEATURES = 8;
/** Frames of one VAE chunk. */
const CHUNK = 4;

interface Grid {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

function dimOf(source: NetworkSource, name: string, otherwise: number): number {
  const value = source.network.facts(source.config).dims[name];
  return typeof value === 'number' ? value : otherwise;
}

function activationBytes(source: NetworkSource, grid: Grid): number {
  const pixels = grid.width * grid.height;
  if (source.role === 'vae') return pixels * CHUNK * dimOf(source, 'dim', 96) * LIVE_FEATURES * F32;
  const latentFrames = 1 + Math.floor((grid.frames - 1) / 4);
  const tokens = source.role === 'dit' ? (latentFrames * pixels) / 256 : 512;
  return tokens * dimOf(source, 'dim', 1024) * LIVE_HIDDEN * F32;
}

/** Forecasts each network and stage from shapes alone. Weights are counted in float32, as the CPU provider holds them. */
export function forecastMemory(
  model: ModelSet,
  spec: Pick<GenerationSpec, 'width' | 'height' | 'frameWindowSize' | 'motionFrames' | 'mode'>,
): MemoryForecast {
  const grid = { width: spec.width, height: spec.height, frames: spec.frameWindowSize };
  const networks = (Object.values(model.networks) as (NetworkSource | undefined)[])
    .filter((source) => source !== undefined)
    .map(
      (source): NetworkForecast => ({
        role: source.role,
        weightsBytes: source.network.facts(source.config).parameters * F32,
        activationBytes: activationBytes(source, grid),
        overheadBytes: HOST_OVERHEAD,
      }),
    );
  const frameBytes = spec.width * spec.height * 3 * F32;
  const latentBytes =
    (describeNetwork(model.networks.vae!).latentChannels * frameBytes * spec.frameWindowSize) / (3 * 64 * 4);
  const stage = (name: string, roles: readonly NetworkRole[], bufferBytes: number): StageForecast => ({
    stage: name,
    networks: roles,
    bufferBytes,
  });
  return {
    networks,
    stages: [
      stage('encode-text', ['text-encoder'], 0),
      stage('encode-image', ['image-encoder'], frameBytes),
      ...(spec.mode === 'INFINITETALK' ? [stage('encode-audio', ['audio-encoder'], 0)] : []),
      stage('encode-latents', ['vae'], frameBytes * spec.motionFrames + latentBytes),
      stage('denoise', ['dit'], latentBytes * 6),
      stage('decode', ['vae'], frameBytes * (spec.motionFrames + CHUNK) + latentBytes),
    ],
  };
}
