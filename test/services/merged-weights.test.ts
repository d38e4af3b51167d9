import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PACKAGE_ROOT } from '../../apps/server/config.ts';
import { heldCheckpoint } from '../../core/memory/held-checkpoint.ts';
import { withLoraChoices } from '../../core/models/apply-loras.ts';
import { requireNetwork, scanModelSet } from '../../core/models/model-set.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import wanDit from '../../plugins/wan-dit/index.ts';
import { openPrecision } from '../precision/setups.ts';
import { type TestServices, testServices, until } from '../support/services.ts';
import { writeLora } from '../support/synthetic/lora.ts';
import { shapesOf } from '../support/weights.ts';

const LORA = {
  naming: 'kohya',
  rank: 2,
  alpha: 1,
  modules: ['blocks.0.self_attn.q', 'blocks.1.ffn.0'],
  seed: 1,
} as const;

let models: string;
beforeAll(async () => {
  models = mkdtempSync(join(tmpdir(), 'genesis-merged-'));
  mkdirSync(join(models, 'loras'));
  await writeLora(join(models, 'loras/smile.safetensors'), await shapesOf('models/demo/transformer.safetensors'), LORA);
});
afterAll(() => rmSync(models, { recursive: true, force: true }));

const merged = (strength: number) => ({ name: 'smile', strength, blocks: [], merge: true });

/** Makes or finds the weights that a run with the LoRA loads; gives the path of the set without extension. */
async function load(services: TestServices, strength: number): Promise<string> {
  const registry = new PluginRegistry();
  registry.register(wanDit);
  const set = await scanModelSet('demo', join(PACKAGE_ROOT, 'models', 'demo'), registry, join(models, 'loras'));
  const source = requireNetwork(await withLoraChoices(set, [merged(strength)]), 'dit');
  const dir = join(services.folder, 'weights');
  const held = await heldCheckpoint(source, 'cpu', { value: openPrecision('auto', {}), dir });
  return held.get('blocks.0.self_attn.q.weight').file.replace(/\.safetensors$/, '');
}

const isThere = (base: string): boolean => existsSync(`${base}.safetensors`);
const makeOld = (base: string, seconds: number): void => utimesSync(`${base}.safetensors`, seconds, seconds);
const limited = (bytes: number | string): Promise<TestServices> =>
  testServices({
    config: { GENESIS_MODELS: models, GENESIS_MERGED_BYTES: String(bytes), GENESIS_CACHE_DAYS: '1000000' },
  });

it('weights with merged LoRAs go when they are over the limit, those that were used longest ago first', async () => {
  const small = await limited(0);
  const one = await load(small, 1);
  const bytes = statSync(`${one}.safetensors`).size;
  expect(await small.storage.clean()).toMatchObject({ mergedWeights: 1 });
  expect(readdirSync(join(one, '..'))).toEqual([]);

  const services = await limited(2.5 * bytes);
  const sets = [await load(services, 0.5), await load(services, 0.75), await load(services, 1)];
  expect(new Set(sets).size).toBe(3);
  for (const [i, set] of sets.entries()) makeOld(set, i + 1);
  await load(services, 0.5);
  expect(await services.storage.clean()).toMatchObject({ mergedWeights: 1 });
  expect(sets.map(isThere)).toEqual([true, false, true]);
  expect(await load(services, 0.75)).toBe(sets[1]);
});

it('what a queued, running or paused generation loads stays, and so do weights without LoRAs', async () => {
  const services = await limited(0);
  const { generations, storage, folder } = services;
  const [needed, other] = [await load(services, 0.5), await load(services, 1)];
  const quantised = join(needed, '..', 'quantised');
  writeFileSync(`${quantised}.safetensors`, 'q8');
  writeFileSync(join(needed, '..', 'killed.merged.partial'), 'half of it');
  for (const set of [needed, other, quantised]) makeOld(set, 1);
  utimesSync(join(needed, '..', 'killed.merged.partial'), 1, 1);
  const running = await generations.start(services.input({ prompt: 'wait' }));
  await until(() => generations.runs(running.id).length > 0);
  const queued = await generations.start(services.input({ loras: [merged(0.5)] }));
  expect(await storage.clean()).toMatchObject({ mergedWeights: 2 });
  expect([needed, other, quantised].map(isThere)).toEqual([true, false, true]);
  writeFileSync(join(folder, 'go'), '');
  for (const { id } of [running, queued]) await services.followToEnd(id);
  expect(await storage.clean()).toMatchObject({ mergedWeights: 1 });
  expect([needed, quantised].map(isThere)).toEqual([false, true]);
});
