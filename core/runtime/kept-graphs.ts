import type * as ort from 'onnxruntime-node';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { Graph, SuppliedWeight } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { createSession } from './create-session.ts';
import type { DeviceTransfer } from './device-transfer.ts';
import { hashOfGraph } from './hash-of-graph.ts';
import type { LoadedGraph } from './session-loader.ts';
import { WeightReader } from './weight-reader.ts';

export type KeptGraph = Graph & { readonly kept: Readonly<Record<string, SuppliedWeight>> };

export const isKeptGraph = (graph: Graph): graph is KeptGraph => graph.kept !== undefined;

/** Weights that are read while one is brought to the device. */
const READ_AHEAD = 4;

/**
 * Graphs with weights as inputs that stay on the device. Their values are made of what is stored one after the other, so
 * that the host has few of them at a time; graphs of equal bytes share a session.
 */
export class KeptGraphs {
  readonly #provider: ProviderSession;
  readonly #transfer: DeviceTransfer;
  readonly #reader: WeightReader;
  readonly #sessions = new Map<string, Promise<ort.InferenceSession>>();
  /** All weights, in the order in which graphs are loaded unless one is needed earlier. */
  readonly #order: readonly SuppliedWeight[];
  /** Weights that are being read, and null for those that were taken. */
  readonly #reads = new Map<SuppliedWeight, Promise<Tensor> | null>();

  private constructor(
    graphs: readonly KeptGraph[],
    provider: ProviderSession,
    transfer: DeviceTransfer,
    reader: WeightReader,
  ) {
    this.#order = graphs.flatMap(({ kept }) => Object.values(kept));
    this.#provider = provider;
    this.#transfer = transfer;
    this.#reader = reader;
  }

  /** Opens the weights' files. */
  static async open(
    graphs: readonly KeptGraph[],
    provider: ProviderSession,
    transfer: DeviceTransfer,
  ): Promise<KeptGraphs> {
    const reader = await WeightReader.open(graphs.map(({ kept }) => kept));
    return new KeptGraphs(graphs, provider, transfer, reader);
  }

  /** The graph's session with its weights, which are freed when it is released; the session itself is when all are. */
  async load({ bytes, kept }: KeptGraph): Promise<LoadedGraph> {
    const hash = hashOfGraph(bytes);
    const made = this.#sessions.get(hash) ?? createSession(bytes, this.#provider, this.#transfer.outputs);
    this.#sessions.set(hash, made);
    const session = await made;
    const weights = await this.#place(kept);
    return {
      run: (feeds, outputs) => session.run({ ...feeds, ...weights }, outputs),
      release: async () => dispose(weights),
    };
  }

  /** A weight's values; those of the weights after it are read on. */
  #take(weight: SuppliedWeight): Promise<Tensor> {
    const at = this.#order.indexOf(weight);
    for (const each of this.#order.slice(at, at + 1 + READ_AHEAD)) {
      if (this.#reads.has(each)) continue;
      const read = this.#reader.readOne(each);
      read.catch(() => {});
      this.#reads.set(each, read);
    }
    const values = this.#reads.get(weight) ?? this.#reader.readOne(weight);
    this.#reads.set(weight, null);
    return values;
  }

  async #place(weights: KeptGraph['kept']): Promise<Record<string, ort.Tensor>> {
    const placed: Record<string, ort.Tensor> = {};
    try {
      for (const [name, weight] of Object.entries(weights)) {
        const values = await this.#take(weight);
        placed[name] = await this.#transfer.place(values, weight);
        this.#reader.recycle([values]);
      }
    } catch (error) {
      dispose(placed);
      throw error;
    }
    if ([...this.#reads.values()].every((read) => read === null)) this.#reader.forget();
    return placed;
  }

  /** To be called once every loaded graph has been released. */
  async release(): Promise<void> {
    for (const made of await Promise.allSettled(this.#sessions.values())) {
      if (made.status === 'fulfilled') await made.value.release();
    }
    await Promise.allSettled([...this.#reads.values()]);
    await this.#reader.close();
  }
}

function dispose(tensors: Readonly<Record<string, ort.Tensor>>): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}
