/**
 * `npx tsx test/bench/vae-seam.ts [--size 512x384] [--tile 256] [--overlaps 0,32,48,64] [--samples 1,2,3] [--synthetic]`:
 * what tiles change, in grey levels. Per overlap: the largest and the mean difference between tiled and whole decoding
 * where tiles meet, the largest elsewhere, and the largest after encoding in tiles and decoding whole. `--synthetic`:
 * random weights at the official dims in place of the demo VAE.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { joinFrames } from '../../core/pipeline/latents.ts';
import { encodeClip } from '../../core/pipeline/stages/encode-video.ts';
import { tileGrid } from '../../core/pipeline/tiled-vae/tiles.ts';
import { type VideoCodec, videoCodec } from '../../core/pipeline/video-codec.ts';
import type { FloatTensor, VaeTiling } from '../../core/plugin-api/index.ts';
import wanVae from '../../plugins/wan-vae/index.ts';
import { loadDemoVae, movingPortrait } from '../support/demo-vae.ts';
import { loadNetwork } from '../support/network.ts';
import { OFFICIAL_DIMS } from '../support/synthetic/network-shapes.ts';
import { randomNetwork } from '../support/synthetic/random-weights.ts';
import { STORAGES, writeCheckpoint } from '../support/synthetic/write-checkpoint.ts';

const FRAMES = 5;
const GREY_LEVEL = 2 / 255;
const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '512x384' },
    tile: { type: 'string', default: '256' },
    overlaps: { type: 'string', default: '0,32,48,64' },
    samples: { type: 'string', default: '1,2,3' },
    synthetic: { type: 'boolean', default: false },
  },
});
const numbers = (list: string): number[] => list.split(',').map(Number);
const [width, height] = values.size.split('x').map(Number) as [number, number];
const dir = await mkdtemp(join(tmpdir(), 'genesis-seam-'));

async function loadSynthetic() {
  const sources = randomNetwork('wan-vae', OFFICIAL_DIMS['wan-vae'], 1);
  const form = { dialect: 'official', container: 'safetensors', storage: STORAGES.F32! } as const;
  const { handle, runner } = await loadNetwork(
    wanVae,
    'vae',
    await writeCheckpoint(dir, 'vae', 'wan-vae', sources, form),
  );
  return { vae: handle, release: () => runner.release() };
}

async function decode(codec: VideoCodec, latents: FloatTensor): Promise<FloatTensor> {
  const chunks: FloatTensor[] = [];
  await codec.decode(
    latents,
    FRAMES,
    async (chunk) => void chunks.push(chunk),
    () => {},
  );
  return joinFrames(chunks);
}

/** Which pixels more than one tile has. */
function sharedPixels(tiling: VaeTiling, scale: number): Uint8Array {
  const tiles = new Uint8Array(width * height);
  for (const { rows, columns } of tileGrid(height / scale, width / scale, tiling, scale).pixel) {
    for (let y = rows.start; y < rows.start + rows.size; y++)
      for (let x = columns.start; x < columns.start + columns.size; x++) tiles[y * width + x]! += 1;
  }
  return tiles.map((count) => (count > 1 ? 1 : 0));
}

function compare(tiled: FloatTensor, whole: FloatTensor, shared: Uint8Array) {
  const result = { border: 0, mean: 0, elsewhere: 0 };
  let count = 0;
  for (let i = 0; i < tiled.data.length; i++) {
    const difference = Math.abs(tiled.data[i]! - whole.data[i]!) / GREY_LEVEL;
    if (shared[i % shared.length]) {
      result.border = Math.max(result.border, difference);
      result.mean += difference;
      count += 1;
    } else result.elsewhere = Math.max(result.elsewhere, difference);
  }
  return { ...result, mean: result.mean / Math.max(count, 1) };
}

const { vae, release } = values.synthetic ? await loadSynthetic() : await loadDemoVae();
const codecOf = (tiling: VaeTiling | null) => videoCodec(vae, tiling, async (name) => join(dir, name));
for (const sample of numbers(values.samples)) {
  const clip = await movingPortrait(width, height, FRAMES, sample);
  const latents = await encodeClip(codecOf(null), clip, () => {});
  const whole = await decode(codecOf(null), latents);
  for (const overlap of numbers(values.overlaps)) {
    const tiling = { tile: Number(values.tile), overlap };
    const { border, mean, elsewhere } = compare(
      await decode(codecOf(tiling), latents),
      whole,
      sharedPixels(tiling, vae.spatialScale),
    );
    const encoded = await decode(codecOf(null), await encodeClip(codecOf(tiling), clip, () => {}));
    const afterEncoding = compare(encoded, whole, new Uint8Array(width * height).fill(1)).border;
    console.log(JSON.stringify({ sample, ...tiling, border, mean, elsewhere, afterEncoding }));
  }
}
await release();
await rm(dir, { recursive: true });
