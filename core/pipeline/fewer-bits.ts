import { formatBytes } from '../memory/memory-bytes.ts';
import type { ModelSet } from '../models/model-set.ts';
import type { MemoryBytes, MemoryForecast, MemoryRefusal } from '../plugin-api/index.ts';
import { translated } from '../plugin-host/translation.ts';
import { forecastSettings, type PlannedSettings, type PlanSurroundings, tryPlan } from './plan-memory.ts';

/** Precisions that are tried for the DiT, the one that loses least first. */
const FEWER_BITS = ['q8', 'q4'];
const UNLIMITED = { vramBytes: null, ramBytes: null };

function ditBytes({ networks }: MemoryForecast): number {
  const weights = networks.find(({ role }) => role === 'dit')?.weights;
  if (!weights) return 0;
  const { shared, block, blocks } = weights;
  return shared.vram + shared.ram + blocks * (block.vram + block.ram);
}

/** Settings whose DiT alone has another precision. */
const withDitIn = (settings: PlannedSettings, id: string): PlannedSettings => ({
  ...settings,
  networkPrecision: [
    ...settings.networkPrecision.filter(({ role }) => role !== 'dit'),
    { role: 'dit', id, version: '', options: {} },
  ],
});

/** What the refused run would need with fewer bits for the DiT's weights. */
export interface LighterForecast {
  readonly precision: string;
  readonly forecast: MemoryForecast;
}

/** Forecasts in every installed precision in which the DiT is smaller than it is. */
export function lighterForecasts(
  model: ModelSet,
  settings: PlannedSettings,
  surroundings: Omit<PlanSurroundings, 'budget'>,
  forecast: MemoryForecast,
): LighterForecast[] {
  const installed = new Set(surroundings.registry.list('precision').map(({ contribution }) => contribution.id));
  return FEWER_BITS.filter((id) => installed.has(id))
    .map((id) => ({ precision: id, forecast: forecastSettings(model, withDitIn(settings, id), surroundings) }))
    .filter((lighter) => ditBytes(lighter.forecast) < ditBytes(forecast));
}

/** What would be taken, in the strategy's own words and in Chinese. */
export interface Accepted {
  readonly own: string;
  readonly zh: string;
}

const acceptedOf = ({ accepted, translations }: MemoryRefusal): Accepted => ({
  own: accepted,
  zh: translated(translations, 'zh')?.accepted ?? accepted,
});

/** The strategy that finds a plan wherever one fits. */
const ANY_PLAN = 'auto';

/** What the strategy would take; where no plan fits, what the one that looks at all of them would. */
function acceptedStrategy(
  refusal: MemoryRefusal,
  settings: PlannedSettings,
  surroundings: PlanSurroundings,
  forecast: MemoryForecast,
): Accepted {
  const { memory } = settings;
  const looks = surroundings.registry
    .list('memory-strategy')
    .some(({ contribution: { id } }) => id === ANY_PLAN && id !== memory.id);
  if (!looks) return acceptedOf(refusal);
  const any = tryPlan(forecast, { ...settings, memory: { ...memory, id: ANY_PLAN, options: {} } }, surroundings);
  return acceptedOf(any.ok ? refusal : any);
}

/**
 * What would be taken instead of refused settings, with whether fewer bits for the DiT would do: planned, not guessed.
 * @param lighter made when they are needed: a refusal whatever the budget needs none
 */
export function acceptedInstead(
  refusal: MemoryRefusal,
  settings: PlannedSettings,
  surroundings: PlanSurroundings,
  forecast: MemoryForecast,
  lighter: () => readonly LighterForecast[],
): Accepted {
  if (!tryPlan(forecast, settings, { ...surroundings, budget: UNLIMITED }).ok) return acceptedOf(refusal);
  const accepted = acceptedStrategy(refusal, settings, surroundings, forecast);
  const tried = lighter().map(({ precision, forecast: light }) => ({
    precision,
    result: tryPlan(light, settings, surroundings),
  }));
  if (tried.length === 0) return accepted;
  const fitting = tried.flatMap(({ precision, result }) => (result.ok ? [{ precision, peak: result.plan.peak }] : []));
  const failing = tried.filter(({ result }) => !result.ok).map(({ precision }) => precision);
  return {
    own: inEnglish(accepted.own, fitting, failing),
    zh: inChinese(accepted.zh, fitting, failing),
  };
}

interface Fitting {
  readonly precision: string;
  readonly peak: MemoryBytes;
}

function inEnglish(accepted: string, fitting: readonly Fitting[], failing: readonly string[]): string {
  if (fitting.length === 0) return `${accepted}; ${failing.join(' or ')} for the DiT alone would not fit`;
  const would = fitting.map(({ precision, peak: { vram, ram } }) => {
    const peak = [vram > 0 ? `${formatBytes(vram)} of VRAM` : '', `${formatBytes(ram)} of RAM`].filter(Boolean);
    return `${precision} (${peak.join(' and ')})`;
  });
  const not = failing.length === 0 ? '' : `, where ${failing.join(' and ')} would not fit`;
  return `networkPrecision dit ${would.join(' or ')}${not}; or ${accepted}`;
}

function inChinese(accepted: string, fitting: readonly Fitting[], failing: readonly string[]): string {
  const not = failing.length === 0 ? '' : `；仅将 DiT 改为 ${failing.join('、')} 仍放不下`;
  if (fitting.length === 0) return accepted + not;
  const would = fitting.map(({ precision, peak: { vram, ram } }) => {
    const peak = [vram > 0 ? `显存 ${formatBytes(vram)}` : '', `内存 ${formatBytes(ram)}`].filter(Boolean);
    return `${precision}（${peak.join('，')}）`;
  });
  return `DiT 的精度 ${would.join(' 或 ')}${not}；或${accepted}`;
}
