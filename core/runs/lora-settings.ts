import { GenesisError } from '../errors/genesis-error.ts';
import type { LoraStrength } from '../plugin-api/lora.ts';

/** A LoRA over the DiT. */
export interface LoraChoice extends LoraStrength {
  /** Of an installed file: its name, or its path in the folder, with or without extension. */
  readonly name: string;
  /** true: added to the weights once, in the cache of converted weights · false: beside them, by strength at run time. */
  readonly merge: boolean;
}

export interface LoraSettings {
  /** Applied together; their order does not matter. */
  readonly loras: readonly LoraChoice[];
}

/** What changes nothing; settings that were stored before the field was there have it. */
export const LORA_DEFAULTS: LoraSettings = { loras: [] };

/** A LoRA of a request; undefined: strength 1 in every block, beside the weights. */
export interface LoraChoiceRequest {
  readonly name: string;
  readonly strength?: number | undefined;
  readonly blocks?: LoraStrength['blocks'] | undefined;
  readonly merge?: boolean | undefined;
}

/** The LoRAs of a request; undefined: as the base has them. */
export interface LoraRequest {
  readonly loras?: readonly LoraChoiceRequest[] | undefined;
}

const MAX_LORAS = 16;
const MAX_RANGES = 200;
const MAX_STRENGTH = 100;

function refuse(field: string, value: unknown, accepted: string): never {
  throw new GenesisError('INPUT_INVALID', `${field}: ${JSON.stringify(value)} is not ${accepted}`, { field, accepted });
}

function checkStrength(field: string, strength: number): void {
  if (Math.abs(strength) <= MAX_STRENGTH) return;
  refuse(field, strength, `a number from -${MAX_STRENGTH} to ${MAX_STRENGTH}`);
}

function checkLora({ name, strength, blocks }: LoraChoice, field: string): void {
  if (name === '' || name.length > 1000) refuse(`${field}.name`, name, 'the name of a LoRA, 1 to 1000 characters');
  checkStrength(`${field}.strength`, strength);
  if (blocks.length > MAX_RANGES) refuse(`${field}.blocks`, blocks.length, `at most ${MAX_RANGES} ranges`);
  for (const [i, range] of blocks.entries()) {
    const whole = [range.first, range.last].every((block) => Number.isInteger(block) && block >= 0);
    if (!whole || range.first > range.last) {
      refuse(`${field}.blocks.${i}`, [range.first, range.last], 'a first and a last block, from 0');
    }
    checkStrength(`${field}.blocks.${i}.strength`, range.strength);
  }
}

/**
 * Lays a request over a base: its list takes the place of the base's, as a whole.
 * @throws GenesisError INPUT_INVALID
 */
export function resolveLoras({ loras }: LoraRequest, base: LoraSettings): LoraSettings {
  const chosen = loras
    ? loras.map(({ name, strength = 1, blocks = [], merge = false }) => ({ name, strength, blocks, merge }))
    : base.loras;
  if (chosen.length > MAX_LORAS) refuse('loras', chosen.length, `at most ${MAX_LORAS} LoRAs`);
  for (const [i, lora] of chosen.entries()) checkLora(lora, `loras.${i}`);
  return { loras: chosen };
}

/** Whether a LoRA does anything, somewhere. */
export const isInForce = ({ strength, blocks }: LoraStrength): boolean =>
  strength !== 0 || blocks.some((range) => range.strength !== 0);
