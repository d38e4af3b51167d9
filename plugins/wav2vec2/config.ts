import {
  type CheckpointView,
  countLayers,
  expectRank,
  expectTensors,
  GenesisError,
  type NetworkFacts,
  positiveSetting,
  type TensorShapes,
} from '../../core/plugin-api/index.ts';
import { refuseLookalike } from './lookalike.ts';

/** One bias-free convolution over time, no padding. */
export interface ConvLayer {
  readonly inChannels: number;
  readonly outChannels: number;
  readonly kernel: number;
  readonly stride: number;
}

/** Dims of a wav2vec 2.0 base encoder. */
export interface Wav2vec2Config {
  /** What the tensors' names start with: `wav2vec2.` or nothing. */
  readonly prefix: string;
  readonly convs: readonly ConvLayer[];
  readonly dim: number;
  readonly feedForwardDim: number;
  readonly heads: number;
  readonly layers: number;
  readonly positionKernel: number;
  readonly positionGroups: number;
  /** Names of the positional convolution's gain and direction. */
  readonly positionWeight: { readonly gain: string; readonly direction: string };
  /** Setting `layer_norm_eps`. */
  readonly normEpsilon: number;
  readonly parameters: number;
}

const NETWORK = 'wav2vec2';
/** Strides of the official feature extractor; setting `conv_stride`. */
const STRIDES = [5, 2, 2, 2, 2, 2, 2];
/** Channels per head of the base model, where the settings do not say `num_attention_heads`. */
const HEAD_DIM = 64;
/** Weight normalisation as PyTorch stores it: before 2.1, and as a parametrization. */
const WEIGHT_NORM_NAMES = [
  ['weight_g', 'weight_v'],
  ['parametrizations.weight.original0', 'parametrizations.weight.original1'],
] as const;

/** Reads the dims of the encoder; null when the checkpoint is of another family. */
export function detectWav2vec2(checkpoint: CheckpointView): Wav2vec2Config | null {
  refuseLookalike(checkpoint);
  const prefix = ['wav2vec2.', ''].find((start) =>
    checkpoint.has(`${start}feature_extractor.conv_layers.0.conv.weight`),
  );
  if (prefix === undefined) return null;
  const dimsOf = (name: string, rank: number) =>
    expectRank(checkpoint, NETWORK, `${prefix}${name}`, rank).shape as readonly number[];
  const [dim] = dimsOf('feature_projection.projection.weight', 2) as [number];
  const [feedForwardDim] = dimsOf('encoder.layers.0.feed_forward.intermediate_dense.weight', 2) as [number];
  const [gain, direction] = weightNormNames(checkpoint, `${prefix}encoder.pos_conv_embed.conv.`);
  const [, perGroup, positionKernel] = expectRank(checkpoint, NETWORK, direction, 3).shape as [number, number, number];
  const heads = positiveSetting(checkpoint, 'num_attention_heads', dim / HEAD_DIM);
  if (!Number.isInteger(heads) || dim % heads !== 0) {
    throw new GenesisError('CHECKPOINT_INVALID', `${NETWORK}: ${dim} channels cannot be split into ${heads} heads`, {
      field: 'num_attention_heads',
      accepted: `the number of heads as setting num_attention_heads, unless a head has ${HEAD_DIM} channels`,
    });
  }
  if (dim % perGroup !== 0) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `${NETWORK}: ${dim} channels cannot be split into groups of ${perGroup}`,
    );
  }
  const dims = {
    prefix,
    convs: readConvs(checkpoint, prefix),
    dim,
    feedForwardDim,
    heads,
    layers: countLayers(checkpoint, `${prefix}encoder.layers.`, '.attention.q_proj.weight'),
    positionKernel,
    positionGroups: dim / perGroup,
    positionWeight: { gain, direction },
    normEpsilon: positiveSetting(checkpoint, 'layer_norm_eps', 1e-5),
  };
  return { ...dims, parameters: expectTensors(checkpoint, NETWORK, tensorShapes(dims)) };
}

function weightNormNames(checkpoint: CheckpointView, conv: string): readonly [string, string] {
  const spelling = WEIGHT_NORM_NAMES.find(([gain]) => checkpoint.has(conv + gain)) ?? WEIGHT_NORM_NAMES[0];
  return [conv + spelling[0], conv + spelling[1]];
}

function readConvs(checkpoint: CheckpointView, prefix: string): ConvLayer[] {
  const count = countLayers(checkpoint, `${prefix}feature_extractor.conv_layers.`, '.conv.weight');
  const strides = checkpoint.settings.conv_stride ?? STRIDES;
  if (
    !Array.isArray(strides) ||
    strides.length !== count ||
    strides.some((stride) => !Number.isInteger(stride) || stride < 1)
  ) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `${NETWORK}: strides ${JSON.stringify(strides)} do not fit ${count} convolutions`,
      {
        field: 'conv_stride',
        accepted: `${count} whole numbers from 1 as setting conv_stride`,
      },
    );
  }
  return strides.map((stride: number, i) => {
    const { shape } = expectRank(checkpoint, NETWORK, `${prefix}feature_extractor.conv_layers.${i}.conv.weight`, 3);
    return { outChannels: shape[0]!, inChannels: shape[1]!, kernel: shape[2]!, stride };
  });
}

function tensorShapes(dims: Omit<Wav2vec2Config, 'parameters'>): TensorShapes {
  const { prefix, convs, dim, feedForwardDim, layers, positionKernel, positionGroups, positionWeight } = dims;
  const shapes: Record<string, readonly number[]> = {
    [positionWeight.gain]: [1, 1, positionKernel],
    [positionWeight.direction]: [dim, dim / positionGroups, positionKernel],
    [`${prefix}encoder.pos_conv_embed.conv.bias`]: [dim],
  };
  const affine = (name: string, out: number, inner: readonly number[] = []) => {
    shapes[`${prefix}${name}.weight`] = [out, ...inner];
    shapes[`${prefix}${name}.bias`] = [out];
  };
  let channels = 1;
  for (const [i, { outChannels, kernel }] of convs.entries()) {
    shapes[`${prefix}feature_extractor.conv_layers.${i}.conv.weight`] = [outChannels, channels, kernel];
    channels = outChannels;
  }
  affine('feature_extractor.conv_layers.0.layer_norm', convs[0]!.outChannels);
  affine('feature_projection.layer_norm', channels);
  affine('feature_projection.projection', dim, [channels]);
  affine('encoder.layer_norm', dim);
  for (let i = 0; i < layers; i++) {
    const layer = `encoder.layers.${i}`;
    for (const part of ['q_proj', 'k_proj', 'v_proj', 'out_proj']) affine(`${layer}.attention.${part}`, dim, [dim]);
    affine(`${layer}.layer_norm`, dim);
    affine(`${layer}.feed_forward.intermediate_dense`, feedForwardDim, [dim]);
    affine(`${layer}.feed_forward.output_dense`, dim, [feedForwardDim]);
    affine(`${layer}.final_layer_norm`, dim);
  }
  return shapes;
}

export function wav2vec2Facts({
  parameters,
  convs,
  dim,
  feedForwardDim,
  heads,
  layers,
  positionKernel,
  positionGroups,
}: Wav2vec2Config): NetworkFacts {
  return {
    parameters,
    dims: {
      convChannels: convs.map((conv) => conv.outChannels),
      convKernels: convs.map((conv) => conv.kernel),
      convStrides: convs.map((conv) => conv.stride),
      ...{ dim, feedForwardDim, heads, layers, positionKernel, positionGroups },
    },
  };
}
