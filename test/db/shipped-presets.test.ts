import { expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { PULL_PRESETS } from '../../core/models/pull-presets.ts';
import { resolveSettings } from '../../core/runs/resolve-settings.ts';
import { PresetRepository } from '../../db/repositories/presets.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { testDatabase } from '../support/database.ts';

const demo = SHIPPED_PRESETS.find(({ name }) => name === 'demo')!;

/** Size, window and motion frames, and the VRAM that the tier may use; test/memory/presets-fit.test.ts shows that each fits. */
it.each([
  ['vram-24gb', 832, 480, 81, 25, 23e9],
  ['vram-16gb', 640, 352, 81, 25, 15e9],
  ['vram-12gb', 512, 288, 81, 25, 11e9],
  ['vram-8gb', 448, 256, 49, 9, 7.5e9],
])('%s is what fits its tier', (name, width, height, frameWindowSize, motionFrames, vramBytes) => {
  const { settings } = SHIPPED_PRESETS.find((preset) => preset.name === name)!;
  expect(settings).toMatchObject({ width, height, frameWindowSize, motionFrames, steps: 20, cfg: 6, shift: 5 });
  expect(settings.memory.id).toBe('auto');
  expect(settings.memoryBudget).toEqual({ vramBytes, ramBytes: null });
  expect(settings.precision.id).toBe('q8');
  expect(settings.provider.id).toBe('webgpu');
  expect(settings.scheduler.id).toBe('dpm++_sde');
});

it('every shipped preset passes the checks of a request', async () => {
  const registry = await createRegistry([], process.cwd());
  for (const { settings } of SHIPPED_PRESETS) {
    expect(resolveSettings({}, settings, registry, () => null)).toMatchObject({ width: settings.width });
  }
});

it('every shipped preset finds its model set as it ships, or as one command fetches it', () => {
  const sets = ['demo', ...PULL_PRESETS.map(({ id }) => id)];
  for (const { name, settings } of SHIPPED_PRESETS) expect(sets, name).toContain(settings.model);
});

it('puts each preset in once', () => {
  const presets = new PresetRepository(testDatabase());
  presets.seed(SHIPPED_PRESETS);
  const first = presets.list({ limit: 20 });
  presets.seed(SHIPPED_PRESETS);
  expect(presets.list({ limit: 20 })).toEqual(first);
  expect(first.every(({ builtIn, version }) => builtIn && version === 1)).toBe(true);
});

it("keeps a user's changes, brings back what was removed and refreshes what nobody changed", () => {
  const presets = new PresetRepository(testDatabase());
  presets.seed(SHIPPED_PRESETS);
  const own = { ...demo, name: 'own', title: 'Own' };
  presets.insert(own, false);
  const changed = presets.find('demo')!;
  presets.update({ ...changed, title: 'Changed', version: 2 });
  presets.delete(presets.find('vram-8gb')!.id);
  presets.seed(SHIPPED_PRESETS.map((preset) => ({ ...preset, title: `${preset.title}, newer` })));
  expect(presets.find('demo')!.title).toBe('Changed');
  expect(presets.find('own')).toMatchObject({ title: 'Own', builtIn: false });
  expect(presets.find('vram-8gb')).toMatchObject({ title: 'Below 12 GB, newer', builtIn: true });
  expect(presets.find('vram-24gb')!.title).toBe('24 GB and more, newer');
});

it("does not touch a user's own preset that has a shipped one's name", () => {
  const presets = new PresetRepository(testDatabase());
  presets.insert({ ...demo, title: 'Mine' }, false);
  presets.seed(SHIPPED_PRESETS);
  expect(presets.find('demo')).toMatchObject({ title: 'Mine', builtIn: false });
});
