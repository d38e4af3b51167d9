import {
  type AudioEncoder,
  floatTensor,
  GenesisError,
  type GraphRunner,
  type SpeechSource,
} from '../../core/plugin-api/index.ts';
import type { ConvLayer, Wav2vec2Config } from './config.ts';
import { encoderPieces } from './pieces.ts';
import { MomentSum, normaliseSamples, RowResampler, type SignalScale, signalScale } from './signal.ts';

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

export interface PieceOptions {
  /** Seconds whose convolution features are computed at once. */
  readonly chunkSeconds: number;
  /** Longest speech, in seconds, whose frames all see each other in attention. */
  readonly encoderSeconds: number;
}

/** Everything is read and computed in pieces, so that memory does not grow with the speech. */
export function bindWav2vec2(
  config: Wav2vec2Config,
  runner: GraphRunner,
  { chunkSeconds, encoderSeconds }: PieceOptions,
): AudioEncoder {
  const { convs, dim, layers } = config;
  const chunkSamples = Math.round(chunkSeconds * SAMPLE_RATE);
  const { hop, field } = windowOf(convs);
  const width = convs.at(-1)!.outChannels;

  /**
   * Normalised samples for outputs `first .. last` of a stack of convolutions, cut so that each chunk gives up to
   * `chunkSamples / hop` outputs, and all together every output once.
   */
  async function* chunks(
    speech: SpeechSource,
    scale: SignalScale,
    stack: readonly ConvLayer[],
    first: number,
    last: number,
  ) {
    const window = windowOf(stack);
    const size = Math.max(1, Math.floor(chunkSamples / window.hop));
    for (let start = first; start < last; start += size) {
      const count = Math.min(size, last - start);
      const samples = await speech.read(start * window.hop, (count - 1) * window.hop + window.field);
      const part = normaliseSamples(samples, scale);
      yield { start, count, samples: floatTensor(part, [1, 1, part.length]) };
    }
  }

  async function* readAll(speech: SpeechSource) {
    for (let start = 0; start < speech.length; start += chunkSamples) {
      yield await speech.read(start, Math.min(chunkSamples, speech.length - start));
    }
  }

  async function firstConvMoments(speech: SpeechSource, scale: SignalScale): Promise<MomentSum> {
    const first = convs.slice(0, 1);
    const window = windowOf(first);
    const total = Math.floor((speech.length - window.field) / window.hop) + 1;
    const sum = new MomentSum(convs[0]!.outChannels);
    for await (const chunk of chunks(speech, scale, first, 0, total)) {
      const { mean, variance } = await runner.call({
        inputs: { samples: chunk.samples },
        steps: [{ graph: 'moments', feeds: { samples: 'samples' }, results: { mean: 'mean', variance: 'variance' } }],
        want: ['mean', 'variance'],
      });
      sum.add(chunk.count, mean!.data as Float32Array, variance!.data as Float32Array);
    }
    return sum;
  }

  return {
    layers,
    dim,
    async encode(speech, frames, consume) {
      if (speech.length < field) {
        throw new GenesisError('INPUT_INVALID', `The audio has ${speech.length} samples at 16 kHz.`, {
          field: 'audio',
          accepted: `at least ${field} samples`,
        });
      }
      if (!Number.isInteger(frames) || frames < 1)
        throw new RangeError(`frames is ${frames}, expected a whole number from 1`);
      const scale = await signalScale(() => readAll(speech));
      const moments = await firstConvMoments(speech, scale);
      const norm = {
        mean: floatTensor(Float32Array.from(moments.mean), [convs[0]!.outChannels]),
        inverseDeviation: floatTensor(moments.inverseDeviation(GROUP_NORM_EPSILON), [convs[0]!.outChannels]),
      };
      const resampler = new RowResampler(Math.floor((speech.length - field) / hop) + 1, frames);
      const framesPerSecond = (frames * SAMPLE_RATE) / speech.length;

      /** Convolution features of rows `first .. last`, `[last − first, width]`. */
      const convFeatures = async (first: number, last: number): Promise<Float32Array> => {
        const features = new Float32Array((last - first) * width);
        for await (const chunk of chunks(speech, scale, convs, first, last)) {
          const feeds = { samples: 'samples', mean: 'mean', inverseDeviation: 'inverseDeviation' };
          const result = await runner.call({
            inputs: { samples: chunk.samples, ...norm },
            steps: [{ graph: 'features', feeds, results: { features: 'features' } }],
            want: ['features'],
          });
          features.set(result.features!.data as Float32Array, (chunk.start - first) * width);
        }
        return features;
      };

      for (const piece of encoderPieces(frames, encoderSeconds * framesPerSecond)) {
        const { first, last } = resampler.needed(piece.start, piece.end);
        const rows = resampler.rows(await convFeatures(first, last), width, piece.start, piece.end);
        const result = await runner.call({
          inputs: { features: floatTensor(rows, [piece.end - piece.start, width]) },
          steps: [{ graph: 'encoder', feeds: { features: 'features' }, results: { hidden: 'hidden' } }],
          want: ['hidden'],
        });
        const hidden = result.hidden!.data as Float32Array;
        const row = layers * dim;
        const kept = hidden.slice((piece.from - piece.start) * row, (piece.to - piece.start) * row);
        await consume(floatTensor(kept, [piece.to - piece.from, layers, dim]));
      }
    },
  };
}
