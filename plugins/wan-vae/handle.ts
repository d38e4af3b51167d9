import {
  type FloatTensor,
  floatTensor,
  type GraphRunner,
  type Vae,
  type VaeStream,
} from '../../core/plugin-api/index.ts';
import { histories, historyInput, historyOutput } from './chunk.ts';
import type { Layer, VaeConfig } from './config.ts';

interface Direction {
  readonly graph: 'encode' | 'decode';
  readonly layers: readonly Layer[];
  readonly input: string;
  readonly output: string;
  readonly channels: number;
  /** Frames of every chunk after the first. */
  readonly frames: number;
  /** Height and width are multiples of this. */
  readonly multiple: number;
}

/** One video on its way: its causal caches stay with the runner under names of this stream. */
class ChunkStream implements VaeStream {
  readonly #runner: GraphRunner;
  readonly #direction: Direction;
  readonly #caches: readonly string[];
  #size: readonly [height: number, width: number] | null = null;
  #closed = false;

  constructor(runner: GraphRunner, direction: Direction, id: number) {
    const count = direction.layers.reduce((sum, layer) => sum + histories(layer), 0);
    this.#runner = runner;
    this.#direction = direction;
    this.#caches = Array.from({ length: count }, (_, i) => `${direction.graph}.${id}.${i}`);
  }

  async push(chunk: FloatTensor): Promise<FloatTensor> {
    const { graph, input, output } = this.#direction;
    const first = this.#size === null;
    this.#check(chunk);
    const caches = (port: (index: number) => string): Record<string, string> =>
      Object.fromEntries(this.#caches.map((cache, i) => [port(i), cache]));
    const result = await this.#runner.call({
      inputs: { chunk },
      steps: [
        {
          graph: first ? `${graph}.first` : `${graph}.next`,
          feeds: { [input]: 'chunk', ...(first ? {} : caches(historyInput)) },
          results: { [output]: 'result', ...caches(historyOutput) },
        },
      ],
      want: ['result'],
      keep: this.#caches,
    });
    const { data, dims } = result.result!;
    return floatTensor(data as Float32Array, dims);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#size !== null) await this.#runner.drop(this.#caches);
  }

  #check({ dims }: FloatTensor): void {
    const { channels, multiple, graph } = this.#direction;
    if (this.#closed) throw new RangeError(`the ${graph} stream is closed`);
    const [height, width] = this.#size ?? [dims[2]!, dims[3]!];
    const expected = [channels, this.#size === null ? 1 : this.#direction.frames, height, width];
    const fits = dims.length === 4 && expected.every((size, axis) => size === dims[axis]);
    if (!fits || height < 1 || width < 1 || height % multiple !== 0 || width % multiple !== 0) {
      const sizes = multiple === 1 ? '' : `, height and width multiples of ${multiple}`;
      throw new RangeError(`chunk is [${dims.join(', ')}], expected [${expected.join(', ')}]${sizes}`);
    }
    this.#size = [height, width];
  }
}

export function bindVae(config: VaeConfig, runner: GraphRunner): Vae {
  const { latentChannels, imageChannels, spatialScale, temporalScale, encoder, decoder } = config;
  let streams = 0;
  return {
    latentChannels,
    spatialScale,
    temporalScale,
    openEncoder: () =>
      new ChunkStream(
        runner,
        {
          graph: 'encode',
          layers: encoder,
          input: 'frames',
          output: 'latents',
          channels: imageChannels,
          frames: temporalScale,
          multiple: spatialScale,
        },
        streams++,
      ),
    openDecoder: () =>
      new ChunkStream(
        runner,
        {
          graph: 'decode',
          layers: decoder,
          input: 'latents',
          output: 'frames',
          channels: latentChannels,
          frames: 1,
          multiple: 1,
        },
        streams++,
      ),
  };
}
