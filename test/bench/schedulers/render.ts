import sharp from 'sharp';
import type { GenesisClient } from '../../../apps/cli/client.ts';
import type { StartGenerationInput } from '../../../apps/cli/generated/graphql.ts';
import { readSample } from '../../../apps/cli/samples.ts';
import type { Rgb } from '../../precision/similarity.ts';
import { talk } from '../../support/talk.ts';

/** Speaks from its first frame on. */
const SAMPLE = 2;

export interface Rendered {
  readonly frames: readonly Rgb[];
  readonly lipSync: number | null;
  /** Mean CIEDE2000 difference to the portrait: noise that is left over shows in it. */
  readonly drift: number;
  /** Forwards that a step cache spared. */
  readonly skipped: number;
}

const SPARED = /^step cache: (\d+) of/;

async function framesOf(video: Uint8Array): Promise<Rgb[]> {
  const { pages = 1 } = await sharp(video).metadata();
  return Promise.all(
    Array.from({ length: pages }, async (_, page) => {
      const { data, info } = await sharp(video, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, data };
    }),
  );
}

/** Makes one window of a sample, as its own settings say but for `input`; pictures come without the losses of a codec. */
export async function render(
  client: GenesisClient,
  frames: number,
  input: Partial<StartGenerationInput>,
): Promise<Rendered> {
  const { prompt, seed } = await readSample(SAMPLE);
  const { video, run, events } = await talk(client, SAMPLE, {
    preset: 'demo',
    prompt,
    seed,
    frameWindowSize: frames,
    motionFrames: 1,
    maxFrames: frames,
    output: { id: 'webp', options: { lossless: true } },
    ...input,
  });
  let drift = 0;
  let skipped = 0;
  for (const event of events) {
    if (event.__typename === 'WindowFinished') drift = event.drift ?? 0;
    if (event.__typename === 'Log') skipped += Number(SPARED.exec(event.message)?.[1] ?? 0);
  }
  return { frames: await framesOf(video), lipSync: run.result?.lipSync?.correlation ?? null, drift, skipped };
}
