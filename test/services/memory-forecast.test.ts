import { expect, it } from 'vitest';
import { testServices } from '../support/services.ts';

it('forecasts every stage under every strategy within milliseconds, uploads or not', async () => {
  const { memory } = await testServices();
  const request = { mode: 'INFINITETALK', prompt: 'hello' } as const;
  await memory.forecast(request);
  const began = performance.now();
  const report = await memory.forecast(request);
  const milliseconds = performance.now() - began;
  expect(milliseconds).toBeLessThan(500);
  expect(report).toMatchObject({ model: 'demo', provider: 'cpu', precision: 'auto', pastRuns: 0 });
  expect(report.chosen).toMatchObject({ strategy: 'resident', fits: true, estimatedSeconds: null });
  expect(report.strategies.map(({ strategy }) => strategy).sort()).toEqual([
    'auto',
    'block-swap',
    'offload',
    'resident',
    'tiled',
  ]);
  expect(report.chosen.stages.map(({ stage }) => stage)).toEqual([
    'encode-text',
    'encode-image',
    'encode-audio',
    'encode-latents',
    'denoise',
    'decode',
  ]);
  for (const { forecast, forecastTotal, corrected } of report.chosen.stages) {
    const { weights, activations, tiles, overhead } = forecast;
    expect(weights.ram + activations.ram + tiles.ram + overhead.ram).toBeCloseTo(forecastTotal.ram, 0);
    // Nothing has been measured yet.
    expect(corrected).toEqual(forecastTotal);
    expect(forecastTotal.vram).toBe(0);
  }
  const offload = report.strategies.find(({ strategy }) => strategy === 'offload')!;
  expect(offload.peak.ram).toBeLessThan(report.chosen.peak.ram);
});

it('forecasts the audio encoder for the voices that there are, up to what it sees at once', async () => {
  const { memory, assets, audio } = await testServices();
  const activations = async (changes: Omit<Parameters<typeof memory.forecast>[0], 'mode'>) => {
    const { chosen } = await memory.forecast({
      mode: 'INFINITETALK',
      memory: { id: 'offload' },
      frameWindowSize: 17,
      motionFrames: 9,
      ...changes,
    });
    return chosen.stages.find(({ stage }) => stage === 'encode-audio')!.forecast.activations.ram;
  };
  const seconds = assets.find(audio).seconds!;
  expect(seconds).toBeGreaterThan(3);
  const [silent, one] = [await activations({}), await activations({ audio })];
  expect(one).toBeGreaterThan(1.5 * silent);
  const speakers = [{ audio }, { audio }];
  expect(await activations({ speakers })).toBe(one);
  expect(await activations({ speakers, multiAudio: 'add' })).toBeGreaterThan(one);
  // All of a voice is encoded, however long the video; of a long one a minute at a time.
  expect(await activations({ audio, maxFrames: 17 })).toBe(one);
  expect(await activations({ maxFrames: 10_000 })).toBe(await activations({ maxFrames: 100_000 }));
});

it('says which strategies refuse a request, and what they would take', async () => {
  const { memory } = await testServices();
  const { strategies } = await memory.forecast({ mode: 'I2V', memory: { id: 'offload', forceOffload: true } });
  const resident = strategies.find(({ strategy }) => strategy === 'resident')!;
  expect(resident).toMatchObject({ fits: false, plan: null, accepted: expect.stringContaining('offload') });
});

it('refuses a request that no plan fits before it is queued, with the shortfall and what fits', async () => {
  const services = await testServices({ config: { GENESIS_RAM_BYTES: String(200e6) } });
  await expect(services.generations.start(services.input())).rejects.toMatchObject({
    code: 'MEMORY_PLAN_IMPOSSIBLE',
    field: 'memory',
    message: expect.stringMatching(/stage \S+ needs .* of RAM, .* more than the budget of 200\.0 MB/),
    accepted: 'a smaller size, or a shorter window; q8 or q4 for the DiT alone would not fit',
  });
  expect(services.queue.snapshot()).toEqual({ running: [], waiting: [] });
});

it('takes the smaller of the budget of the request and of the machine', async () => {
  const { memory } = await testServices({
    config: { GENESIS_RAM_BYTES: String(4e9), GENESIS_VRAM_BYTES: String(8e9) },
  });
  expect(await memory.budget()).toEqual({ vramBytes: 8e9, ramBytes: 4e9 });
  const { budget } = await memory.forecast({ mode: 'I2V', memoryBudget: { vramBytes: 1e9, ramBytes: 5e9 } });
  expect(budget).toEqual({ vramBytes: 1e9, ramBytes: 4e9 });
});

it.each([0, -1, 1.5])('refuses a budget of %d bytes', async (vramBytes) => {
  const { memory } = await testServices();
  await expect(memory.forecast({ mode: 'I2V', memoryBudget: { vramBytes } })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
    field: 'memoryBudget.vramBytes',
  });
});

it('recommends a preset that fits, or says that none does', async () => {
  const { memory } = await testServices();
  const fitting = await memory.forecast({ mode: 'INFINITETALK' });
  expect(fitting.recommended).toMatchObject({ preset: { name: 'demo' }, reason: expect.stringContaining('128×128') });
  const none = await memory.forecast({ mode: 'INFINITETALK', memoryBudget: { ramBytes: 1e6 } });
  expect(none.recommended).toMatchObject({ preset: null, reason: expect.stringContaining('1.0 MB of RAM') });
});

it('refuses what start refuses: unknown presets, models and modes, steps that the scheduler does not take', async () => {
  const { memory } = await testServices();
  await expect(memory.forecast({ mode: 'I2V', preset: 'none' })).rejects.toMatchObject({ code: 'PRESET_NOT_FOUND' });
  await expect(memory.forecast({ mode: 'I2V', model: 'none' })).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' });
  await expect(memory.forecast({ mode: 'I2V', width: 100 })).rejects.toMatchObject({ code: 'SIZE_INVALID' });
  const distilled = memory.forecast({ mode: 'I2V', scheduler: { id: 'flowmatch_distill' } });
  await expect(distilled).rejects.toMatchObject({ code: 'INPUT_INVALID', field: 'steps' });
  await expect(memory.forecast({ mode: 'I2V', useTf32: true })).rejects.toMatchObject({
    code: 'OPTION_NOT_A_SAMPLER_ARGUMENT',
  });
});
