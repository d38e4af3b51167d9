import {
  type CheckpointView,
  expectRank,
  expectTensors,
  GenesisError,
  type NetworkFacts,
  type TensorShapes,
} from '../../core/plugin-api/index.ts';
import { type LatentStatistics, latentStatistics } from './latents.ts';

/** One part of the encoder or the decoder, with the tensor names that it reads. */
export interface Layer {
  /** `down` and `up` change height and width by 2, and time too when they are `temporal`. */
  readonly kind: 'conv' | 'residual' | 'attention' | 'down' | 'up' | 'head';
  readonly name: string;
  readonly inChannels: number;
  readonly outChannels: number;
  readonly temporal: boolean;
}

/** Dims of a causal Wan VAE. */
export interface VaeConfig {
  readonly latentChannels: number;
  /** Channels of a picture (3). */
  readonly imageChannels: number;
  readonly encoder: readonly Layer[];
  readonly decoder: readonly Layer[];
  readonly statistics: LatentStatistics;
  /** Pixels per latent position in height and width. */
  readonly spatialScale: number;
  /** Frames per latent frame after the first. */
  readonly temporalScale: number;
  readonly parameters: number;
}

const NETWORK = 'Wan VAE';

/** Reads the layers of one direction in order; what a layer is shows in the names that it has. */
function readLayers(checkpoint: CheckpointView, direction: 'encoder' | 'decoder'): Layer[] {
  const [sampling, kind] =
    direction === 'encoder' ? (['downsamples', 'down'] as const) : (['upsamples', 'up'] as const);
  const layers: Layer[] = [];
  let channels = 0;
  const add = (layerKind: Layer['kind'], name: string, weight: string, rank: number, temporal = false) => {
    const { shape } = expectRank(checkpoint, NETWORK, `${name}.${weight}`, rank);
    const inChannels = layers.length === 0 ? shape[1]! : channels;
    channels = layerKind === 'attention' ? inChannels : shape[0]!;
    layers.push({ kind: layerKind, name, inChannels, outChannels: channels, temporal });
  };
  const levels = () => {
    for (let i = 0; ; i++) {
      const name = `${direction}.${sampling}.${i}`;
      if (checkpoint.has(`${name}.residual.2.weight`)) add('residual', name, 'residual.2.weight', 5);
      else if (checkpoint.has(`${name}.to_qkv.weight`)) add('attention', name, 'to_qkv.weight', 4);
      else if (checkpoint.has(`${name}.resample.1.weight`))
        add(kind, name, 'resample.1.weight', 4, checkpoint.has(`${name}.time_conv.weight`));
      else return;
    }
  };
  add('conv', `${direction}.conv1`, 'weight', 5);
  if (direction === 'encoder') levels();
  add('residual', `${direction}.middle.0`, 'residual.2.weight', 5);
  add('attention', `${direction}.middle.1`, 'to_qkv.weight', 4);
  add('residual', `${direction}.middle.2`, 'residual.2.weight', 5);
  if (direction === 'decoder') levels();
  add('head', `${direction}.head`, '2.weight', 5);
  return layers;
}

function layerShapes({ kind, name, inChannels, outChannels, temporal }: Layer): TensorShapes {
  const conv = (part: string, out: number, inner: number, ...sides: number[]): TensorShapes => ({
    [`${name}${part}.weight`]: [out, inner, ...sides],
    [`${name}${part}.bias`]: [out],
  });
  switch (kind) {
    case 'conv':
      return conv('', outChannels, inChannels, 3, 3, 3);
    case 'residual':
      return {
        [`${name}.residual.0.gamma`]: [inChannels, 1, 1, 1],
        ...conv('.residual.2', outChannels, inChannels, 3, 3, 3),
        [`${name}.residual.3.gamma`]: [outChannels, 1, 1, 1],
        ...conv('.residual.6', outChannels, outChannels, 3, 3, 3),
        ...(inChannels === outChannels ? {} : conv('.shortcut', outChannels, inChannels, 1, 1, 1)),
      };
    case 'attention':
      return {
        [`${name}.norm.gamma`]: [inChannels, 1, 1],
        ...conv('.to_qkv', 3 * inChannels, inChannels, 1, 1),
        ...conv('.proj', inChannels, inChannels, 1, 1),
      };
    case 'down':
      return {
        ...conv('.resample.1', outChannels, inChannels, 3, 3),
        ...(temporal ? conv('.time_conv', outChannels, outChannels, 3, 1, 1) : {}),
      };
    case 'up':
      return {
        ...conv('.resample.1', outChannels, inChannels, 3, 3),
        ...(temporal ? conv('.time_conv', 2 * inChannels, inChannels, 3, 1, 1) : {}),
      };
    case 'head':
      return { [`${name}.0.gamma`]: [inChannels, 1, 1, 1], ...conv('.2', outChannels, inChannels, 3, 3, 3) };
  }
}

const powerOfTwo = (layers: readonly Layer[], counts: (layer: Layer) => boolean): number =>
  2 ** layers.filter(counts).length;

const resamples = ({ kind }: Layer): boolean => kind === 'down' || kind === 'up';

/** Reads the dims of the VAE; null when the checkpoint is another network. */
export function detectVae(checkpoint: CheckpointView): VaeConfig | null {
  if (checkpoint.has('encoder.downsamples.0.downsamples.0.residual.2.weight')) {
    throw new GenesisError(
      'CHECKPOINT_UNSUPPORTED',
      'The checkpoint is the VAE of Wan 2.2, whose latents are others.',
      {
        accepted: 'the VAE of Wan 2.1',
      },
    );
  }
  const markers = ['encoder.downsamples.0.residual.2.weight', 'decoder.upsamples.0.residual.2.weight'];
  if (!markers.some((name) => checkpoint.has(name))) return null;

  const [encoder, decoder] = [readLayers(checkpoint, 'encoder'), readLayers(checkpoint, 'decoder')];
  const imageChannels = encoder[0]!.inChannels;
  const latentChannels = decoder[0]!.inChannels;
  const expected = {
    'conv1.weight': [2 * latentChannels, 2 * latentChannels, 1, 1, 1],
    'conv1.bias': [2 * latentChannels],
    'conv2.weight': [latentChannels, latentChannels, 1, 1, 1],
    'conv2.bias': [latentChannels],
  };
  const shapes = Object.assign(expected, ...[...encoder, ...decoder].map(layerShapes)) as TensorShapes;
  const parameters = expectTensors(checkpoint, NETWORK, shapes);

  const spatialScale = powerOfTwo(encoder, resamples);
  const temporalScale = powerOfTwo(encoder, (layer) => resamples(layer) && layer.temporal);
  const mirrored =
    spatialScale > 1 &&
    spatialScale === powerOfTwo(decoder, resamples) &&
    temporalScale === powerOfTwo(decoder, (layer) => resamples(layer) && layer.temporal) &&
    encoder.at(-1)!.outChannels === 2 * latentChannels &&
    decoder.at(-1)!.outChannels === imageChannels;
  if (!mirrored) {
    throw new GenesisError('CHECKPOINT_INVALID', `${NETWORK}: its decoder does not undo what its encoder does`, {
      accepted:
        'as many resamplings in space and in time, and the same picture and latent channels, in both directions',
    });
  }
  const statistics = latentStatistics(checkpoint.settings, latentChannels);
  return { latentChannels, imageChannels, encoder, decoder, statistics, spatialScale, temporalScale, parameters };
}

export function vaeFacts({
  parameters,
  encoder,
  latentChannels,
  spatialScale,
  temporalScale,
}: VaeConfig): NetworkFacts {
  const channels = encoder.filter(({ kind }) => kind === 'residual').map(({ outChannels }) => outChannels);
  return { parameters, dims: { latentChannels, spatialScale, temporalScale, channels } };
}
