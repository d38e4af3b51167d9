import { type Dialect, type NamePair, pair } from './dialect.ts';

type Has = (name: string) => boolean;

const RESIDUAL = [
  ['norm1.gamma', 'residual.0.gamma'],
  ['conv1.*', 'residual.2.*'],
  ['norm2.gamma', 'residual.3.gamma'],
  ['conv2.*', 'residual.6.*'],
  ['conv_shortcut.*', 'shortcut.*'],
] as const;

const residual = (theirs: string, ours: string): NamePair[] =>
  RESIDUAL.map(([part, official]) => pair(`${theirs}.${part}`, `${ours}.${official}`));

const side = (direction: 'encoder' | 'decoder'): NamePair[] => [
  pair(`${direction}.conv_in.*`, `${direction}.conv1.*`),
  pair(`${direction}.norm_out.gamma`, `${direction}.head.0.gamma`),
  pair(`${direction}.conv_out.*`, `${direction}.head.2.*`),
  ...residual(`${direction}.mid_block.resnets.0`, `${direction}.middle.0`),
  pair(`${direction}.mid_block.attentions.0.*`, `${direction}.middle.1.*`),
  ...residual(`${direction}.mid_block.resnets.1`, `${direction}.middle.2`),
];

/** Number of consecutive names that exist, at most `limit`. */
function count(limit: number, exists: (i: number) => boolean): number {
  let i = 0;
  while (i < limit && exists(i)) i += 1;
  return i;
}

const MAX_LEVELS = 8;
const MAX_RESNETS = 8;

/**
 * Diffusers groups the decoder's flat list of residual blocks and resamplers by level; a level has `resnets` residual
 * blocks, then (but the last) a resampler.
 */
function decoderLevels(has: Has): NamePair[] {
  const grouped = count(MAX_RESNETS, (i) => has(`decoder.up_blocks.0.resnets.${i}.conv1.weight`));
  const resnets = grouped || count(MAX_RESNETS, (i) => has(`decoder.upsamples.${i}.residual.2.weight`));
  return Array.from({ length: MAX_LEVELS }, (_, level) => {
    const first = level * (resnets + 1);
    const blocks = Array.from({ length: resnets }, (_, i) =>
      residual(`decoder.up_blocks.${level}.resnets.${i}`, `decoder.upsamples.${first + i}`),
    );
    return [
      ...blocks.flat(),
      pair(`decoder.up_blocks.${level}.upsamplers.0.*`, `decoder.upsamples.${first + resnets}.*`),
    ];
  }).flat();
}

/** Names of diffusers' AutoencoderKLWan; diffusers, scripts/convert_wan_to_diffusers.py. */
const diffusersPairs = (has: Has): NamePair[] => [
  pair('quant_conv.*', 'conv1.*'),
  pair('post_quant_conv.*', 'conv2.*'),
  ...side('encoder'),
  ...residual('encoder.down_blocks.#', 'encoder.downsamples.#'),
  pair('encoder.down_blocks.#.resample.1.*', 'encoder.downsamples.#.resample.1.*'),
  pair('encoder.down_blocks.#.time_conv.*', 'encoder.downsamples.#.time_conv.*'),
  pair('encoder.down_blocks.#.norm.gamma', 'encoder.downsamples.#.norm.gamma'),
  pair('encoder.down_blocks.#.to_qkv.*', 'encoder.downsamples.#.to_qkv.*'),
  pair('encoder.down_blocks.#.proj.*', 'encoder.downsamples.#.proj.*'),
  ...side('decoder'),
  ...decoderLevels(has),
];

export const wanVaeDialects: readonly Dialect[] = [
  {
    id: 'official',
    family: 'wan-vae',
    recognises: (has) => has('encoder.downsamples.0.residual.2.weight') || has('decoder.upsamples.0.residual.2.weight'),
    pairs: () => [],
  },
  {
    id: 'diffusers',
    family: 'wan-vae',
    recognises: (has) => has('post_quant_conv.weight') && has('decoder.mid_block.attentions.0.to_qkv.weight'),
    pairs: diffusersPairs,
  },
];
