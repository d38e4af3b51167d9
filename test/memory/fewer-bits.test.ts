import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { type ModelSet, scanModelSet } from '../../core/models/model-set.ts';
import { type Accepted, acceptedInstead, lighterForecasts } from '../../core/pipeline/fewer-bits.ts';
import { forecastSettings, type PlannedSettings, tryPlan } from '../../core/pipeline/plan-memory.ts';
import type { PluginRegistry } from '../../core/plugin-host/registry.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { writeHollowSet } from '../support/synthetic/hollow-set.ts';

let folder: string;
let registry: PluginRegistry;
let set: ModelSet;
let sixteenBits: PlannedSettings;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'genesis-fewer-bits-'));
  await writeHollowSet(folder);
  registry = await createRegistry([], process.cwd());
  set = await scanModelSet('hollow', folder, registry);
  const { settings } = SHIPPED_PRESETS.find(({ name }) => name === 'vram-24gb')!;
  sixteenBits = { ...settings, precision: { id: 'auto', version: '', options: {} }, mode: 'INFINITETALK' };
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The peak of VRAM in a precision of the DiT, or null where the strategy has no plan. */
function peak(settings: PlannedSettings, id: string, vramBytes: number | null): number | null {
  const dit = { role: 'dit' as const, id, version: '', options: {} };
  const mixed = { ...settings, networkPrecision: [dit] };
  const budget = { vramBytes, ramBytes: null };
  const result = tryPlan(forecastSettings(set, mixed, { registry }), mixed, { registry, budget });
  return result.ok ? result.plan.peak.vram : null;
}

/** What a refusal of the settings says would be taken. */
function told(settings: PlannedSettings, vramBytes: number): Accepted {
  const surroundings = { registry, budget: { vramBytes, ramBytes: null } };
  const forecast = forecastSettings(set, settings, surroundings);
  const refusal = tryPlan(forecast, settings, surroundings);
  if (refusal.ok) throw new Error(`it fits: ${refusal.plan.reason}`);
  const lighter = () => lighterForecasts(set, settings, surroundings, forecast);
  return acceptedInstead(refusal, settings, surroundings, forecast, lighter);
}

const instead = (settings: PlannedSettings, vramBytes: number): string => told(settings, vramBytes).own;

describe('a refusal for want of memory says of fewer bits for the DiT', () => {
  // Everything kept: the peaks of the precisions are far apart.
  const resident = (): PlannedSettings => ({
    ...sixteenBits,
    memory: { ...sixteenBits.memory, id: 'resident', options: {} },
  });

  it('that both would fit, that only four would, or that neither does', () => {
    const [eight, four] = [peak(resident(), 'q8', null)!, peak(resident(), 'q4', null)!];
    expect(four).toBeLessThan(eight);
    expect(instead(resident(), eight)).toMatch(
      /^networkPrecision dit q8 \(.* of VRAM and .* of RAM\) or q4 \(.*\); or /,
    );
    expect(instead(resident(), four)).toMatch(/^networkPrecision dit q4 \([^)]*\), where q8 would not fit; or /);
    expect(instead(resident(), four - 1)).toMatch(/; q8 or q4 for the DiT alone would not fit$/);
  });

  it('in Chinese too', () => {
    const [eight, four] = [peak(resident(), 'q8', null)!, peak(resident(), 'q4', null)!];
    expect(told(resident(), eight).zh).toMatch(
      /^DiT 的精度 q8（显存 [^）]*，内存 [^）]*） 或 q4（[^）]*）；或策略“自动”/,
    );
    expect(told(resident(), four - 1).zh).toMatch(/；仅将 DiT 改为 q8、q4 仍放不下$/);
  });

  it('and sends nobody to a strategy that has no plan either', () => {
    const four = peak(resident(), 'q4', null)!;
    expect(instead(resident(), four - 1)).toMatch(/^the strategy auto, /);
    expect(instead(resident(), 2e9)).toBe(
      'a smaller size, or a shorter window; q8 or q4 for the DiT alone would not fit',
    );
  });

  it('with auto what a run in that precision finds', () => {
    // The least that auto gets along with in each precision, to a megabyte.
    const least = (id: string): number => {
      let [below, above] = [1e9, 60e9];
      while (above - below > 1e6) {
        const middle = (below + above) / 2;
        if (peak(sixteenBits, id, middle) === null) below = middle;
        else above = middle;
      }
      return above;
    };
    const between = (least('auto') + least('q8')) / 2;
    expect(least('q8')).toBeLessThan(least('auto'));
    expect(instead(sixteenBits, between)).toMatch(/^networkPrecision dit q8/);
    expect(peak(sixteenBits, 'q8', between)).not.toBeNull();
    expect(instead(sixteenBits, 2e9)).toBe(
      'a smaller size, or a shorter window; q8 or q4 for the DiT alone would not fit',
    );
  });

  it('nothing where it is in as few already', () => {
    const four = { ...sixteenBits, precision: { id: 'q4', version: '', options: {} } };
    expect(instead(four, 2e9)).toBe('a smaller size, or a shorter window');
  });
});
