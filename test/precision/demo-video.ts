/**
 * `npm run --silent precision:video [-- --sample 1|2|3] [--frames N] [--json]`: makes a demo video with the weights in
 * every precision through the real server, and prints how far its frames and its lip-sync score are from those of fp32:
 * the table of docs/precision.md. Pictures are compared without the losses of a video codec.
 */
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { readSample } from '../../apps/cli/samples.ts';
import { RealServer } from '../support/real-server.ts';
import { type Talk, talk } from '../support/talk.ts';
import { VARIANTS, variantName } from './setups.ts';
import { psnr, type Rgb, ssim } from './similarity.ts';

const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '1' },
    frames: { type: 'string' },
    precision: { type: 'string', multiple: true },
    json: { type: 'boolean', default: false },
  },
});

const number = Number(values.sample) as 1 | 2 | 3;
const sample = await readSample(number);
const server = await RealServer.launch({ GENESIS_CACHE: 'off' });

async function framesOf(video: Uint8Array): Promise<Rgb[]> {
  const { pages = 1 } = await sharp(video).metadata();
  return Promise.all(
    Array.from({ length: pages }, async (_, page) => {
      const { data, info } = await sharp(video, { page }).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      return { width: info.width, height: info.height, data };
    }),
  );
}

const render = ({ id, options }: (typeof VARIANTS)[number]): Promise<Talk> =>
  talk(server.client, number, {
    preset: 'demo',
    prompt: sample.prompt,
    seed: sample.seed,
    maxFrames: Number(values.frames ?? sample.frames),
    precision: { id, options },
    output: { id: 'webp', options: { lossless: true } },
  });

const figures = (row: readonly (string | number)[]): void => console.log(`| ${row.join(' | ')} |`);

try {
  const wanted = VARIANTS.filter(({ id }) => id === 'fp32' || (values.precision?.includes(id) ?? true));
  let reference: Rgb[] = [];
  if (!values.json) figures(['precision', 'PSNR (dB)', 'SSIM', 'lowest SSIM of a frame', 'lip-sync score']);
  if (!values.json) figures(Array(5).fill('---'));
  for (const variant of wanted) {
    const { video, run } = await render(variant);
    const frames = await framesOf(video);
    if (reference.length === 0) reference = frames;
    const pairs = frames.map((frame, i) => [frame, reference[i]!] as const);
    const alike = pairs.map(([a, b]) => ssim(a, b));
    const row = {
      precision: variantName(variant),
      frames: frames.length,
      psnr: psnr(pairs),
      ssim: alike.reduce((sum, value) => sum + value, 0) / alike.length,
      lowestSsim: Math.min(...alike),
      lipSync: run.result?.lipSync?.correlation ?? null,
    };
    if (values.json) console.log(JSON.stringify(row));
    else
      figures([
        row.precision,
        Number.isFinite(row.psnr) ? row.psnr.toFixed(1) : 'the same',
        row.ssim.toFixed(4),
        row.lowestSsim.toFixed(4),
        row.lipSync?.toFixed(3) ?? 'none',
      ]);
  }
} finally {
  await server.stop();
}
