import {
  type CheckpointView,
  countLayers,
  expectRank,
  expectTensors,
  GenesisError,
  type NetworkCut,
  type NetworkFacts,
  positiveSetting,
} from '../../core/plugin-api/index.ts';
import { tensorShapes } from './tensors.ts';
import { refuseVariant } from './variants.ts';

/** Dims of the audio parts that InfiniteTalk adds. */
export interface AudioConfig {
  /** Embedding frames per video frame. */
  readonly window: number;
  /** Video frames per latent frame after the first; setting `vae_scale`. */
  readonly stride: number;
  /** Blocks × channels of one embedding frame, flattened. */
  readonly features: number;
  readonly innerDim: number;
  readonly outputDim: number;
  /** Audio tokens per person and latent frame. */
  readonly tokens: number;
  readonly normEpsilon: number;
  /** Length of the line on which people sit; setting `class_range`. */
  readonly classRange: number;
  /** Length of one person's part of the line; setting `class_interval`. */
  readonly classInterval: number;
}

/** Dims of a Wan image-to-video DiT. */
export interface DitConfig {
  /** Channels of latents, mask and image latent together. */
  readonly inChannels: number;
  readonly latentChannels: number;
  /** Latent positions per token, in height and in width. */
  readonly patch: number;
  readonly dim: number;
  readonly ffnDim: number;
  readonly freqDim: number;
  readonly textDim: number;
  readonly clipDim: number;
  readonly heads: number;
  readonly layers: number;
  /** Rows that text features are padded to; setting `text_len`. */
  readonly textLength: number;
  /** Whether queries and keys are normalised; setting `qk_norm`. */
  readonly queryKeyNorm: boolean;
  /** Whether there is a norm before cross-attention; setting `cross_attn_norm`. */
  readonly crossNorm: boolean;
  /** Of all norms over `dim`; setting `eps`. */
  readonly epsilon: number;
  /** Of the norms of the image projection; setting `img_emb_norm_eps`. */
  readonly imageEpsilon: number;
  readonly audio: AudioConfig | null;
  readonly parameters: number;
}

export const NETWORK = 'Wan DiT';
/** Channels per head in the official networks, where the settings do not say `num_heads`. */
const HEAD_DIM = 128;

const invalid = (message: string, accepted: string, field?: string) =>
  new GenesisError('CHECKPOINT_INVALID', `${NETWORK}: ${message}`, { accepted, field });

/**
 * Reads the dims; null when the checkpoint is of another family.
 * @throws GenesisError CHECKPOINT_UNSUPPORTED for a DiT that is no Wan 2.1 image-to-video, CHECKPOINT_TENSOR_MISSING
 *   or CHECKPOINT_INVALID for a malformed one
 */
export function detectDit(checkpoint: CheckpointView): DitConfig | null {
  if (!checkpoint.has('patch_embedding.weight') || !checkpoint.has('blocks.0.self_attn.q.weight')) return null;
  refuseVariant(checkpoint);
  const shape = (name: string, rank: number) => expectRank(checkpoint, NETWORK, name, rank).shape;
  const [dim, inChannels, patchFrames, patch, patchWidth] = shape('patch_embedding.weight', 5) as Dims<5>;
  if (patchFrames !== 1 || patch !== patchWidth) {
    throw invalid(`patches of ${patchFrames}×${patch}×${patchWidth}`, 'square patches of one frame');
  }
  if (2 % patch !== 0) {
    throw new GenesisError(
      'CHECKPOINT_UNSUPPORTED',
      `${NETWORK}: patches of 1×${patch}×${patch} do not fill every size`,
      {
        accepted: 'patches of 2 latents each way, or of 1: sizes are multiples of 16 pixels',
      },
    );
  }
  const [headRows] = shape('head.head.weight', 2) as Dims<2>;
  const latentChannels = headRows / (patch * patch);
  if (!Number.isInteger(latentChannels)) {
    throw invalid(`head.head.weight has ${headRows} rows`, `a multiple of ${patch * patch}`);
  }
  if (inChannels <= latentChannels) {
    throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${NETWORK}: ${inChannels} input channels hold no image latent`, {
      accepted: 'an image-to-video checkpoint (36 input channels in Wan 2.1)',
    });
  }
  const [ffnDim] = shape('blocks.0.ffn.0.weight', 2) as Dims<2>;
  const [, freqDim] = shape('time_embedding.0.weight', 2) as Dims<2>;
  if (freqDim % 2 !== 0) throw invalid(`time_embedding.0.weight has ${freqDim} columns`, 'an even number');
  const [, textDim] = shape('text_embedding.0.weight', 2) as Dims<2>;
  const [clipDim] = shape('img_emb.proj.0.weight', 1) as Dims<1>;
  const dims = {
    inChannels,
    latentChannels,
    patch,
    dim,
    ffnDim,
    freqDim,
    textDim,
    clipDim,
    heads: headCount(checkpoint, dim),
    layers: countLayers(checkpoint, 'blocks.', '.self_attn.q.weight'),
    textLength: wholeSetting(checkpoint, 'text_len', 512),
    queryKeyNorm: flagSetting(checkpoint, 'qk_norm'),
    crossNorm: flagSetting(checkpoint, 'cross_attn_norm'),
    epsilon: positiveSetting(checkpoint, 'eps', 1e-6),
    imageEpsilon: positiveSetting(checkpoint, 'img_emb_norm_eps', 1e-5),
    audio: audioConfig(checkpoint),
  };
  return { ...dims, parameters: expectTensors(checkpoint, NETWORK, tensorShapes(dims)) };
}

type Dims<Rank extends number, Found extends number[] = []> = Found['length'] extends Rank
  ? Found
  : Dims<Rank, [...Found, number]>;

function wholeSetting(checkpoint: CheckpointView, field: string, fallback: number): number {
  const value = positiveSetting(checkpoint, field, fallback);
  if (!Number.isInteger(value)) throw invalid(`setting ${field} is ${value}`, 'a whole number', field);
  return value;
}

/** True unless the settings say otherwise. */
function flagSetting(checkpoint: CheckpointView, field: string): boolean {
  const value = checkpoint.settings[field] ?? true;
  if (typeof value !== 'boolean') throw invalid(`setting ${field} is ${JSON.stringify(value)}`, 'true or false', field);
  return value;
}

function headCount(checkpoint: CheckpointView, dim: number): number {
  const heads = positiveSetting(checkpoint, 'num_heads', dim / HEAD_DIM);
  if (Number.isInteger(heads) && dim % (2 * heads) === 0) return heads;
  throw invalid(
    `${dim} channels cannot be split into ${heads} heads of even size`,
    `the number of heads as setting num_heads, unless a head has ${HEAD_DIM} channels`,
    'num_heads',
  );
}

/** Blocks and channels of the audio features cannot be told apart by shapes, and need not be: they are flattened. */
function audioConfig(checkpoint: CheckpointView): AudioConfig | null {
  if (!checkpoint.names.some((name) => name.startsWith('audio_proj.') || name.includes('.audio_cross_attn.')))
    return null;
  const shape = (name: string, rank: number) => expectRank(checkpoint, NETWORK, name, rank).shape;
  const stride = wholeSetting(checkpoint, 'vae_scale', 4);
  const [innerDim, first] = shape('audio_proj.proj1.weight', 2) as Dims<2>;
  const [, later] = shape('audio_proj.proj1_vf.weight', 2) as Dims<2>;
  // first = window · features, later = (window + stride − 1) · features
  const features = (later - first) / (stride - 1);
  const window = first / features;
  if (stride < 2 || !Number.isInteger(features) || features < 1 || !Number.isInteger(window) || window % 2 !== 1) {
    throw invalid(
      `audio windows of ${first} and ${later} values at vae_scale ${stride}`,
      'an odd number of embedding frames, and vae_scale − 1 more after the first frame',
      'vae_scale',
    );
  }
  const [outputDim] = shape('audio_proj.norm.weight', 1) as Dims<1>;
  const [rows] = shape('audio_proj.proj3.weight', 2) as Dims<2>;
  if (rows % outputDim !== 0) throw invalid(`audio_proj.proj3.weight has ${rows} rows`, `a multiple of ${outputDim}`);
  return {
    window,
    stride,
    features,
    innerDim,
    outputDim,
    tokens: rows / outputDim,
    normEpsilon: positiveSetting(checkpoint, 'audio_norm_eps', 1e-5),
    classRange: positiveSetting(checkpoint, 'class_range', 24),
    classInterval: positiveSetting(checkpoint, 'class_interval', 4),
  };
}

export function ditFacts(config: DitConfig): NetworkFacts {
  const { inChannels, latentChannels, patch, dim, ffnDim, heads, layers, textDim, textLength, clipDim, audio } = config;
  const audioDims: Record<string, number> = audio
    ? { audioWindow: audio.window, audioTokens: audio.tokens, audioDim: audio.outputDim }
    : {};
  return {
    parameters: config.parameters,
    dims: { inChannels, latentChannels, patch, dim, ffnDim, heads, layers, textDim, textLength, clipDim, ...audioDims },
  };
}

/** Consecutive blocks that share a graph. */
export interface BlockRange {
  /** `<first>-<last>`, both included. */
  readonly name: string;
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** A swapped range is one block. */
  readonly swapped: boolean;
}

/** Numbers of a range's blocks. */
export const blocksOf = ({ start, end }: Pick<BlockRange, 'start' | 'end'>): number[] =>
  Array.from({ length: end - start }, (_, i) => start + i);

/** About the parameters of a block: self-attention, cross-attention with text and picture, feed-forward. */
const blockParameters = ({ dim, ffnDim }: DitConfig): number => 10 * dim ** 2 + 2 * dim * ffnDim;

/** Kept blocks that fit the cut's `parametersPerGraph`, at least one. */
const fittingBlocks = (config: DitConfig, { parametersPerGraph = Number.POSITIVE_INFINITY }: NetworkCut): number =>
  Math.max(1, Math.floor(parametersPerGraph / blockParameters(config)));

/**
 * The kept blocks, `blocksPerGraph` to a range, then the swapped ones, each in its own.
 * @param blocksPerGraph 0: as many as the cut's `parametersPerGraph` allows
 */
export function blockRanges(config: DitConfig, blocksPerGraph: number, cut: NetworkCut): BlockRange[] {
  const { layers } = config;
  const kept = Math.max(0, layers - cut.blocksToSwap);
  const size = blocksPerGraph === 0 ? fittingBlocks(config, cut) : blocksPerGraph;
  const ranges: BlockRange[] = [];
  for (let start = 0; start < layers; start = ranges.at(-1)!.end) {
    const swapped = start >= kept;
    const end = swapped ? start + 1 : Math.min(kept, start + size);
    ranges.push({ name: `${start}-${end - 1}`, start, end, swapped });
  }
  return ranges;
}
