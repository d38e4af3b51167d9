import { expect, it } from 'vitest';
import { type PlannedMemory, planText } from '../../apps/cli/plan/plan-text.ts';

const bytes = (vram: number, ram: number) => ({ vram, ram });

const forecast: PlannedMemory = {
  mode: 'INFINITETALK',
  model: 'wan',
  provider: 'webgpu',
  precision: 'q8',
  networkPrecision: [{ role: 'TEXT_ENCODER', id: 'bf16' }],
  pastRuns: 2,
  budget: { vramBytes: 10e9, ramBytes: null },
  chosen: {
    strategy: 'auto',
    fits: true,
    reason: 'To fit the budget: 30 of 40 blocks swapped.',
    accepted: null,
    estimatedSeconds: 600,
    peak: bytes(8e9, 2e9),
    plan: {
      keptNetworks: ['vae'],
      batchedCfg: false,
      attentionChunk: 2048,
      textEncoderOnCpu: true,
      vaeTiling: { tile: 256, overlap: 64 },
      blockSwap: { blocksToSwap: 30, prefetchBlocks: 1 },
    },
    stages: [
      {
        stage: 'denoise',
        forecast: bytes(7.5e9, 2e9),
        corrected: bytes(8e9, 2e9),
        split: {
          weights: bytes(5e9, 1e9),
          activations: bytes(2e9, 0),
          tiles: bytes(0, 0),
          overhead: bytes(5e8, 1e9),
        },
      },
    ],
  },
  strategies: [
    { strategy: 'auto', fits: true, reason: 'it fits', estimatedSeconds: 600, peak: bytes(8e9, 2e9) },
    { strategy: 'resident', fits: false, reason: 'it does not', estimatedSeconds: null, peak: bytes(40e9, 2e9) },
  ],
  recommended: { preset: { name: 'vram-8gb' }, reason: 'It needs 7.0 GB.' },
};

it('shows both numbers of a stage, its parts, the budget, every strategy and a preset', () => {
  const text = planText(forecast);
  expect(text).toContain('precision q8, text-encoder bf16');
  expect(text).toContain('budget: VRAM 10.0 GB, RAM not known; corrected by 2 past runs');
  expect(text).toMatch(/denoise +7\.5 GB +8\.0 GB +5\.0 GB +2\.0 GB +0\.0 MB +500\.0 MB/);
  // Half of the 40 characters are weights, a fifth activations, a twentieth overhead; the budget is the end.
  expect(text).toMatch(new RegExp(`denoise +${'█'.repeat(20)}${'▓'.repeat(8)}${'░'.repeat(2)} {10}\\|`));
  expect(text).toContain('30 blocks swapped, 1 brought in ahead · attention in slices of 2048 queries');
  expect(text).toMatch(/auto \* +yes +8\.0 GB +2\.0 GB +10 min +it fits/);
  expect(text).toMatch(/resident +no +40\.0 GB +2\.0 GB +- +it does not/);
  expect(text).toContain('recommended preset: vram-8gb. It needs 7.0 GB.');
});

it('leaves VRAM out where none is used, and says what a refused request would be taken with', () => {
  const peak = bytes(0, 6e8);
  const refused = { ...forecast.chosen, fits: false, accepted: 'the strategy offload', peak, plan: null, stages: [] };
  const text = planText({ ...forecast, chosen: refused, strategies: [] });
  expect(text).not.toContain('VRAM 10.0 GB');
  expect(text).toContain('It would take the strategy offload.');
});
