import { type AudioEncoder, floatTensor, GenesisError, type GraphRunner } from '../../core/plugin-api/index.ts';
import type { ConvLayer, Wav2vec2Config } from './config.ts';
import { MomentSum, normaliseSamples, resampleRows } from './signal.ts';

const SAMPLE_RATE = 16000;
/** ε of the GroupNorm after the first convolution; fixed in the reference. */
const GROUP_NORM_EPSILON = 1e-5;

/** Consecutive windows of a stack of convolutions without padding: `hop` samples apart, `field` samples long. */
function windowOf(convs: readonly ConvLayer[]): { readonly hop: number; readonly field: number } {
  let hop = 1;
  let field = 1;
  for (const { kernel, stride } of convs) {
    field += (kernel - 1) * hop;
    hop *= stride;
  }
  return { hop, field };
}

/** Cuts samples so that each chunk gives up to `chunkSamples / hop` outputs, and all together every output once. */
function* chunks(samples: Float32Array, convs: readonly ConvLayer[], chunkSamples: number) {
  const { hop, field } = windowOf(convs);
  const total = Math.floor((samples.length - field) / hop) + 1;
  const size = Math.max(1, Math.floor(chunkSamples / hop));
  for (let start = 0; start < total; start += size) {
    const count = Math.min(size, total - start);
    const part = samples.subarray(start * hop, (start + count - 1) * hop + field);
    yield { start, count, samples: floatTensor(part, [1, 1, part.length]) };
  }
}

/** The convolutions run over chunks, so that their memory does not grow with the clip. */
export function bindWav2vec2(config: Wav2vec2Config, runner: GraphRunner, chunkSeconds: number): AudioEncoder {
  const { convs, dim, layers } = config;
  const chunkSamples = Math.round(chunkSeconds * SAMPLE_RATE);
  const { hop, field } = windowOf(convs);

  async function firstConvMoments(samples: Float32Array): Promise<MomentSum> {
    const sum = new MomentSum(convs[0]!.outChannels);
    for (const chunk of chunks(samples, convs.slice(0, 1), chunkSamples)) {
      const { mean, variance } = await runner.call({
        inputs: { samples: chunk.samples },
        steps: [{ graph: 'moments', feeds: { samples: 'samples' }, results: { mean: 'mean', variance: 'variance' } }],
        want: ['mean', 'variance'],
      });
      sum.add(chunk.count, mean!.data as Float32Array, variance!.data as Float32Array);
    }
    return sum;
  }

  /** `[time, channels]`. */
  async function convFeatures(samples: Float32Array): Promise<Float32Array> {
    const moments = await firstConvMoments(samples);
    const channels = convs[0]!.outChannels;
    const mean = floatTensor(Float32Array.from(moments.mean), [channels]);
    const inverseDeviation = floatTensor(moments.inverseDeviation(GROUP_NORM_EPSILON), [channels]);
    const width = convs.at(-1)!.outChannels;
    const features = new Float32Array((Math.floor((samples.length - field) / hop) + 1) * width);
    for (const chunk of chunks(samples, convs, chunkSamples)) {
      const result = await runner.call({
        inputs: { samples: chunk.samples, mean, inverseDeviation },
        steps: [
          {
            graph: 'features',
            feeds: { samples: 'samples', mean: 'mean', inverseDeviation: 'inverseDeviation' },
            results: { features: 'features' },
          },
        ],
        want: ['features'],
      });
      features.set(result.features!.data as Float32Array, chunk.start * width);
    }
    return features;
  }

  return {
    layers,
    dim,
    async encode(samples, frames) {
      if (samples.length < field) {
        throw new GenesisError('INPUT_INVALID', `The audio has ${samples.length} samples at 16 kHz.`, {
          field: 'audio',
          accepted: `at least ${field} samples`,
        });
      }
      if (!Number.isInteger(frames) || frames < 1)
        throw new RangeError(`frames is ${frames}, expected a whole number from 1`);
      const width = convs.at(-1)!.outChannels;
      const rows = resampleRows(await convFeatures(normaliseSamples(samples)), width, frames);
      const result = await runner.call({
        inputs: { features: floatTensor(rows, [frames, width]) },
        steps: [{ graph: 'encoder', feeds: { features: 'features' }, results: { hidden: 'hidden' } }],
        want: ['hidden'],
      });
      return floatTensor(result.hidden!.data as Float32Array, [frames, layers, dim]);
    },
  };
}
