import type { Generation } from '../generation/generation-page.tsx';
import { draft, type Overrides } from './draft.ts';

interface Choice {
  readonly id: string;
  readonly options: unknown;
}

const choice = ({ id, options }: Choice) => ({ id, options });

/** Fills the form with everything that made a generation, its seed included. */
export function makeAgain({ mode, image, audio, prompt, negativePrompt, seed, preset, settings }: Generation): void {
  const {
    scheduler,
    guidance,
    stepCache,
    memory,
    provider,
    precision,
    output,
    __typename: _,
    ...plain
  } = {
    __typename: '',
    ...settings,
  };
  const overrides: Overrides = {
    ...plain,
    maxFrames: plain.maxFrames ?? undefined,
    scheduler: choice(scheduler),
    guidance: choice(guidance),
    stepCache: choice(stepCache),
    memory: {
      ...choice(memory),
      tiledVae: memory.tiledVae ?? undefined,
      forceOffload: memory.forceOffload ?? undefined,
    },
    provider: choice(provider),
    precision: choice(precision),
    output: choice(output),
  };
  draft.set({
    mode,
    image: image ?? null,
    audio: audio ?? null,
    prompt,
    negativePrompt,
    seed,
    preset,
    overrides,
  });
}
