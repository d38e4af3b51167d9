import { describe, expect, it } from 'vitest';
import type { MemoryForecast } from '../../core/plugin-api/index.ts';
import { offload } from '../../plugins/memory-offload/offload.ts';
import { resident } from '../../plugins/memory-resident/resident.ts';

const forecast: MemoryForecast = {
  networks: [
    { role: 'text-encoder', weightsBytes: 100, activationBytes: 10, overheadBytes: 1 },
    { role: 'vae', weightsBytes: 20, activationBytes: 60, overheadBytes: 1 },
    { role: 'dit', weightsBytes: 300, activationBytes: 30, overheadBytes: 1 },
  ],
  stages: [
    { stage: 'encode-text', networks: ['text-encoder'], bufferBytes: 0 },
    { stage: 'denoise', networks: ['dit'], bufferBytes: 5 },
    { stage: 'decode', networks: ['vae'], bufferBytes: 7 },
  ],
};
const unlimited = { deviceBytes: null, hostBytes: null };

describe('resident', () => {
  it('counts every network in every stage', () => {
    // 100 + 20 + 300 weights, 3 overhead, 60 activations and 7 buffers in decode
    expect(resident.plan(forecast, unlimited, {})).toMatchObject({ ok: true, plan: { peakBytes: 490 } });
  });

  it('refuses to offload, and says which strategy does', () => {
    const result = resident.plan(forecast, unlimited, { forceOffload: true });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('offload strategy') });
  });
});

describe('offload', () => {
  it('counts the networks of one stage at a time', () => {
    // denoise: 300 weights, 1 overhead, 30 activations, 5 buffers
    const result = offload.plan(forecast, unlimited, { forceOffload: true });
    expect(result).toMatchObject({ ok: true, plan: { peakBytes: 336, residency: { dit: 'offload' } } });
  });

  it('refuses to keep networks, and says which strategy does', () => {
    const result = offload.plan(forecast, unlimited, { forceOffload: false });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('resident strategy') });
  });
});

describe.each([
  ['resident', resident, 490],
  ['offload', offload, 336],
])('%s over budget', (_id, strategy, peak) => {
  it('names the stage, what it needs and what there is', () => {
    const result = strategy.plan(forecast, { deviceBytes: peak - 1, hostBytes: null }, {});
    expect(result).toMatchObject({
      ok: false,
      neededBytes: peak,
      reason: expect.stringMatching(/stage (decode|denoise)/),
    });
    expect(strategy.plan(forecast, { deviceBytes: peak, hostBytes: null }, {}).ok).toBe(true);
  });

  it('refuses a tiled VAE', () => {
    const result = strategy.plan(forecast, unlimited, { tiledVae: true });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining('tile') });
  });
});
