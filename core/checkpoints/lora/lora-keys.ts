/** What one tensor of a LoRA file is to its target. */
export type LoraPart = 'down' | 'up' | 'alpha' | 'diff' | 'diff_b' | 'modulation diff';

export interface LoraKey {
  /** Module that is changed, as the file names it, without the tool's prefix. */
  readonly target: string;
  readonly part: LoraPart;
}

/** How tools end the names; an adapter's name may stand before `weight` (PEFT). */
const PARTS: readonly (readonly [RegExp, LoraPart])[] = [
  [/[._]lora[._](?:down|A)(?:\.[\w-]+)?(?:\.weight)?$/, 'down'],
  [/[._]lora[._](?:up|B)(?:\.[\w-]+)?(?:\.weight)?$/, 'up'],
  [/\.lora_linear_layer\.down\.weight$/, 'down'],
  [/\.lora_linear_layer\.up\.weight$/, 'up'],
  [/\.alpha$/, 'alpha'],
  [/\.diff$/, 'diff'],
  [/\.diff_b$/, 'diff_b'],
  [/\.diff_m$/, 'modulation diff'],
];

/** Relatives of LoRA that are no plain product of two matrices. */
const RELATIVES: readonly (readonly [RegExp, string])[] = [
  [/\.dora_scale$|\.lora_magnitude_vector/, 'DoRA'],
  [/\.hada_w[12]_[ab]$/, 'LoHa'],
  [/\.lokr_w[12](_[ab])?$/, 'LoKr'],
  [/\.lora_mid\.weight$/, 'a LoRA with a Tucker core (lora_mid)'],
  [/\.oft_blocks$/, 'OFT'],
];

/** What tools put in front of a target's name. */
const PREFIX =
  /^(?:base_model\.model\.|model\.diffusion_model\.|diffusion_model\.|transformer\.|unet\.|pipe\.dit\.|lora_unet__|lora_unet_|lora_transformer_|lycoris_)/;

function stripPrefixes(name: string): string {
  let stripped = name;
  while (PREFIX.test(stripped)) stripped = stripped.replace(PREFIX, '');
  return stripped;
}

/** What a tensor of this name is in a LoRA file; null when it is nothing of a LoRA. */
export function parseLoraKey(name: string): LoraKey | null {
  for (const [ending, part] of PARTS) {
    const match = ending.exec(name);
    if (match && match.index > 0) return { target: stripPrefixes(name.slice(0, match.index)), part };
  }
  return null;
}

/** The relative of LoRA that a name belongs to; null for a plain LoRA's. */
export const loraRelative = (name: string): string | null =>
  RELATIVES.find(([ending]) => ending.test(name))?.[1] ?? null;

/** Which tool names tensors so; of two that fit the first. */
const NAMINGS: readonly (readonly [RegExp, string])[] = [
  [/^(lora_unet_|lora_transformer_|lycoris_)/, 'kohya'],
  [/^base_model\.model\./, 'PEFT'],
  [/^transformer\./, 'diffusers'],
  [/^(model\.)?diffusion_model\..*\.lora_(down|up)\./, 'lightx2v'],
  [/^(model\.)?diffusion_model\..*\.lora_[AB]\./, 'FusionX'],
];

/** In whose naming a LoRA is, as users know it. */
export function loraNaming(names: Iterable<string>): string {
  for (const name of names) {
    const found = NAMINGS.find(([pattern]) => pattern.test(name));
    if (found) return found[1];
  }
  return 'plain';
}

/** Whether a file with these names is a LoRA, or a relative of one. */
export function isLora(names: Iterable<string>): boolean {
  for (const name of names) {
    const part = parseLoraKey(name)?.part;
    if (part === 'down' || part === 'up' || part === 'diff' || loraRelative(name)) return true;
  }
  return false;
}
