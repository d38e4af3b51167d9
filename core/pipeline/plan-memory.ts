import { GenesisError } from '../errors/genesis-error.ts';
import { SPEECH_RATE } from '../media/audio-decode.ts';
import { type ForecastProvider, forecastMemory, uncorrected } from '../memory/forecast.ts';
import { stageUses } from '../memory/stage-use.ts';
import { describeNetwork } from '../models/describe-network.ts';
import type { ModelSet } from '../models/model-set.ts';
import type { Guidance, MemoryBudget, MemoryBytes, MemoryForecast, MemoryPlanResult } from '../plugin-api/index.ts';
import { createPlugin } from '../plugin-host/create-plugin.ts';
import type { PluginRegistry } from '../plugin-host/registry.ts';
import { memoryRequest } from '../runs/check-memory-flags.ts';
import type { RunMemory } from '../runs/events.ts';
import { precisionOf } from '../runs/precision-settings.ts';
import type { GenerationMode, GenerationSettings, PluginChoice } from '../runs/spec.ts';
import { INPUT_DEFAULTS, type MultiAudio } from '../runs/spec-inputs.ts';
import { type VideoLength, videoLength } from '../runs/video-length.ts';

/** What is planned against. */
export interface PlanSurroundings {
  readonly registry: PluginRegistry;
  readonly budget: MemoryBudget;
  /** What earlier runs on this device measured over what was forecast, by stage. @default nothing is known */
  readonly correction?: ((stage: string) => MemoryBytes) | undefined;
  /** Seconds of each voice. @default none */
  readonly voiceSeconds?: readonly number[] | undefined;
}

/** What a memory plan depends on. */
export type PlannedSettings = GenerationSettings & {
  readonly mode: GenerationMode;
  /** @default para */
  readonly multiAudio?: MultiAudio;
};

/** Where a text encoder can run besides the provider. */
export const PROCESSOR: PluginChoice = { id: 'cpu', version: '', options: {} };

function mostPredictions(guidance: Guidance, { mode, steps, cfg, audioCfg }: PlannedSettings): number {
  const run = guidance.prepare({ steps, textScale: cfg, audioScale: audioCfg, hasAudio: mode === 'INFINITETALK' });
  return Math.max(...Array.from({ length: steps }, (_, step) => run.predictions(step).length));
}

/** How long the video and the speech that is encoded for it become. */
export const plannedLength = (settings: PlannedSettings, voiceSeconds: readonly number[] = []): VideoLength =>
  videoLength(
    { ...settings, multiAudio: settings.multiAudio ?? INPUT_DEFAULTS.multiAudio },
    voiceSeconds.map((seconds) => Math.round(seconds * SPEECH_RATE)),
  );

/** What a run with these settings will need, in milliseconds: reads headers that are open already. */
export function forecastSettings(
  model: ModelSet,
  settings: PlannedSettings,
  { registry, correction = uncorrected, voiceSeconds }: Omit<PlanSurroundings, 'budget'>,
): MemoryForecast {
  const provider = (choice: PluginChoice): ForecastProvider => ({
    id: choice.id,
    provider: createPlugin(registry, 'execution-provider', choice, 'provider'),
  });
  const { width, height, frameWindowSize, motionFrames, fps, mode } = settings;
  const { samples } = plannedLength(settings, voiceSeconds);
  return forecastMemory(model, {
    width,
    height,
    frames: frameWindowSize,
    motionFrames,
    speechFrames: Math.floor((samples / SPEECH_RATE) * fps),
    fps,
    textTokens: model.networks.dit ? describeNetwork(model.networks.dit).textLength : 512,
    mode,
    predictions: mostPredictions(createPlugin(registry, 'guidance', settings.guidance, 'guidance'), settings),
    provider: provider(settings.provider),
    precision: (role) => createPlugin(registry, 'precision', precisionOf(settings, role), 'precision'),
    processor: settings.provider.id === PROCESSOR.id ? null : provider(PROCESSOR),
    correction,
  });
}

/** The plan of the chosen strategy, or its refusal. */
export function tryPlan(
  forecast: MemoryForecast,
  settings: Pick<GenerationSettings, 'memory'>,
  { registry, budget }: PlanSurroundings,
): MemoryPlanResult {
  const strategy = createPlugin(registry, 'memory-strategy', settings.memory, 'memory');
  return strategy.plan(forecast, budget, memoryRequest(settings));
}

/**
 * Plans a run against the budget, with the forecast of every stage under the plan.
 * @throws GenesisError MEMORY_PLAN_IMPOSSIBLE with the strategy's reason and what would be taken
 */
export function planMemory(model: ModelSet, settings: PlannedSettings, surroundings: PlanSurroundings): RunMemory {
  const forecast = forecastSettings(model, settings, surroundings);
  const result = tryPlan(forecast, settings, surroundings);
  if (!result.ok)
    throw new GenesisError('MEMORY_PLAN_IMPOSSIBLE', result.reason, { field: 'memory', accepted: result.accepted });
  return {
    strategy: settings.memory.id,
    plan: result.plan,
    budget: surroundings.budget,
    base: forecast.base,
    stages: stageUses(forecast, result.plan),
    speechSeconds: plannedLength(settings, surroundings.voiceSeconds).samples / SPEECH_RATE,
  };
}
