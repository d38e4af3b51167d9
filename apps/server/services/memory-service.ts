import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { SPEECH_RATE } from '../../../core/media/audio-decode.ts';
import { uncorrected } from '../../../core/memory/forecast.ts';
import { type MemoryDetector, memoryBudget } from '../../../core/memory/memory-limits.ts';
import { stageUses } from '../../../core/memory/stage-use.ts';
import { withLoraChoices } from '../../../core/models/apply-loras.ts';
import { obstacles } from '../../../core/models/check-model-set.ts';
import { type ModelSet, supportedModes } from '../../../core/models/model-set.ts';
import { acceptedInstead, type LighterForecast, lighterForecasts } from '../../../core/pipeline/fewer-bits.ts';
import {
  forecastSettings,
  type PlannedSettings,
  planMemory,
  plannedLength,
  tryPlan,
} from '../../../core/pipeline/plan-memory.ts';
import { planWindows } from '../../../core/pipeline/windows.ts';
import type {
  MemoryBudget,
  MemoryBytes,
  MemoryForecast,
  MemoryPlan,
  MemoryRefusal,
  PluginKind,
} from '../../../core/plugin-api/index.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { canStepDown } from '../../../core/runs/ladder.ts';
import type { MemoryReport, StrategyForecast } from '../../../core/runs/memory-report.ts';
import { refuseProviderArguments } from '../../../core/runs/provider-arguments.ts';
import { cannotCarryOut } from '../../../core/runs/resolve.ts';
import { resolveSettings } from '../../../core/runs/resolve-settings.ts';
import type { Asset, PageRequest, Preset, StartInput } from '../../../core/runs/service.ts';
import type { GenerationSpec, MemoryChoice, PluginChoice } from '../../../core/runs/spec.ts';
import { INPUT_DEFAULTS, voicesOf } from '../../../core/runs/spec-inputs.ts';
import type { RunHistory } from '../../../db/repositories/run-history.ts';
import { ladderGround, orNull } from './ladder-ground.ts';
import { recommendPreset } from './recommend-preset.ts';
import { RunRecords } from './run-records.ts';
import type { MemoryService } from './services.ts';

const DEFAULT_PRESET = 'demo';
const UNLIMITED: MemoryBudget = { vramBytes: null, ramBytes: null };

export interface MemoryParts {
  readonly registry: PluginRegistry;
  readonly detector: MemoryDetector;
  /** Configured limits; null: what is free. */
  readonly limits: MemoryBudget;
  readonly history: RunHistory;
  readonly presets: { find(idOrName: string): Preset; list(page: PageRequest): Preset[] };
  userDefault(kind: PluginKind): PluginChoice | null;
  asset(id: string): Asset | null;
  modelSet(name: string): Promise<ModelSet>;
}

/** Forecasts and plans memory before anything is loaded. */
export class Memory implements MemoryService {
  readonly #parts: MemoryParts;

  constructor(parts: MemoryParts) {
    this.#parts = parts;
  }

  async budget(requested: MemoryBudget = UNLIMITED): Promise<MemoryBudget> {
    return memoryBudget(await this.#parts.detector.detect(), this.#parts.limits, requested);
  }

  /** By stage, for the next run of such settings. */
  corrections(settings: PlannedSettings): Readonly<Record<string, MemoryBytes>> {
    return new RunRecords(this.#parts.history, settings).corrections();
  }

  /**
   * Passes what fits, and what may step down the out-of-memory ladder until it does.
   * @throws GenesisError MEMORY_PLAN_IMPOSSIBLE with what would fit, or what is wrong with a LoRA
   */
  async check(spec: GenerationSpec): Promise<void> {
    const { registry } = this.#parts;
    const set = await withLoraChoices(await this.#parts.modelSet(spec.model), spec.loras);
    const budget = await this.budget(spec.memoryBudget);
    const corrections = this.corrections(spec);
    const correction = (stage: string) => corrections[stage] ?? uncorrected();
    const voiceSeconds = this.#seconds(voicesOf(spec).map(({ id }) => id));
    const surroundings = { registry, budget, correction, voiceSeconds };
    const forecast = forecastSettings(set, spec, surroundings);
    const result = tryPlan(forecast, spec, surroundings);
    if (result.ok) return;
    const fits = (below: GenerationSpec) => orNull(() => planMemory(set, below, surroundings)) !== null;
    if (canStepDown(spec, ladderGround(set, registry), fits)) return;
    const lighter = () => lighterForecasts(set, spec, surroundings, forecast);
    const instead = acceptedInstead(result, spec, surroundings, forecast, lighter);
    const { preset } = recommendPreset(set, spec, budget, this.#parts);
    const accepted = [instead.own, preset && `the preset ${preset.name}`].filter(Boolean).join(', or ');
    throw new GenesisError('MEMORY_PLAN_IMPOSSIBLE', result.reason, { field: 'memory', accepted });
  }

  async forecast(input: StartInput): Promise<MemoryReport> {
    const { registry, presets, history } = this.#parts;
    refuseProviderArguments(input);
    const preset = presets.find(input.preset ?? DEFAULT_PRESET);
    const resolved = resolveSettings(input, preset.settings, registry, (kind) => this.#parts.userDefault(kind));
    const set = await withLoraChoices(await this.#parts.modelSet(resolved.model), resolved.loras);
    if (!supportedModes(set).includes(input.mode))
      throw cannotCarryOut(resolved.model, input.mode, obstacles(set, input.mode));
    const { mode, multiAudio = INPUT_DEFAULTS.multiAudio, audio, speakers = [] } = input;
    const settings: PlannedSettings = { ...resolved, mode, multiAudio };
    const voiceSeconds = this.#seconds(audio === undefined ? speakers.map((each) => each.audio) : [audio]);
    const length = plannedLength(settings, voiceSeconds);
    const budget = await this.budget(settings.memoryBudget);
    const records = new RunRecords(history, settings);
    const corrections = records.corrections();
    const correction = (stage: string) => corrections[stage] ?? uncorrected();
    const surroundings = { registry, budget, correction, voiceSeconds };
    const forecast = forecastSettings(set, settings, surroundings);
    let known: readonly LighterForecast[] | undefined;
    const lighter = () => {
      known ??= lighterForecasts(set, settings, surroundings, forecast);
      return known;
    };
    const windows = planWindows(length.frames, settings.frameWindowSize, settings.motionFrames).length;
    const stages = forecast.stages.map(({ stage }) => stage);
    const speechSeconds = length.samples / SPEECH_RATE;
    const seconds = (strategy: string) =>
      records.estimateSeconds(settings, strategy, stages, { windows, speechSeconds });
    const strategies = registry.list('memory-strategy').map(({ contribution }) => {
      const memory = strategyChoice(settings.memory, input.memory, contribution.id);
      const estimatedSeconds = seconds(contribution.id);
      const made = this.#strategy(forecast, lighter, { ...settings, memory }, budget);
      return { title: contribution.title, estimatedSeconds, ...made };
    });
    return {
      mode: input.mode,
      model: settings.model,
      provider: settings.provider.id,
      precision: settings.precision.id,
      networkPrecision: settings.networkPrecision,
      budget,
      chosen: strategies.find(({ strategy }) => strategy === settings.memory.id)!,
      strategies,
      recommended: recommendPreset(set, settings, budget, this.#parts),
      pastRuns: records.runs,
    };
  }

  /** Seconds of voices; of one that is not there, none. */
  #seconds(voices: readonly string[]): number[] {
    return voices.flatMap((id) => this.#parts.asset(id)?.seconds ?? []);
  }

  #strategy(
    forecast: MemoryForecast,
    lighter: () => readonly LighterForecast[],
    settings: PlannedSettings,
    budget: MemoryBudget,
  ): Omit<StrategyForecast, 'title' | 'estimatedSeconds'> {
    const { registry } = this.#parts;
    const surroundings = { registry, budget };
    const result = tryPlan(forecast, settings, surroundings);
    const whole = result.ok ? result : tryPlan(forecast, settings, { registry, budget: UNLIMITED });
    const plan = whole.ok ? whole.plan : null;
    const refused = (refusal: MemoryRefusal) => {
      const { own, zh } = acceptedInstead(refusal, settings, surroundings, forecast, lighter);
      const { reason, translations } = inWords(refusal);
      return { reason, accepted: own, translations: { ...translations, zh: { ...translations.zh, accepted: zh } } };
    };
    return {
      strategy: settings.memory.id,
      fits: result.ok,
      ...(result.ok ? { ...inWords(result.plan), accepted: null } : refused(result)),
      peak: result.ok ? result.plan.peak : result.needed,
      plan,
      stages: plan ? stageUses(forecast, plan) : [],
    };
  }
}

/** Why a strategy has this plan, or none. */
const inWords = ({ reason, translations = {} }: MemoryPlan | MemoryRefusal) => ({ reason, translations });

/** The chosen strategy as it was chosen; another one with its own defaults, and what the request says of any. */
function strategyChoice(chosen: MemoryChoice, request: StartInput['memory'], id: string): MemoryChoice {
  if (id === chosen.id) return chosen;
  const { tiledVae = null, forceOffload = null, batchedCfg = null } = request ?? {};
  return { id, version: '', options: {}, tiledVae, forceOffload, batchedCfg };
}
