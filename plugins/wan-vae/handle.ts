import {
  type FloatTensor,
  floatTensor,
  type GraphRunner,
  type GraphStep,
  type Vae,
  type VaeStream,
} from '../../core/plugin-api/index.ts';
import { histories, historyInput, historyOutput } from './chunk.ts';
import type { VaeConfig } from './config.ts';
import { type Part, parts } from './parts.ts';

/** One video on its way through parts that follow each other: its causal caches stay with the runner under names of this stream. */
class ChunkStream implements VaeStream {
  readonly #runner: GraphRunner;
  readonly #parts: readonly Part[];
  readonly #id: number;
  readonly #caches: readonly (readonly string[])[];
  #size: readonly [height: number, width: number] | null = null;
  #closed = false;

  constructor(runner: GraphRunner, stream: readonly Part[], id: number) {
    this.#runner = runner;
    this.#parts = stream;
    this.#id = id;
    this.#caches = stream.map(({ graph, layers }) => {
      const count = layers.reduce((sum, layer) => sum + histories(layer), 0);
      return Array.from({ length: count }, (_, i) => `${graph}.${id}.${i}`);
    });
  }

  async push(chunk: FloatTensor): Promise<FloatTensor> {
    const first = this.#size === null;
    this.#check(chunk);
    const steps = this.#parts.map(({ graph }, part): GraphStep => {
      const caches = (port: (index: number) => string): Record<string, string> =>
        Object.fromEntries(this.#caches[part]!.map((cache, i) => [port(i), cache]));
      return {
        graph: first ? `${graph}.first` : `${graph}.next`,
        feeds: { in: part === 0 ? 'chunk' : `made.${part}`, ...(first ? {} : caches(historyInput)) },
        results: { out: `made.${part + 1}`, ...caches(historyOutput) },
      };
    });
    const wanted = `made.${steps.length}`;
    const result = await this.#runner.call({
      inputs: { chunk },
      steps,
      want: [wanted],
      keep: this.#caches.flat(),
    });
    const { data, dims } = result[wanted]!;
    return floatTensor(data as Float32Array, dims);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#size !== null) await this.#runner.drop(this.#caches.flat());
  }

  #check({ dims }: FloatTensor): void {
    const { channels, multiple, graph, frames } = this.#parts[0]!;
    if (this.#closed) throw new RangeError(`stream ${this.#id} (${graph}) is closed`);
    const [height, width] = this.#size ?? [dims[2]!, dims[3]!];
    const expected = [channels, this.#size === null ? 1 : frames, height, width];
    const fits = dims.length === 4 && expected.every((size, axis) => size === dims[axis]);
    if (!fits || height < 1 || width < 1 || height % multiple !== 0 || width % multiple !== 0) {
      const sizes = multiple === 1 ? '' : `, height and width multiples of ${multiple}`;
      throw new RangeError(`chunk is [${dims.join(', ')}], expected [${expected.join(', ')}]${sizes}`);
    }
    this.#size = [height, width];
  }
}

export function bindVae(config: VaeConfig, runner: GraphRunner): Vae {
  const { latentChannels, spatialScale, temporalScale } = config;
  const { encodePixels, encodeLatents, decodeLatents, decodePixels } = parts(config);
  let streams = 0;
  const open = (...stream: readonly Part[]) => new ChunkStream(runner, stream, streams++);
  return {
    latentChannels,
    spatialScale,
    temporalScale,
    openEncoder: () => open(encodePixels, encodeLatents),
    openDecoder: () => open(decodeLatents, decodePixels),
    openPixelEncoder: () => open(encodePixels),
    openLatentEncoder: () => open(encodeLatents),
    openLatentDecoder: () => open(decodeLatents),
    openPixelDecoder: () => open(decodePixels),
  };
}
