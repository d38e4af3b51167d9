import type {
  BuildContext,
  Convolution,
  FeatureMaps,
  GraphBuilder,
  Kernel,
  TensorInfo,
} from '../../core/plugin-api/index.ts';
import type { Layer } from './config.ts';

/** Graph input and output of the i-th causal cache. */
export const historyInput = (index: number): string => `history.${index}`;
export const historyOutput = (index: number): string => `next.${index}`;

/** Causal caches that a layer carries from chunk to chunk. */
export function histories({ kind, temporal }: Layer): number {
  if (kind === 'residual') return 2;
  return kind === 'conv' || kind === 'head' || temporal ? 1 : 0;
}

/**
 * Writes the graph of one chunk of a stream: of the first, before which there is nothing, or of any later one, whose
 * causal caches come in and go out.
 */
export class ChunkWriter {
  readonly graph: GraphBuilder;
  readonly context: BuildContext;
  readonly isFirst: boolean;
  #histories = 0;

  constructor(graph: GraphBuilder, context: BuildContext, isFirst: boolean) {
    this.graph = graph;
    this.context = context;
    this.isFirst = isFirst;
  }

  get convolution(): Convolution {
    return this.context.lowering.convolution;
  }

  tensor(name: string): TensorInfo {
    return this.context.checkpoint.get(name);
  }

  kernel(name: string): Kernel {
    return { weight: this.tensor(`${name}.weight`), bias: this.tensor(`${name}.bias`) };
  }

  /**
   * The last `frames` frames of the chunks before, and a promise to the next chunk of the last `frames` frames up to
   * `maps`; null in the first chunk.
   * @param remember what this chunk is remembered as: itself, or zeros where the reference forgets it
   */
  history(maps: FeatureMaps, frames: number, remember: 'frames' | 'zeros' = 'frames'): FeatureMaps | null {
    const { graph } = this;
    const index = this.#histories++;
    const before = this.isFirst ? null : this.convolution.input(graph, historyInput(index), frames, maps);
    let next = maps.value;
    if (remember === 'zeros') {
      const zero = this.#zeros(maps);
      next = graph.concat(
        Array.from({ length: frames }, () => zero),
        0,
      );
    } else if (maps.frames > frames) {
      next = graph.slice(maps.value, 0, maps.frames - frames, maps.frames);
    } else if (maps.frames < frames) {
      const missing = frames - maps.frames;
      const older = before
        ? [graph.slice(before.value, 0, frames - missing, frames)]
        : Array.from({ length: missing }, () => this.#zeros(maps));
      next = graph.concat([...older, maps.value], 0);
    }
    const name = historyOutput(index);
    graph.output(name, next, [frames, `${name}.channels`, `${name}.height`, `${name}.width`]);
    return before;
  }

  /** One frame of zeros. */
  #zeros({ value }: FeatureMaps) {
    return this.graph.mul(this.graph.slice(value, 0, 0, 1), this.graph.cast(this.graph.scalar(0), value.dtype));
  }

  /** Causal 3×3×3 convolution. */
  causalConv(maps: FeatureMaps, kernel: Kernel, add?: FeatureMaps): FeatureMaps {
    return this.convolution.conv3d(this.graph, this.history(maps, 2), maps, kernel, add ? { add } : {});
  }
}
