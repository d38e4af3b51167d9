import { DIALECTS } from '../../../core/checkpoints/dialects/canonical.ts';
import type { Dialect, NamePair, NetworkFamily } from '../../../core/checkpoints/dialects/dialect.ts';
import { fillName, matchName } from '../../../core/checkpoints/dialects/name-template.ts';
import { rowsOf, sourceOf, type TensorSource } from './tensor-source.ts';

/** Dialects that a file can be written in. `comfyui` is what ComfyUI and Kijai's wrapper ship. */
export const WRITTEN_DIALECTS = ['official', 'comfyui', 'diffusers', 'open-clip'] as const;
export type WrittenDialect = (typeof WRITTEN_DIALECTS)[number];

interface Spelling {
  readonly id: Dialect['id'];
  readonly wrapper: string;
}

const OFFICIAL: Spelling = { id: 'official', wrapper: '' };
const TRANSFORMERS: Spelling = { id: 'transformers', wrapper: '' };

/** How each tool writes each network; a network that a tool does not name anew keeps the official names. */
const SPELLINGS: Readonly<Record<WrittenDialect, Partial<Record<NetworkFamily, Spelling>>>> = {
  official: {},
  comfyui: {
    'wan-dit': { id: 'official', wrapper: 'model.diffusion_model.' },
    'infinitetalk-patch': OFFICIAL,
    umt5: TRANSFORMERS,
    clip: TRANSFORMERS,
    wav2vec2: { id: 'official', wrapper: 'wav2vec2.' },
  },
  diffusers: {
    'wan-dit': { id: 'diffusers', wrapper: '' },
    'wan-vae': { id: 'diffusers', wrapper: '' },
    umt5: TRANSFORMERS,
    clip: TRANSFORMERS,
    wav2vec2: { id: 'transformers', wrapper: 'wav2vec2.' },
  },
  'open-clip': { clip: { id: 'open-clip', wrapper: '' } },
};

function spell(source: TensorSource, pairs: readonly NamePair[]): TensorSource[] {
  for (const { theirs, ours, leadingOnes = 0, alias } of pairs) {
    const holes = alias ? null : matchName(ours, source.name);
    if (!holes) continue;
    if (typeof theirs === 'string')
      return [{ ...source, name: fillName(theirs, holes), shape: source.shape.slice(leadingOnes) }];
    const rows = source.shape[0]! / theirs.length;
    return theirs.map((template, i) => rowsOf(source, fillName(template, holes), i * rows, (i + 1) * rows));
  }
  return [source];
}

/**
 * How a tool names the tensors of a network, some of them in parts; canonical names in.
 * @param canonical all names of the network
 */
export function speller(
  canonical: readonly string[],
  family: NetworkFamily,
  written: WrittenDialect,
): (source: TensorSource) => TensorSource[] {
  const { id, wrapper } = SPELLINGS[written][family] ?? OFFICIAL;
  const names = new Set(canonical);
  const dialect = DIALECTS.find((candidate) => candidate.family === family && candidate.id === id);
  const pairs = id === 'official' || !dialect ? [] : dialect.pairs((name) => names.has(name));
  return (source) => spell(source, pairs).map((spelled) => ({ ...spelled, name: wrapper + spelled.name }));
}

/** What tools put beside scaled 8-bit weights: an empty mark of their type. */
export const scaledMark = (dtype: 'float8e4m3fn' | 'float8e5m2'): TensorSource =>
  sourceOf('scaled_fp8', dtype, [0], new Uint8Array(0));
