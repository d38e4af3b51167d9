import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { type ModelSet, scanModelSet } from '../../core/models/model-set.ts';
import { forecastSettings, type PlannedSettings, tryPlan } from '../../core/pipeline/plan-memory.ts';
import type { MemoryForecast, MemoryPlan } from '../../core/plugin-api/index.ts';
import type { PluginRegistry } from '../../core/plugin-host/registry.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { writeHollowSet } from '../support/synthetic/hollow-set.ts';

let folder: string;
let registry: PluginRegistry;
/** The networks of the 14B set at their true dims: headers of sparse files. */
let set: ModelSet;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genesis-hollow-'));
  await writeHollowSet(folder);
  registry = await createRegistry([], process.cwd());
  set = await scanModelSet('hollow', folder, registry);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const settingsOf = (name: string, changes: Partial<PlannedSettings> = {}): PlannedSettings => ({
  ...SHIPPED_PRESETS.find((preset) => preset.name === name)!.settings,
  mode: 'INFINITETALK',
  ...changes,
});

function plan(settings: PlannedSettings): { forecast: MemoryForecast; plan: MemoryPlan | null } {
  const forecast = forecastSettings(set, settings, { registry });
  const result = tryPlan(forecast, settings, { registry, budget: settings.memoryBudget });
  return { forecast, plan: result.ok ? result.plan : null };
}

describe.each(['vram-24gb', 'vram-16gb', 'vram-12gb', 'vram-8gb'])('%s', (name) => {
  it('fits its tier by forecast with the 14B networks, and its description says how', () => {
    const { plan: found } = plan(settingsOf(name));
    const { description, settings } = SHIPPED_PRESETS.find((preset) => preset.name === name)!;
    expect(found).not.toBeNull();
    expect(found!.peak.vram).toBeLessThanOrEqual(settings.memoryBudget.vramBytes!);
    // A server with 16 GB of RAM carries it: weights that are swapped come from their files.
    expect(found!.peak.ram).toBeLessThan(8e9);
    expect(found!.blockSwap!.blocksToSwap).toBeGreaterThan(0);
    expect(found!.attentionChunk).not.toBeNull();
    expect(found!.residency.dit).toBe('offload');
    expect(description).toMatch(/8-bit \(precision q8\).*unloaded after their stage.*slices.*swapped/);
  });

  it('would not fit with 16-bit weights and every network kept', () => {
    const { version } = settingsOf(name).memory;
    const resident = { id: 'resident', version, options: {}, tiledVae: null, forceOffload: null, batchedCfg: null };
    const auto = { id: 'auto', version, options: {} };
    expect(plan(settingsOf(name, { memory: resident })).plan).toBeNull();
    expect(plan(settingsOf(name, { memory: resident, precision: auto })).plan).toBeNull();
  });
});

it.each([
  ['vram-16gb', { width: 832, height: 480 }],
  ['vram-12gb', { width: 640, height: 352 }],
  ['vram-8gb', { width: 512, height: 288, frameWindowSize: 77 }],
])('%s has no plan for the size that is often recommended, as its description says', (name, size) => {
  expect(plan(settingsOf(name, size)).plan).toBeNull();
});

it('counts the weights of the 14B networks as WebGPU holds them', () => {
  const dit = (precision: string) => {
    const choice = { id: precision, version: '', options: {} };
    const { networks } = plan(settingsOf('vram-24gb', { precision: choice })).forecast;
    const { weights } = networks.find(({ role }) => role === 'dit')!;
    return { blocks: weights.blocks, bytes: weights.shared.vram + weights.blocks * weights.block.vram };
  };
  // 16.39 G parameters of Wan 2.1 I2V 14B and 2.57 G of the InfiniteTalk patch, two bytes each.
  expect(dit('auto').bytes / 1e9).toBeCloseTo(2 * (16.39 + 2.57), 0);
  expect(dit('auto').blocks).toBe(40);
  // One byte and, for every 32 inputs, a factor of two bytes; what is outside of the blocks stays in 16 bits.
  expect(dit('q8').bytes / 1e9).toBeCloseTo((1 + 2 / 32) * (16.39 + 2.57) + 0.3, 0);
});

it('reads headers only, and answers within a second', () => {
  const settings = settingsOf('vram-8gb');
  plan(settings);
  const began = performance.now();
  plan(settings);
  expect(performance.now() - began).toBeLessThan(1000);
});
