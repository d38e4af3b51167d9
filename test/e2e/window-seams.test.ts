import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { talk } from '../support/talk.ts';

const WINDOW = 33;
const MOTION = 9;
/** Two whole windows. */
const FRAMES = 2 * WINDOW - MOTION;

let server: RealServer;
beforeAll(async () => {
  server = await RealServer.launch();
});
afterAll(() => server.stop());

/** Mean difference of neighbouring frames over all values, 0..255; entry i is that of frames i and i + 1. */
async function frameDifferences(video: Uint8Array): Promise<number[]> {
  const frames = await Promise.all(
    Array.from({ length: FRAMES }, (_, page) => sharp(video, { page }).removeAlpha().raw().toBuffer()),
  );
  return frames.slice(1).map((frame, i) => {
    const before = frames[i]!;
    return frame.reduce((sum, value, at) => sum + Math.abs(value - before[at]!), 0) / frame.length;
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

it('changes no more at the seam of two windows than it does elsewhere in the video', async () => {
  const { prompt, seed } = await readSample(2);
  const { video, events } = await talk(server.client, 2, {
    preset: 'demo',
    prompt,
    seed,
    frameWindowSize: WINDOW,
    motionFrames: MOTION,
    maxFrames: FRAMES,
    steps: 4,
    output: { id: 'webp', options: { lossless: true } },
  });
  const differences = await frameDifferences(video);
  const seam = differences[WINDOW - 1]!;
  const others = differences.filter((_, i) => i !== WINDOW - 1);
  const usual = mean(others);
  const spread = Math.sqrt(mean(others.map((difference) => (difference - usual) ** 2)));
  // A head that nods and a mouth that talks: twice their spread is what the motion itself does all the time.
  expect(seam).toBeLessThan(usual + 2 * spread);
  expect(seam).toBeLessThan(Math.max(...others));

  const neighbours = mean([...differences.slice(WINDOW - 4, WINDOW - 1), ...differences.slice(WINDOW, WINDOW + 3)]);
  const [, second] = events.filter((event) => event.__typename === 'WindowFinished');
  // What the server reports looks at every fourth pixel.
  expect(Math.abs(second!.seam! - seam / neighbours)).toBeLessThan(0.1);
}, 180_000);
