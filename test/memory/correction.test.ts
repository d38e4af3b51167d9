import { describe, expect, it } from 'vitest';
import { RunRecords } from '../../apps/server/services/run-records.ts';
import { correctionOf, type MeasuredStage } from '../../core/memory/correction.ts';
import { WHOLE } from '../../core/plugin-api/index.ts';
import type { RunMemory } from '../../core/runs/events.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { RunHistory } from '../../db/repositories/run-history.ts';
import { RunRepository } from '../../db/repositories/runs.ts';
import { StageOutputRepository } from '../../db/repositories/stage-outputs.ts';
import { newGeneration, testDatabase } from '../support/database.ts';

const ram = (bytes: number) => ({ vram: 0, ram: bytes });
const use = (stage: string) => ({
  stage,
  forecast: { weights: ram(500), activations: ram(300), tiles: ram(0), overhead: ram(200) },
  forecastTotal: ram(1000),
  corrected: ram(1000),
});
const base = ram(100);
/** 600 of the 1000 are known: weights, server and worker. */
const measured = (bytes: number | null): MeasuredStage => ({
  use: use('denoise'),
  base,
  measured: { vram: null, ram: bytes },
});

describe('the correction of a stage', () => {
  it('is 1 where nothing was measured', () => {
    expect(correctionOf([])).toEqual({ vram: 1, ram: 1 });
    expect(correctionOf([measured(null)])).toEqual({ vram: 1, ram: 1 });
  });

  it('is what was measured over what was forecast, of all but the weights', () => {
    // (1100 − 600) / 400
    expect(correctionOf([measured(1100)]).ram).toBeCloseTo(1.25);
  });

  it('stays between a half and two, whatever was measured', () => {
    expect(correctionOf([measured(10)]).ram).toBe(0.5);
    expect(correctionOf([measured(1e9)]).ram).toBe(2);
  });

  it('is moved little by one strange run, and rather too large than too small', () => {
    const usual = [1000, 1000, 1000, 1040, 1000, 1000, 1000].map(measured);
    expect(correctionOf([...usual, measured(1e9)]).ram).toBeLessThan(1.1);
    // Upper quartile of the factors 1 and 1.5, linear between them.
    expect(correctionOf([measured(1000), measured(1200)]).ram).toBeCloseTo(1.375);
  });

  it('says nothing where nearly everything is weights', () => {
    const almost = { ...use('denoise'), forecastTotal: ram(605) };
    expect(correctionOf([{ use: almost, base, measured: { vram: null, ram: 700 } }]).ram).toBe(1);
  });
});

describe('past runs', () => {
  const memory: RunMemory = {
    strategy: 'resident',
    plan: { ...WHOLE, peak: ram(1000), reason: 'Every network stays loaded.' },
    budget: { vramBytes: null, ramBytes: null },
    base,
    stages: [use('denoise'), use('decode')],
    speechSeconds: 10,
  };
  const length = (windows: number, speechSeconds = 10) => ({ windows, speechSeconds });

  function store() {
    const database = testDatabase();
    const generations = new GenerationRepository(database);
    const runs = new RunRepository(database);
    const stages = new StageOutputRepository(database);
    const measured = { window: 0, key: 'k', seconds: 2, peakDeviceBytes: null, processes: [], bytes: 1, tensors: [] };
    const past = (changes: Parameters<typeof newGeneration>[0], peakBytes: number, cached = false) => {
      const generation = generations.insert(newGeneration(changes));
      const run = runs.insert(generation.id, 'FIRST', null);
      runs.setMemory(run.id, memory);
      for (const stage of ['encode-audio', 'denoise', 'decode'] as const)
        stages.insert(run.id, { ...measured, stage, cached, peakBytes });
    };
    return { database, past };
  }

  const { spec } = newGeneration();

  it('correct the next forecast of the same model, provider and precision, and tell its time', () => {
    const { database, past } = store();
    past({}, 1100);
    past({ model: 'another' }, 5000);
    past({ precision: { ...spec.precision, id: 'q8' } }, 5000);
    past({ networkPrecision: [{ role: 'dit', ...spec.precision, id: 'q8' }] }, 5000);
    past({}, 9000, true);
    const records = new RunRecords(new RunHistory(database), spec);
    expect(records.runs).toBe(1);
    expect(records.corrections().denoise!.ram).toBeCloseTo(1.25);
    expect(records.corrections()['encode-text']).toBeUndefined();
    // Two stages of two seconds in each of three windows.
    expect(records.estimateSeconds(spec, 'resident', ['denoise', 'decode'], length(3))).toBe(12);
    // Two seconds for ten seconds of speech.
    expect(records.estimateSeconds(spec, 'resident', ['encode-audio', 'denoise'], length(1, 35))).toBe(7 + 2);
  });

  it('are those with the same precisions of single networks, whatever their options', () => {
    const { database, past } = store();
    const networkPrecision = (block: string) => [
      { role: 'vae' as const, ...spec.precision },
      { role: 'dit' as const, id: 'q8', version: '1.0.0', options: { block } },
    ];
    past({}, 5000);
    past({ networkPrecision: networkPrecision('32') }, 1100);
    const records = new RunRecords(new RunHistory(database), { ...spec, networkPrecision: networkPrecision('128') });
    expect(records.runs).toBe(1);
    expect(records.corrections().denoise!.ram).toBeCloseTo(1.25);
  });

  it('tell no time for another strategy, another size or a stage that never ran', () => {
    const { database, past } = store();
    past({}, 1100);
    const records = new RunRecords(new RunHistory(database), spec);
    expect(records.estimateSeconds(spec, 'offload', ['denoise'], length(1))).toBeNull();
    expect(records.estimateSeconds({ ...spec, width: 512 }, 'resident', ['denoise'], length(1))).toBeNull();
    expect(records.estimateSeconds(spec, 'resident', ['denoise', 'encode-text'], length(1))).toBeNull();
  });
});
