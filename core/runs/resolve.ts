import { GenesisError } from '../errors/genesis-error.ts';
import type { PluginKind } from '../plugin-api/plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { namedChoices, requireAvailable } from './check-available.ts';
import { checkLatents } from './check-latents.ts';
import { checkMedia, type MediaContext } from './check-media.ts';
import { refuseProviderArguments } from './provider-arguments.ts';
import { type InputContext, resolveInputs, startsFromLatents } from './resolve-inputs.ts';
import { resolveSettings } from './resolve-settings.ts';
import type { Preset, StartInput } from './service.ts';
import type { GenerationMode, GenerationSettings, GenerationSpec, PluginChoice } from './spec.ts';

/** What a request is checked against of an installed model set. */
export interface ModelFacts {
  readonly name: string;
  readonly modes: readonly GenerationMode[];
  /** What keeps it from a mode, in words. */
  obstacles(mode: GenerationMode): readonly string[];
  /** Frequencies of the DiT's rotary embedding that turn with the frame. */
  readonly temporalFrequencies: number;
  /** `[channels, frames, height, width]` of a window's latents. */
  latentShape(settings: Pick<GenerationSettings, 'width' | 'height' | 'frameWindowSize'>): readonly number[];
  /** Tokens of a prompt that the model keeps, the end token included. */
  readonly textLength: number;
  /** Tokens of a prompt, the end token included. @throws GenesisError what is wrong with the tokenizer */
  countTokens(prompt: string): Promise<number>;
}

export interface ResolveContext extends InputContext, MediaContext {
  readonly registry: PluginRegistry;
  /** @throws GenesisError PRESET_NOT_FOUND */
  preset(idOrName: string): Pick<Preset, 'name' | 'settings'>;
  /** The default that the user has set for a kind, or null. */
  userDefault(kind: PluginKind): PluginChoice | null;
  /** @throws GenesisError MODEL_NOT_FOUND, or what is wrong with the set's files */
  model(name: string): Promise<ModelFacts>;
  /**
   * @throws GenesisError LORA_NOT_FOUND, or what is wrong with one of the spec's LoRAs; MEMORY_PLAN_IMPOSSIBLE when its
   *   memory strategy has no plan for the memory that there is
   */
  checkNetworks(spec: GenerationSpec): Promise<void>;
  /** A seed for a request that gives none. */
  drawSeed(): number;
}

const DEFAULT_PRESET = 'demo';

/**
 * Resolves a request against its preset and the defaults into the frozen spec of a generation, and checks all of it
 * before anything is loaded.
 * @throws GenesisError with the field at fault and what would be accepted
 */
export async function resolveGeneration(input: StartInput, context: ResolveContext): Promise<GenerationSpec> {
  refuseProviderArguments(input);
  const preset = context.preset(input.preset ?? DEFAULT_PRESET);
  const settings = resolveSettings(input, preset.settings, context.registry, (kind) => context.userDefault(kind));
  const seed = input.seed ?? context.drawSeed();
  if (!Number.isSafeInteger(seed) || seed < 0) {
    const accepted = `a whole number from 0 to ${Number.MAX_SAFE_INTEGER}`;
    throw new GenesisError('INPUT_INVALID', `seed: ${seed} is not ${accepted}`, { field: 'seed', accepted });
  }
  const spec: GenerationSpec = {
    ...settings,
    mode: input.mode,
    ...resolveInputs(input, context),
    seed,
    preset: preset.name,
  };
  startsFromLatents(spec);
  const voiceSeconds = await checkMedia(input, spec, context);
  for (const named of namedChoices(settings)) await requireAvailable(named, context.registry);
  const model = await context.model(spec.model);
  await checkModel(spec, model);
  const earlier = spec.startLatents && context.latents(spec.startLatents.generation);
  if (earlier) checkLatents(spec, earlier, model.latentShape(spec), voiceSeconds);
  await context.checkNetworks(spec);
  return spec;
}

/** The refusal of a model set that lacks something. @param obstacles what, in words */
export function cannotCarryOut(model: string, mode: GenerationMode, obstacles: readonly string[]): GenesisError {
  const why = obstacles.map((obstacle) => `; ${obstacle}`).join('');
  return new GenesisError('MODEL_NOT_FOUND', `model: ${model} cannot carry out ${mode}${why}`, {
    field: 'model',
    accepted: `a model set with every network that ${mode} needs`,
  });
}

/** @throws GenesisError INPUT_INVALID for a frequency that the model does not have */
export function checkFrequencies(
  { riflexFreqIndex }: Pick<GenerationSettings, 'riflexFreqIndex'>,
  { temporalFrequencies }: ModelFacts,
): void {
  if (riflexFreqIndex <= temporalFrequencies) return;
  const accepted = `a whole number from 0 to ${temporalFrequencies}`;
  throw new GenesisError('INPUT_INVALID', `riflexFreqIndex: ${riflexFreqIndex} is not ${accepted}`, {
    field: 'riflexFreqIndex',
    accepted,
  });
}

async function checkModel(spec: GenerationSpec, model: ModelFacts): Promise<void> {
  if (!model.modes.includes(spec.mode)) throw cannotCarryOut(model.name, spec.mode, model.obstacles(spec.mode));
  checkFrequencies(spec, model);
  const prompts: [string, string][] = [
    ['prompt', spec.prompt],
    ['negativePrompt', spec.negativePrompt],
    ...spec.prompts.map(({ prompt }, i): [string, string] => [`prompts.${i}.prompt`, prompt]),
  ];
  for (const [field, prompt] of prompts) {
    const tokens = await model.countTokens(prompt);
    if (tokens <= model.textLength) continue;
    throw new GenesisError(
      'PROMPT_TOO_LONG',
      `${field}: it has ${tokens} tokens, of which the model keeps ${model.textLength}`,
      { field, accepted: `at most ${model.textLength} tokens, the end token included` },
    );
  }
}
