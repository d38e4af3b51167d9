import type { NetworkFamily } from './dialects/dialect.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Names of the diffusers and transformers libraries' config.json → the official names of the same settings. */
const ALIASES: Readonly<Record<NetworkFamily, Readonly<Record<string, string>>>> = {
  'wan-dit': { num_attention_heads: 'num_heads', rope_max_seq_len: 'rope_max' },
  'infinitetalk-patch': {},
  'wan-vae': {},
  umt5: { relative_attention_max_distance: 'max_dist', layer_norm_epsilon: 'norm_eps' },
  clip: { num_attention_heads: 'num_heads', layer_norm_eps: 'norm_eps', hidden_act: 'activation' },
  wav2vec2: {},
};

const isObject = (value: unknown): value is Settings =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings under their official names, from whichever library's config.json they come. */
export function canonicalSettings(family: NetworkFamily | null, settings: Settings): Settings {
  const flat = isObject(settings.vision_config) ? settings.vision_config : settings;
  if (family === null) return flat;
  const renamed: Record<string, unknown> = { ...flat };
  for (const [theirs, ours] of Object.entries(ALIASES[family])) {
    if (theirs in flat && !(ours in flat)) renamed[ours] = flat[theirs];
  }
  return renamed;
}
