import { describe, expect, it } from 'vitest';
import type { MemoryForecast, NetworkForecast, NetworkRole } from '../../core/plugin-api/index.ts';
import { offload } from '../../plugins/memory-offload/offload.ts';
import { resident } from '../../plugins/memory-resident/resident.ts';

const ram = (bytes: number) => ({ vram: 0, ram: bytes });
const network = (role: NetworkRole, weights: number): NetworkForecast => ({
  role,
  weights: { shared: ram(weights), blocks: 0, block: ram(0), slot: ram(0), ahead: ram(0) },
  overhead: ram(1),
  kept: null,
});
const stage = (name: string, role: NetworkRole, work: number, buffers: number) => ({
  stage: name,
  network: role,
  work: { kind: 'whole' as const, bytes: ram(work) },
  buffers: ram(buffers),
  correction: { vram: 1, ram: 1 },
});

const forecast: MemoryForecast = {
  provider: 'cpu',
  base: ram(0),
  networks: [network('text-encoder', 100), network('vae', 20), network('dit', 300)],
  stages: [stage('encode-text', 'text-encoder', 10, 0), stage('denoise', 'dit', 30, 5), stage('decode', 'vae', 60, 7)],
  textEncoderOnCpu: null,
};
const unlimited = { vramBytes: null, ramBytes: null };
const unloading = offload({ textEncoderOnCpu: false });

describe('resident', () => {
  it('counts every network in every stage', () => {
    // 100 + 20 + 300 weights, 3 overhead, 60 activations and 7 buffers in decode
    expect(resident.plan(forecast, unlimited, {})).toMatchObject({ ok: true, plan: { peak: { ram: 490 } } });
  });

  it('counts what kept hosts retain of earlier work', () => {
    const retaining = { ...forecast, networks: forecast.networks.map((one) => ({ ...one, kept: 2 })) };
    // 420 weights, 3 overhead, 7 buffers in decode, and twice the 10 + 30 + 60 that the networks worked with
    expect(resident.plan(retaining, unlimited, {})).toMatchObject({ ok: true, plan: { peak: { ram: 630 } } });
    // denoise, as without: 300 weights, 1 overhead, 30 activations, 5 buffers
    expect(unloading.plan(retaining, unlimited, {})).toMatchObject({ ok: true, plan: { peak: { ram: 336 } } });
  });

  it('refuses to offload, and says which strategy does', () => {
    const result = resident.plan(forecast, unlimited, { forceOffload: true });
    expect(result).toMatchObject({
      ok: false,
      reason: expect.stringContaining('offload strategy'),
      accepted: expect.stringContaining('offload'),
    });
  });
});

describe('offload', () => {
  it('counts the networks of one stage at a time', () => {
    // denoise: 300 weights, 1 overhead, 30 activations, 5 buffers
    const result = unloading.plan(forecast, unlimited, { forceOffload: true });
    expect(result).toMatchObject({ ok: true, plan: { peak: { ram: 336 }, residency: { dit: 'offload' } } });
  });

  it('refuses to keep networks, and says which strategy does', () => {
    const result = unloading.plan(forecast, unlimited, { forceOffload: false });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('resident strategy') });
  });
});

describe.each([
  ['resident', resident, 490],
  ['offload', unloading, 336],
])('%s over budget', (_id, strategy, peak) => {
  it('names the stage, what it needs, what there is and what is missing', () => {
    const result = strategy.plan(forecast, { vramBytes: null, ramBytes: peak - 1 }, {});
    expect(result).toMatchObject({
      ok: false,
      needed: { vram: 0, ram: peak },
      reason: expect.stringMatching(/stage (decode|denoise) needs .* of RAM, .* more than the budget of/),
    });
    expect(strategy.plan(forecast, { vramBytes: null, ramBytes: peak }, {}).ok).toBe(true);
  });

  it('corrects all but the weights by what was measured', () => {
    const stages = forecast.stages.map((one) => ({ ...one, correction: { vram: 1, ram: 2 } }));
    const known = peak === 490 ? 420 : 300;
    expect(strategy.plan({ ...forecast, stages }, unlimited, {})).toMatchObject({
      plan: { peak: { ram: known + 2 * (peak - known) } },
    });
  });

  it('tiles the VAE when asked to', () => {
    expect(strategy.plan(forecast, unlimited, { tiledVae: true })).toMatchObject({
      plan: { vaeTiling: { tile: expect.any(Number) } },
    });
  });
});
