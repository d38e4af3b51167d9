import { writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { createRegistry } from '../../apps/builtin-plugins.ts';
import { FolderPartials } from '../../core/pipeline/folder-partials.ts';
import { SamplerCheckpoint } from '../../core/pipeline/sampler-checkpoint.ts';
import { denoise } from '../../core/pipeline/stages/denoise.ts';
import { type Dit, floatTensor, type Guidance, type Scheduler, type StepCache } from '../../core/plugin-api/index.ts';
import { NoiseGenerator, type NoiseGeneratorState } from '../../core/sampling/randn.ts';
import { testFolder } from '../support/database.ts';

const STEPS = 8;
const SHAPE = [2, 3, 4, 5] as const;
const registry = await createRegistry([], process.cwd());

function create<Made>(kind: 'scheduler' | 'guidance' | 'step-cache', id: string, options: object = {}): Made {
  const contribution = registry.get(kind, id);
  return contribution.create({ log: () => {} }, registry.parseOptions(kind, id, options) as never) as Made;
}

class Killed extends Error {}

/** A network whose velocity depends on all that it is given; it dies at a certain call. */
function network(dieAt: number): Dit {
  let calls = 0;
  return {
    openWindow: async () => ({
      forward: async (
        latents: { data: Float32Array; dims: readonly number[] },
        timestep: number,
        prediction: string,
      ) => {
        calls += 1;
        if (calls === dieAt) throw new Killed();
        const shift = prediction.length / 7;
        return floatTensor(
          latents.data.map((value, i) => Math.fround(Math.sin(value * 3 + timestep / 300 + shift) + (i % 5) / 10)),
          latents.dims,
        );
      },
      close: async () => {},
    }),
  } as unknown as Dit;
}

let folder: string;
beforeEach(() => {
  folder = testFolder();
});

/** Samples with what a new process would make anew; only the folder is the same. */
async function sample(
  [scheduler, guidance, stepCache]: readonly [string, string, string],
  dieAt: number,
  seconds: number | null,
) {
  const partials = new FolderPartials(folder, 'generation');
  const noise = new NoiseGenerator(5);
  return denoise({
    dit: network(dieAt),
    window: {} as never,
    shape: SHAPE,
    motionLatents: floatTensor(new Float32Array(2 * 1 * 4 * 5).fill(0.25), [2, 1, 4, 5]),
    scheduler: create<Scheduler>('scheduler', scheduler).prepare({ steps: STEPS, shift: 5 }),
    calls: { first: 0, end: STEPS },
    guidance: create<Guidance>('guidance', guidance).prepare({
      steps: STEPS,
      textScale: 4,
      audioScale: 3,
      hasAudio: true,
    }),
    stepCache: create<StepCache>('step-cache', stepCache),
    noise: {
      randn: (count) => noise.randn(count),
      save: () => noise.save(),
      restore: (state) => noise.restore(state as NoiseGeneratorState),
    },
    checkpoint: seconds === null ? null : new SamplerCheckpoint(partials, 'key', seconds),
    onStep: () => {},
  });
}

describe('a window that is taken up between two steps', () => {
  it.each([
    ['dpm++_sde', 'text-audio-cfg', 'none'],
    ['unipc', 'apg', 'none'],
    ['dpm++', 'text-audio-cfg', 'easycache'],
    ['res_multistep', 'cfg-zero*', 'none'],
  ] as const)('%s with %s and step cache %s ends in the same bits', async (...parts) => {
    const undisturbed = await sample(parts, Number.POSITIVE_INFINITY, null);
    // Killed again and again, each time some calls further, in the middle of a step as well.
    for (let attempt = 0; attempt < 40; attempt++) {
      try {
        const resumed = await sample(parts, 5 + (attempt % 3), 1e9);
        expect(Buffer.from(resumed.latents.data.buffer)).toEqual(Buffer.from(undisturbed.latents.data.buffer));
        expect(resumed.forwards).toBe(undisturbed.forwards);
        expect(attempt).toBeGreaterThan(0);
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
    }
    throw new Error('it never came to its end');
  });

  it('goes on from the last state on disk when the process had no time to write another one', async () => {
    const parts = ['unipc', 'text-audio-cfg', 'none'] as const;
    const undisturbed = await sample(parts, Number.POSITIVE_INFINITY, null);
    await expect(sample(parts, 14, 0)).rejects.toThrow(Killed);
    const partials = new FolderPartials(folder, 'generation');
    // 3 predictions a step: call 14 is in step 4
    expect((await partials.get('key'))!.facts.next).toBe(4);
    const resumed = await sample(parts, Number.POSITIVE_INFINITY, 0);
    expect(Buffer.from(resumed.latents.data.buffer)).toEqual(Buffer.from(undisturbed.latents.data.buffer));
  });

  it('falls back to the state before when the newest one is damaged', async () => {
    const partials = new FolderPartials(folder, 'generation');
    const product = (value: number) => ({ tensors: { a: floatTensor(Float32Array.of(value), [1]) }, facts: { value } });
    await partials.put('key', product(1));
    await partials.put('key', product(2));
    const newest = (await partials.get('key'))!;
    writeFileSync(newest.file('tensors.safetensors'), 'damaged');
    expect((await partials.get('key'))!.facts.value).toBe(1);
    await partials.remove('key');
    expect(await partials.get('key')).toBeNull();
  });
});
