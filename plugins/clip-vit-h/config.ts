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

const ACTIVATIONS = ['gelu', 'quick_gelu'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Dims of a CLIP vision tower. */
export interface ClipConfig {
  /** What the tensors' names start with: `visual.` or nothing. */
  readonly prefix: string;
  /** Pixels. */
  readonly imageSize: number;
  /** Pixels. */
  readonly patchSize: number;
  readonly dim: number;
  readonly mlpDim: number;
  readonly heads: number;
  /** Blocks that are run: all of the checkpoint's but the last. */
  readonly layers: number;
  /** Between the layers of an MLP: GELU by the error function, or x·sigmoid(1.702·x); setting `activation`. */
  readonly activation: Activation;
  /** Setting `norm_eps`. */
  readonly normEpsilon: number;
  readonly parameters: number;
}

const NETWORK = 'CLIP vision tower';
/** Channels per head in ViT-H, where the settings do not say `num_heads`. */
const HEAD_DIM = 80;

/** What a vision transformer's checkpoint is when it is not the official tower; null for it and for strangers. */
function lookalike(checkpoint: CheckpointView): string | null {
  if (checkpoint.has('visual.trunk.patch_embed.proj.weight')) return "a CLIP or SigLIP on timm's vision transformer";
  for (const prefix of ['visual.', '']) {
    if (checkpoint.has(`${prefix}patch_embedding.bias`) && checkpoint.has(`${prefix}cls_embedding`))
      return 'a vision transformer without pre-norm';
  }
  // Shapes do not tell it: the same tensors at other places.
  if (checkpoint.settings.post_norm === true) return 'a vision transformer that normalises after attention and MLP';
  return null;
}

function readActivation({ settings }: CheckpointView): Activation {
  const named = settings.activation ?? 'gelu';
  const activation = ACTIVATIONS.find((known) => known === named);
  if (activation) return activation;
  throw new GenesisError('CHECKPOINT_UNSUPPORTED', `${NETWORK}: activation ${JSON.stringify(named)} is not known`, {
    field: 'activation',
    accepted: ACTIVATIONS.join(', '),
  });
}

/** Reads the dims of the tower; null when the checkpoint is of another family. */
export function detectClip(checkpoint: CheckpointView): ClipConfig | null {
  const other = lookalike(checkpoint);
  if (other !== null) {
    throw new GenesisError(
      'CHECKPOINT_UNSUPPORTED',
      `The checkpoint is ${other}, not the official CLIP vision tower.`,
      {
        accepted: 'the official names (visual.patch_embedding, visual.transformer.N.attn.to_qkv, ...)',
      },
    );
  }
  const prefix = ['visual.', ''].find((start) => checkpoint.has(`${start}transformer.0.attn.to_qkv.weight`));
  if (prefix === undefined) return null;
  const [dim, , patchSize] = expectRank(checkpoint, NETWORK, `${prefix}patch_embedding.weight`, 4).shape as [
    number,
    number,
    number,
    number,
  ];
  const [, tokens] = expectRank(checkpoint, NETWORK, `${prefix}pos_embedding`, 3).shape as [number, number, number];
  const [mlpDim] = expectRank(checkpoint, NETWORK, `${prefix}transformer.0.mlp.0.weight`, 2).shape as [number, number];
  const grid = Math.round(Math.sqrt(tokens - 1));
  if (grid < 1 || grid * grid !== tokens - 1) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `${NETWORK}: ${tokens} positions are not one class token and a square of patches`,
    );
  }
  const imageSize = positiveSetting(checkpoint, 'image_size', grid * patchSize);
  if (Math.floor(imageSize / patchSize) !== grid) {
    throw new GenesisError(
      'CHECKPOINT_INVALID',
      `${NETWORK}: image_size ${imageSize} does not give ${grid}×${grid} patches of ${patchSize} pixels`,
      {
        field: 'image_size',
        accepted: `${grid * patchSize}`,
      },
    );
  }
  const heads = positiveSetting(checkpoint, 'num_heads', dim / HEAD_DIM);
  if (!Number.isInteger(heads) || dim % heads !== 0) {
    throw new GenesisError('CHECKPOINT_INVALID', `${NETWORK}: ${dim} channels cannot be split into ${heads} heads`, {
      field: 'num_heads',
      accepted: `the number of heads as setting num_heads, unless a head has ${HEAD_DIM} channels`,
    });
  }
  const layers = countLayers(checkpoint, `${prefix}transformer.`, '.attn.to_qkv.weight') - 1;
  const dims = {
    prefix,
    imageSize,
    patchSize,
    dim,
    mlpDim,
    heads,
    layers,
    activation: readActivation(checkpoint),
    normEpsilon: positiveSetting(checkpoint, 'norm_eps', 1e-5),
  };
  return { ...dims, parameters: expectTensors(checkpoint, NETWORK, tensorShapes(dims, tokens)) };
}

function tensorShapes(
  { prefix, patchSize, dim, mlpDim, layers }: Omit<ClipConfig, 'parameters'>,
  tokens: number,
): TensorShapes {
  const shapes: Record<string, readonly number[]> = {
    [`${prefix}patch_embedding.weight`]: [dim, 3, patchSize, patchSize],
    [`${prefix}cls_embedding`]: [1, 1, dim],
    [`${prefix}pos_embedding`]: [1, tokens, dim],
    [`${prefix}pre_norm.weight`]: [dim],
    [`${prefix}pre_norm.bias`]: [dim],
  };
  const linear = (name: string, out: number, inner: number) => {
    shapes[`${name}.weight`] = [out, inner];
    shapes[`${name}.bias`] = [out];
  };
  for (let i = 0; i < layers; i++) {
    const block = `${prefix}transformer.${i}`;
    for (const norm of ['norm1', 'norm2']) {
      shapes[`${block}.${norm}.weight`] = [dim];
      shapes[`${block}.${norm}.bias`] = [dim];
    }
    linear(`${block}.attn.to_qkv`, 3 * dim, dim);
    linear(`${block}.attn.proj`, dim, dim);
    linear(`${block}.mlp.0`, mlpDim, dim);
    linear(`${block}.mlp.2`, dim, mlpDim);
  }
  return shapes;
}

export function clipFacts({ parameters, imageSize, patchSize, dim, mlpDim, heads, layers }: ClipConfig): NetworkFacts {
  return { parameters, dims: { imageSize, patchSize, dim, mlpDim, heads, layers } };
}
