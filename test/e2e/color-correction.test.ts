import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ColorCorrectionInput } from '../../apps/cli/generated/graphql.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { SHORT, talk } from '../support/talk.ts';

let server: RealServer;
let portrait: Buffer;
let plain: Made;

interface Made {
  /** Every frame's pixels, RGB. */
  readonly pixels: Buffer;
  /** Mean difference to the portrait that the windows report. */
  readonly drift: number;
}

const SIZE = 128;

async function make(colorCorrection?: ColorCorrectionInput): Promise<Made> {
  const { video, events } = await talk(server.client, 1, {
    ...SHORT,
    preset: 'demo',
    output: { id: 'webp', options: { lossless: true } },
    ...(colorCorrection && { colorCorrection }),
  });
  const pixels = await sharp(Buffer.from(video), { pages: -1 }).removeAlpha().raw().toBuffer();
  const drifts = events.flatMap((event) => (event.__typename === 'WindowFinished' ? [event.drift!] : []));
  expect(drifts).toHaveLength(2);
  return { pixels, drift: drifts.reduce((sum, drift) => sum + drift, 0) / drifts.length };
}

/** Mean of each channel over all pixels. */
function means(pixels: Buffer): number[] {
  const sums = [0, 0, 0];
  pixels.forEach((value, i) => {
    sums[i % 3]! += value;
  });
  return sums.map((sum) => (3 * sum) / pixels.length);
}

/** How far a video's mean colour is from the portrait's, 0..255. */
const castOf = ({ pixels }: Made): number =>
  Math.hypot(...means(pixels).map((value, channel) => value - means(portrait)[channel]!));

beforeAll(async () => {
  server = await RealServer.launch();
  const { image } = await readSample(1);
  portrait = await sharp(image).resize(SIZE, SIZE).removeAlpha().raw().toBuffer();
  plain = await make();
});
afterAll(() => server.stop());

describe.each(['LAB', 'MKL'] as const)('colour correction %s', (method) => {
  it('brings the colours of the video back to those of the portrait', async () => {
    const corrected = await make({ method, strength: 1 });
    expect(corrected.drift).toBeLessThan(plain.drift);
    expect(castOf(corrected)).toBeLessThan(castOf(plain) / 2);
  });

  it('at strength 0 is the video without it, to the bit', async () => {
    const untouched = await make({ method, strength: 0 });
    expect(untouched.pixels.equals(plain.pixels)).toBe(true);
  });
});
