import { coverCrop } from '../../../core/media/cover-crop.ts';
import { infiniteTalkImage } from '../../../core/media/image-preprocess.ts';
import type { RgbImage } from '../../../core/media/rgb-image.ts';
import { floatTensor, type Tensor } from '../../../core/plugin-api/index.ts';
import { integratedLoudness, normaliseLoudness } from '../../support/speech.ts';
import type { ComponentRunner } from '../case.ts';

/** An image of a case, `[H, W, 3]` uint8. */
export function imageOf(tensor: Tensor): RgbImage {
  const [height = 0, width = 0] = tensor.dims;
  return { width, height, data: tensor.data as Uint8Array };
}

function numbered(tensors: Record<string, Tensor>, prefix: string): [string, Tensor][] {
  return Object.entries(tensors)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, tensor]) => [name.slice(prefix.length), tensor]);
}

const imagePreprocess: ComponentRunner = async ({ config, tensors }) => {
  const made: Record<string, Tensor> = {};
  for (const [index, tensor] of numbered(tensors, 'in.image.')) {
    const { targets } = config.params as { targets: [number, number][] };
    const [height, width] = targets[Number(index)]!;
    const image = imageOf(tensor);
    const cropped = coverCrop(image, width, height).data;
    const plane = width * height;
    made[`mid.cropped_u8.${index}`] = {
      dtype: 'uint8',
      dims: [3, height, width],
      data: Uint8Array.from(cropped, (_, i) => cropped[(i % plane) * 3 + Math.floor(i / plane)]!),
    };
    made[`out.cond_image.${index}`] = floatTensor(infiniteTalkImage(image, width, height).data, [
      1,
      3,
      1,
      height,
      width,
    ]);
  }
  return made;
};

const audioLoudness: ComponentRunner = async ({ config, tensors }) => {
  const made: Record<string, Tensor> = {};
  for (const [index, { data, dims }] of numbered(tensors, 'in.audio.')) {
    const audio = data as Float32Array;
    const { sample_rate: sampleRate, target_lufs: target } = config.params as Record<
      'sample_rate' | 'target_lufs',
      number
    >;
    made[`out.lufs.${index}`] = floatTensor(Float32Array.of(integratedLoudness(audio, sampleRate)), [1]);
    made[`out.normalised.${index}`] = floatTensor(normaliseLoudness(audio, sampleRate, target), dims);
  }
  return made;
};

export const mediaComponents: Record<string, ComponentRunner> = {
  image_preprocess: imagePreprocess,
  audio_loudness: audioLoudness,
};
