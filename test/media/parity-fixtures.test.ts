import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadSafetensors } from '../../core/graph/safetensors.ts';
import { clipPixels, imageToVideoImage, infiniteTalkImage } from '../../core/media/image-preprocess.ts';
import { type PlanarImage, toPlanar } from '../../core/media/rgb-image.ts';
import { floatTensor, type Tensor } from '../../core/plugin-api/index.ts';
import { compareTensors } from '../parity/compare.ts';
import { imageOf, mediaComponents } from '../parity/components/media.ts';
import { integratedLoudness, normaliseLoudness } from '../support/speech.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/parity/', import.meta.url));

async function load(name: string) {
  const dir = `${FIXTURES}${name}`;
  const config = JSON.parse(readFileSync(`${dir}/config.json`, 'utf8'));
  return { name, dir, config, tensors: await loadSafetensors(`${dir}/io.safetensors`) };
}

type Case = Awaited<ReturnType<typeof load>>;

function expectInside({ config, tensors }: Case, name: string, actual: Tensor): void {
  const { suggested_max_abs: maxAbs = 0, suggested_rel_l2: relL2 = 0 } = config.tensors[name];
  const result = compareTensors(actual, tensors[name]!, { maxAbs, relL2 });
  expect.soft(result, `${name} within ${maxAbs} and ${relL2}`).toMatchObject({ passed: true });
}

const planar = ({ channels, width, height, data }: PlanarImage) => floatTensor(data, [channels, height, width]);

describe.runIf(existsSync(FIXTURES))('recorded reference preprocessing', () => {
  it('matches the reference image of InfiniteTalk, to the bit before normalisation', async () => {
    const recorded = await load('image_preprocess');
    for (const [name, tensor] of Object.entries(await mediaComponents.image_preprocess!(recorded))) {
      if (name.startsWith('mid.')) expect(tensor.data, name).toEqual(recorded.tensors[name]!.data);
      else expectInside(recorded, name, tensor);
    }
  });

  it('matches the loudness of pyloudnorm', async () => {
    const recorded = await load('audio_loudness');
    const made = await mediaComponents.audio_loudness!(recorded);
    expect(Object.keys(made)).toHaveLength(8);
    for (const [name, tensor] of Object.entries(made)) expectInside(recorded, name, tensor);
    const speech = await load('wav2vec2_loudness');
    const audio = speech.tensors['in.audio']!.data as Float32Array;
    expectInside(
      speech,
      'mid.integrated_loudness_lufs',
      floatTensor(Float32Array.of(integratedLoudness(audio, 16000)), [1]),
    );
    expectInside(speech, 'mid.loudness_normalised', floatTensor(normaliseLoudness(audio, 16000), [audio.length]));
  });

  it('matches the CLIP input of the plain image-to-video path', async () => {
    const recorded = await load('clip_image_i2v');
    const pixels = toPlanar(imageOf(recorded.tensors['in.image']!));
    expectInside(recorded, 'mid.pixels', planar(pixels));
    expectInside(recorded, 'mid.clip_input', clipPixels(pixels, recorded.config.dims.image_size));
  });

  it('matches the CLIP input of the InfiniteTalk path', async () => {
    const recorded = await load('clip_image_infinitetalk_224');
    const [height, width] = recorded.config.params.target_hw;
    const pixels = infiniteTalkImage(imageOf(recorded.tensors['in.image']!), width, height);
    expectInside(recorded, 'mid.pixels', planar(pixels));
    expectInside(recorded, 'mid.clip_input', clipPixels(pixels, recorded.config.dims.image_size));
  });

  it('keeps a picture of the target size as it is on the bicubic path', async () => {
    const image = imageOf((await load('clip_image_i2v')).tensors['in.image']!);
    expect(imageToVideoImage(image, image.width, image.height).data).toEqual(toPlanar(image).data);
  });
});
