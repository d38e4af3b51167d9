import { GenesisError } from '../errors/genesis-error.ts';
import type { MemoryBudget } from '../plugin-api/memory-strategy.ts';
import type { PluginKind } from '../plugin-api/plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { checkSchedule } from './check-schedule.ts';
import { checkSettings } from './check-settings.ts';
import { type LoraRequest, resolveLoras } from './lora-settings.ts';
import { resolveNetworkPrecision } from './precision-settings.ts';
import { resolveChoice } from './resolve-choice.ts';
import { checkSampling, resolveSampling, type SamplingRequest } from './sampling-settings.ts';
import type { StartInput } from './service.ts';
import { DEFAULT_OOM_POLICY, type GenerationSettings, type PluginChoice } from './spec.ts';

/** The settings of a request or of a preset's change; undefined: as the base has it. */
export type SettingsRequest = Pick<StartInput, Extract<keyof StartInput, keyof GenerationSettings>> &
  SamplingRequest &
  LoraRequest;

/** Fields that name a plugin, with its kind. */
export const CHOICE_KINDS = {
  scheduler: 'scheduler',
  guidance: 'guidance',
  stepCache: 'step-cache',
  memory: 'memory-strategy',
  provider: 'execution-provider',
  precision: 'precision',
  output: 'output',
} as const satisfies Partial<Record<keyof GenerationSettings, PluginKind>>;

export type ChoiceField = keyof typeof CHOICE_KINDS;

/**
 * Lays a request over a preset's settings and checks the result. For a plugin the order is: the request's, else the
 * user's default for its kind, else the preset's.
 * @param userDefault the default that the user has set for a kind, or null
 * @throws GenesisError PLUGIN_NOT_FOUND, PLUGIN_OPTIONS_INVALID, SIZE_INVALID, FRAMES_INVALID, INPUT_INVALID
 */
export function resolveSettings(
  request: SettingsRequest,
  base: GenerationSettings,
  registry: PluginRegistry,
  userDefault: (kind: PluginKind) => PluginChoice | null,
): GenerationSettings {
  const numbers = {
    width: request.width ?? base.width,
    height: request.height ?? base.height,
    frameWindowSize: request.frameWindowSize ?? base.frameWindowSize,
    motionFrames: request.motionFrames ?? base.motionFrames,
    maxFrames: orBase(request.maxFrames, base.maxFrames),
    fps: request.fps ?? base.fps,
    // A list of sigmas says by itself how many steps there are.
    steps: request.steps ?? (request.sigmas?.length || base.steps),
    shift: request.shift ?? base.shift,
    cfg: request.cfg ?? base.cfg,
    audioCfg: request.audioCfg ?? base.audioCfg,
  };
  checkSettings(numbers);
  const model = checkModelName(request.model ?? base.model);
  const sampling = resolveSampling(request, base);
  checkSampling({ ...sampling, steps: numbers.steps });
  const choose = (field: ChoiceField) =>
    resolveChoice(
      registry,
      CHOICE_KINDS[field],
      field,
      request[field],
      userDefault(CHOICE_KINDS[field]) ?? base[field],
    );
  const scheduler = choose('scheduler');
  checkSchedule({ ...numbers, ...sampling, scheduler }, registry);
  return {
    ...numbers,
    ...sampling,
    ...resolveLoras(request, base),
    scheduler,
    guidance: choose('guidance'),
    stepCache: choose('stepCache'),
    memory: withMemoryFlags(choose('memory'), request.memory, base.memory),
    memoryBudget: resolveBudget(request.memoryBudget, base.memoryBudget),
    provider: choose('provider'),
    precision: choose('precision'),
    networkPrecision: resolveNetworkPrecision(request.networkPrecision, base.networkPrecision, registry),
    output: choose('output'),
    oomPolicy: request.oomPolicy ?? base.oomPolicy ?? DEFAULT_OOM_POLICY,
    model,
  };
}

const MAX_NAME = 1000;

/** Whether a model set has the name is for the run to say: a preset may be for another machine. */
function checkModelName(name: string): string {
  if (name !== '' && name.length <= MAX_NAME) return name;
  const accepted = `the name of a model set, 1 to ${MAX_NAME} characters`;
  throw new GenesisError('INPUT_INVALID', `model: ${JSON.stringify(name)} is not ${accepted}`, {
    field: 'model',
    accepted,
  });
}

/** Null is a value: it takes away what the base has. */
const orBase = <Value>(requested: Value | undefined, base: Value): Value =>
  requested === undefined ? base : requested;

/** A preset's flags are meant for its own strategy: another one decides for itself unless the request says. */
export function withMemoryFlags(
  choice: PluginChoice,
  request: SettingsRequest['memory'],
  base: GenerationSettings['memory'],
): GenerationSettings['memory'] {
  const own = choice.id === base.id ? base : { tiledVae: null, forceOffload: null, batchedCfg: null };
  return {
    ...choice,
    tiledVae: orBase(request?.tiledVae, own.tiledVae),
    forceOffload: orBase(request?.forceOffload, own.forceOffload),
    batchedCfg: orBase(request?.batchedCfg, own.batchedCfg),
  };
}

/** A kind of memory that the request leaves out is as the preset has it. */
function resolveBudget(request: SettingsRequest['memoryBudget'], base: MemoryBudget | undefined): MemoryBudget {
  const limit = (field: keyof MemoryBudget): number | null => {
    const bytes = orBase(request?.[field], base?.[field] ?? null);
    if (bytes === null || (Number.isSafeInteger(bytes) && bytes > 0)) return bytes;
    const accepted = 'a whole number of bytes, at least 1';
    throw new GenesisError('INPUT_INVALID', `memoryBudget.${field}: ${bytes} is not ${accepted}`, {
      field: `memoryBudget.${field}`,
      accepted,
    });
  };
  return { vramBytes: limit('vramBytes'), ramBytes: limit('ramBytes') };
}
