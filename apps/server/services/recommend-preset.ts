import { formatBytes } from '../../../core/memory/memory-bytes.ts';
import type { ModelSet } from '../../../core/models/model-set.ts';
import { forecastSettings, type PlannedSettings, tryPlan } from '../../../core/pipeline/plan-memory.ts';
import type { MemoryBudget, MemoryBytes } from '../../../core/plugin-api/index.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import type { RecommendedPreset } from '../../../core/runs/memory-report.ts';
import type { PageRequest, Preset } from '../../../core/runs/service.ts';

const DEMO = 'demo';
const ALL: PageRequest = { limit: 100 };

const least = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** Pixels of a window, all frames together. */
const pixels = ({ settings }: Preset): number => settings.width * settings.height * settings.frameWindowSize;

function inWords({ vram, ram }: { readonly vram: number | null; readonly ram: number | null }): string {
  const amount = (bytes: number | null, memory: string) =>
    `${bytes === null ? 'any amount' : formatBytes(bytes)} of ${memory}`;
  return [...(vram === 0 ? [] : [amount(vram, 'VRAM')]), amount(ram, 'RAM')].join(' and ');
}

function inChinese({ vram, ram }: { readonly vram: number | null; readonly ram: number | null }): string {
  const amount = (bytes: number | null, memory: string) =>
    `${memory}${bytes === null ? '不限' : ` ${formatBytes(bytes)}`}`;
  return [...(vram === 0 ? [] : [amount(vram, '显存')]), amount(ram, '内存')].join('、');
}

/** The peak of a preset's plan for the model set; null when it has none within the budget. */
function peakWithin(
  set: ModelSet,
  settings: PlannedSettings,
  budget: MemoryBudget,
  registry: PluginRegistry,
): MemoryBytes | null {
  const own = settings.memoryBudget;
  const limits = { vramBytes: least(budget.vramBytes, own.vramBytes), ramBytes: least(budget.ramBytes, own.ramBytes) };
  const result = tryPlan(forecastSettings(set, settings, { registry }), settings, { registry, budget: limits });
  return result.ok ? result.plan.peak : null;
}

/** The preset for the same model set (else the shipped tier) that fits the budget and makes the largest windows. */
export function recommendPreset(
  set: ModelSet,
  { model, mode }: Pick<PlannedSettings, 'model' | 'mode'>,
  budget: MemoryBudget,
  { registry, presets }: { readonly registry: PluginRegistry; readonly presets: { list(page: PageRequest): Preset[] } },
): RecommendedPreset {
  const known = presets.list(ALL);
  const same = known.filter(({ settings }) => settings.model === model);
  const candidates = same.length > 0 ? same : known.filter(({ name, builtIn }) => builtIn && name !== DEMO);
  const fitting = candidates.flatMap((preset) => {
    const peak = peakWithin(set, { ...preset.settings, mode }, budget, registry);
    return peak ? [{ preset, peak }] : [];
  });
  const limits = { vram: budget.vramBytes, ram: budget.ramBytes };
  const [there, zh] = [inWords(limits), inChinese(limits)];
  const best = fitting.sort((a, b) => pixels(b.preset) - pixels(a.preset) || b.peak.vram - a.peak.vram)[0];
  if (!best) {
    const reason = `该模型集没有放得下的预设；预算为${zh}。`;
    return { preset: null, reason: `No preset for this model set fits ${there}.`, translations: { zh: { reason } } };
  }
  const { width, height, frameWindowSize } = best.preset.settings;
  const reason = `${width}×${height} in windows of ${frameWindowSize} frames needs ${inWords(best.peak)}; the budget is ${there}.`;
  const chinese = `${width}×${height}、每窗口 ${frameWindowSize} 帧需要${inChinese(best.peak)}；预算为${zh}。`;
  return { preset: best.preset, reason, translations: { zh: { reason: chinese } } };
}
