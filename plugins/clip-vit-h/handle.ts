import { floatTensor, type GraphRunner, type ImageEncoder } from '../../core/plugin-api/index.ts';
import type { ClipConfig } from './config.ts';

/** Runs one image at a time. */
export function bindClip({ imageSize, patchSize, dim }: ClipConfig, runner: GraphRunner): ImageEncoder {
  const tokens = 1 + Math.floor(imageSize / patchSize) ** 2;
  const imageElements = 3 * imageSize * imageSize;
  return {
    imageSize,
    dim,
    async encode({ dims, data }) {
      const [batch, channels, height, width] = dims;
      if (dims.length !== 4 || batch! < 1 || channels !== 3 || height !== imageSize || width !== imageSize) {
        throw new RangeError(`pixels are [${dims.join(', ')}], expected [batch, 3, ${imageSize}, ${imageSize}]`);
      }
      const features = new Float32Array(batch! * tokens * dim);
      for (let i = 0; i < batch!; i++) {
        const image = data.subarray(i * imageElements, (i + 1) * imageElements);
        const result = await runner.call({
          inputs: { pixels: floatTensor(image, [1, 3, imageSize, imageSize]) },
          steps: [{ graph: 'encode', feeds: { pixels: 'pixels' }, results: { features: 'features' } }],
          want: ['features'],
        });
        features.set(result.features!.data as Float32Array, i * tokens * dim);
      }
      return floatTensor(features, [batch!, tokens, dim]);
    },
  };
}
