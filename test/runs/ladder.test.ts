import { describe, expect, it } from 'vitest';
import type { MemoryPlan, NetworkRole, Residency } from '../../core/plugin-api/index.ts';
import type { StageName } from '../../core/runs/events.ts';
import { canStepDown, type LadderGround, nextRung } from '../../core/runs/ladder.ts';
import { type Rung, specOfRun, specOfVideo } from '../../core/runs/rung.ts';
import { smallerSize } from '../../core/runs/smaller-size.ts';
import type { GenerationSpec } from '../../core/runs/spec.ts';
import { newGeneration } from '../support/database.ts';

const BLOCKS = 40;
const ROLES: readonly NetworkRole[] = ['text-encoder', 'image-encoder', 'audio-encoder', 'vae', 'dit'];

/** Strategies that are what their names say, and honour the flags that fit them. */
const ground: LadderGround = {
  ditBlocks: BLOCKS,
  choose: (_kind, id, options) => ({ id, version: '1.0.0', options }),
  plan({ memory }) {
    const { id, tiledVae, forceOffload, options } = memory;
    if (id === 'resident' && (tiledVae || forceOffload)) return null;
    const residency: Residency = forceOffload || id === 'offload' ? 'offload' : 'keep';
    const blocksToSwap = Number(options.blocksToSwap ?? 0);
    return {
      residency: Object.fromEntries(ROLES.map((role) => [role, residency])),
      vaeTiling: tiledVae || id === 'tiled' ? { tile: 256, overlap: 64 } : null,
      blockSwap: blocksToSwap > 0 ? { blocksToSwap, prefetchBlocks: 1 } : null,
      batchedCfg: memory.batchedCfg !== false,
    } as unknown as MemoryPlan;
  },
};

const specOf = (changes: Partial<GenerationSpec>): GenerationSpec =>
  newGeneration({ width: 832, height: 480, frameWindowSize: 117, steps: 20, ...changes }).spec;

/** Every rung from the top to the bottom, with memory running out in the same stage each time. */
function descend(spec: GenerationSpec, stage: StageName | null): Rung[] {
  const rungs: Rung[] = [];
  for (let rung = nextRung({ spec, rung: null, stage }, ground); rung; rung = nextRung({ spec, rung, stage }, ground)) {
    rungs.push(rung);
    if (rungs.length > 20) throw new Error('the ladder has no end');
  }
  return rungs;
}

const steps = (rungs: readonly Rung[]) => rungs.map(({ step }) => step);

describe('the out-of-memory ladder', () => {
  it('ends at once when the caller wants no other run', () => {
    expect(descend(specOf({ oomPolicy: 'FAIL' }), 'decode')).toEqual([]);
  });

  it('keeps the picture unless the caller gives leave', () => {
    const rungs = descend(specOf({ oomPolicy: 'SAME_PICTURE' }), null);
    expect(steps(rungs)).toEqual([
      'TILE_VAE',
      'OFFLOAD',
      'SWAP_BLOCKS',
      'SWAP_BLOCKS',
      'SWAP_BLOCKS',
      'SWAP_BLOCKS',
      'ONE_PREDICTION_AT_A_TIME',
    ]);
    expect(rungs.every(({ samePicture }) => samePicture)).toBe(true);
    const end = specOfRun(specOf({}), rungs.at(-1)!);
    expect(end).toMatchObject({ width: 832, height: 480, frameWindowSize: 117, steps: 20, precision: { id: 'auto' } });
    expect(end.memory).toMatchObject({ id: 'block-swap', tiledVae: true, forceOffload: true });
  });

  it('swaps a quarter of the blocks more at each step', () => {
    const swaps = descend(specOf({}), 'denoise').filter(({ step }) => step === 'SWAP_BLOCKS');
    expect(swaps.map(({ overrides }) => overrides.memory!.options.blocksToSwap)).toEqual([10, 20, 30, 40]);
  });

  it('goes on to 8-bit weights, smaller sizes, fewer frames and fewer steps with the leave to', () => {
    const rungs = descend(specOf({ oomPolicy: 'SMALLER' }), null).filter(({ samePicture }) => !samePicture);
    expect(
      rungs.map(({ step, changes }) => [step, ...changes.map(({ field, from, to }) => `${field} ${from} ${to}`)]),
    ).toEqual([
      ['EIGHT_BIT_WEIGHTS', 'precision auto q8'],
      ['SMALLER_SIZE', 'width 832 640', 'height 480 352'],
      ['SMALLER_SIZE', 'width 640 512', 'height 352 288'],
      ['FEWER_FRAMES', 'frameWindowSize 117 77'],
      ['FEWER_STEPS', 'steps 20 10'],
    ]);
  });

  it('leaves a network its own precision where that is as coarse, and says what it changes', () => {
    const own = (role: NetworkRole, id: string) => ({ role, id, version: '1.0.0', options: {} });
    const spec = specOf({ oomPolicy: 'SMALLER', networkPrecision: [own('text-encoder', 'q4'), own('dit', 'fp16')] });
    const rung = descend(spec, null).find(({ step }) => step === 'EIGHT_BIT_WEIGHTS')!;
    expect(rung.changes).toEqual([
      { field: 'precision', from: 'auto', to: 'q8' },
      { field: 'networkPrecision', from: 'text-encoder q4, dit fp16', to: 'text-encoder q4, dit q8' },
    ]);
    const coarse = specOf({ oomPolicy: 'SMALLER', precision: own('dit', 'q8'), networkPrecision: [own('dit', 'q4')] });
    expect(steps(descend(coarse, null))).not.toContain('EIGHT_BIT_WEIGHTS');
  });

  it.each([
    'fp8_e4m3fn',
    'fp8_e5m2',
    'fp16',
    'bf16',
    'fp32',
  ])('goes from %s to eight bits: floats are widened when loaded', (id) => {
    const spec = specOf({ oomPolicy: 'SMALLER', precision: { id, version: '1.0.0', options: {} } });
    const rung = descend(spec, null).find(({ step }) => step === 'EIGHT_BIT_WEIGHTS');
    expect(rung?.changes).toEqual([{ field: 'precision', from: id, to: 'q8' }]);
  });

  it('takes only rungs that relieve the stage', () => {
    expect(steps(descend(specOf({}), 'encode-text'))).toEqual(['OFFLOAD']);
    expect(steps(descend(specOf({}), 'decode'))).toEqual(['TILE_VAE', 'OFFLOAD']);
    expect(steps(descend(specOf({}), 'denoise'))).not.toContain('TILE_VAE');
  });

  it('passes over what the plan has already, and what is not installed', () => {
    const offload = specOf({ memory: { ...specOf({}).memory, id: 'offload' } });
    expect(steps(descend(offload, 'decode'))).toEqual(['TILE_VAE']);
    const bare: LadderGround = { ...ground, choose: () => null };
    expect(nextRung({ spec: specOf({}), rung: null, stage: 'decode' }, bare)).toBeNull();
  });

  it('says what each step changed, and keeps what the steps before it did', () => {
    const [first, second] = descend(specOf({}), 'decode');
    expect(first!.changes).toEqual([
      { field: 'memory', from: 'resident', to: 'tiled' },
      { field: 'memory.tiledVae', from: 'null', to: 'true' },
    ]);
    expect(second!.changes).toEqual([{ field: 'memory.forceOffload', from: 'null', to: 'true' }]);
    expect(second!.overrides.memory).toMatchObject({ id: 'tiled', tiledVae: true, forceOffload: true });
  });
});

describe('a spec over the budget', () => {
  const tiled = (spec: GenerationSpec) => spec.memory.tiledVae === true && spec.memory.forceOffload === true;

  it('may be accepted when a rung below it fits', () => {
    expect(canStepDown(specOf({}), ground, tiled)).toBe(true);
    expect(canStepDown(specOf({}), ground, ({ width }) => width < 832)).toBe(false);
    expect(canStepDown(specOf({ oomPolicy: 'SMALLER' }), ground, ({ width }) => width < 832)).toBe(true);
    expect(canStepDown(specOf({ oomPolicy: 'FAIL' }), ground, tiled)).toBe(false);
  });

  it('is refused when its strategy cannot do what it is asked for', () => {
    const contradiction = specOf({ memory: { ...specOf({}).memory, forceOffload: true } });
    expect(canStepDown(contradiction, ground, tiled)).toBe(false);
  });
});

it('a video names the strategy that was asked for, and what changed its picture', () => {
  const spec = specOf({ oomPolicy: 'SMALLER' });
  const bottom = descend(spec, null).at(-1)!;
  expect(specOfVideo(spec, bottom)).toEqual({
    ...spec,
    memory: { ...spec.memory, tiledVae: true },
    precision: { id: 'q8', version: '1.0.0', options: {} },
    width: 512,
    height: 288,
    frameWindowSize: 77,
    steps: 10,
  });
});

describe('smaller sizes', () => {
  it.each([
    [832, 480, 640, 352],
    [480, 832, 352, 640],
    [640, 352, 512, 288],
    [1280, 720, 832, 480],
    // 624·624 px is the area of 832x480 at most: sqrt(399360) = 631.9, down to a multiple of 16
    [1024, 1024, 624, 624],
    // 3:1; sqrt(399360 / 691200) = 0.76 of 1440 and 480
    [1440, 480, 1088, 352],
  ])('%d x %d becomes %d x %d', (width, height, newWidth, newHeight) => {
    expect(smallerSize({ width, height })).toEqual({ width: newWidth, height: newHeight });
  });

  it('below the smallest there is none', () => {
    expect(smallerSize({ width: 512, height: 288 })).toBeNull();
    expect(smallerSize({ width: 128, height: 128 })).toBeNull();
  });
});
