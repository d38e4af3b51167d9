import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { joinFrames, sliceFrames } from '../../core/pipeline/latents.ts';
import { encodeClip } from '../../core/pipeline/stages/encode-video.ts';
import { type VideoCodec, videoCodec } from '../../core/pipeline/video-codec.ts';
import { DEFAULT_VAE_TILING, type FloatTensor, type Vae, type VaeTiling } from '../../core/plugin-api/index.ts';
import { readFloats } from '../parity/components/tensors.ts';
import { decodeLatents, encodeVideo, withVae } from '../parity/components/vae.ts';
import { loadDemoVae, movingPortrait } from '../support/demo-vae.ts';
import { parityFolders, readParityCase } from '../support/parity.ts';
import { watchStreams } from '../support/watched-vae.ts';

const GREY_LEVEL = 2 / 255;
const nothing = () => {};

let dir: string;
let vae: Vae;
let release: () => Promise<void>;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'genesis-tiles-'));
  ({ vae, release } = await loadDemoVae());
});
afterAll(async () => {
  await release();
  await rm(dir, { recursive: true });
});

const codecOf = (tiling: VaeTiling | null, of = vae): VideoCodec =>
  videoCodec(of, tiling, async (name) => join(dir, name));

async function decode(codec: VideoCodec, latents: FloatTensor, frames: number): Promise<FloatTensor> {
  const chunks: FloatTensor[] = [];
  await codec.decode(latents, frames, async (chunk) => void chunks.push(chunk), nothing);
  return joinFrames(chunks);
}

const largestDifference = (a: FloatTensor, b: FloatTensor): number =>
  a.data.reduce((largest, value, i) => Math.max(largest, Math.abs(value - b.data[i]!)), 0);

describe('a portrait of 384×256, moving', () => {
  const frames = 5;
  let clip: FloatTensor;
  let latents: FloatTensor;
  let whole: FloatTensor;

  beforeAll(async () => {
    clip = await movingPortrait(384, 256, frames);
    latents = await encodeClip(codecOf(null), clip, nothing);
    whole = await decode(codecOf(null), latents, frames);
  });

  it('decoded in the default tiles differs from whole frames by less than a grey level, only where tiles meet', async () => {
    const tiled = await decode(codecOf(DEFAULT_VAE_TILING), latents, frames);
    expect(tiled.dims).toEqual(whole.dims);
    const seam = largestDifference(tiled, whole);
    expect(seam).toBeGreaterThan(0);
    expect(seam).toBeLessThan(GREY_LEVEL);
    // Two tiles of 224 columns, which meet in columns 160 to 224.
    const outside = tiled.data.filter((_, i) => i % 384 < 160 || i % 384 >= 224);
    const expected = whole.data.filter((_, i) => i % 384 < 160 || i % 384 >= 224);
    const away = outside.reduce((largest, value, i) => Math.max(largest, Math.abs(value - expected[i]!)), 0);
    expect(away).toBeLessThan(GREY_LEVEL / 100);
  });

  it('encoded in the default tiles decodes to the same picture within a grey level', async () => {
    const tiled = await encodeClip(codecOf(DEFAULT_VAE_TILING), clip, nothing);
    expect(largestDifference(await decode(codecOf(null), tiled, frames), whole)).toBeLessThan(GREY_LEVEL);
  });

  it('in tiles without overlap it shows seams of many grey levels', async () => {
    const tiled = await decode(codecOf({ tile: 256, overlap: 0 }), latents, frames);
    expect(largestDifference(tiled, whole)).toBeGreaterThan(20 * GREY_LEVEL);
  });
});

describe('a clip in tiles', () => {
  const tiling = { tile: 64, overlap: 16 };

  it('has caches of one tile at a time, none in the end, and leaves no file', async () => {
    const clip = await movingPortrait(128, 96, 9);
    const watched = watchStreams(vae);
    const codec = codecOf(tiling, watched.vae);
    const latents = await encodeClip(codec, clip, nothing);
    expect(await decode(codec, latents, 9)).toMatchObject({ dims: [3, 9, 96, 128] });
    expect(watched.mostAtOnce('pixels')).toBe(1);
    expect(watched.open()).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it('stops at a checkpoint that throws, with every stream and file closed', async () => {
    const watched = watchStreams(vae);
    const latents = await encodeClip(codecOf(null), await movingPortrait(128, 96, 9), nothing);
    let calls = 0;
    const stop = () => {
      calls += 1;
      if (calls === 6) throw new Error('stopped');
    };
    await expect(codecOf(tiling, watched.vae).decode(latents, 9, async () => {}, stop)).rejects.toThrow('stopped');
    expect(watched.open()).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });

  it('ends where the wanted frames end', async () => {
    const latents = await encodeClip(codecOf(null), await movingPortrait(128, 96, 9), nothing);
    const all = await decode(codecOf(tiling), latents, 9);
    const some = await decode(codecOf(tiling), latents, 7);
    expect(some.data).toEqual(sliceFrames(all, 0, 7).data);
  });

  it.each([
    ['tiles', tiling] as const,
    ['one piece', null] as const,
  ])('in %s is encoded without frames that fill no group', async (_, each) => {
    const clip = await movingPortrait(128, 96, 7);
    const encoded = await encodeClip(codecOf(each), clip, nothing);
    expect(encoded.data).toEqual((await encodeClip(codecOf(each), sliceFrames(clip, 0, 5), nothing)).data);
  });

  it('is the same clip, bit for bit, when one tile covers it', async () => {
    const clip = await movingPortrait(128, 96, 5);
    const covering = codecOf({ tile: 128, overlap: 64 });
    const latents = await encodeClip(codecOf(null), clip, nothing);
    expect((await encodeClip(covering, clip, nothing)).data).toEqual(latents.data);
    expect((await decode(covering, latents, 5)).data).toEqual((await decode(codecOf(null), latents, 5)).data);
  });
});

it.each([
  ...parityFolders('wan_vae_encode'),
  ...parityFolders('wan_vae_decode'),
])('the recorded reference %s through a tile that covers it is what it is without tiles', async (folder) => {
  const recorded = await readParityCase(folder);
  await withVae(recorded, async (network) => {
    const covering = codecOf({ tile: 512, overlap: 64 }, network);
    if (recorded.config.component === 'wan_vae_decode') {
      const latents = readFloats(recorded, 'in.latent');
      const expected = await decodeLatents(network, latents);
      expect((await decode(covering, latents, expected.dims[1]!)).data).toEqual(expected.data);
    } else {
      const video = readFloats(recorded, 'in.video');
      expect((await encodeClip(covering, video, nothing)).data).toEqual((await encodeVideo(network, video)).data);
    }
  });
});
