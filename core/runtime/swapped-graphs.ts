import type * as ort from 'onnxruntime-node';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { Graph, GraphSet, GraphSwap } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { createSession } from './create-session.ts';
import type { DeviceTransfer } from './device-transfer.ts';
import { hashOfGraph } from './hash-of-graph.ts';
import { toOrt } from './ort-tensors.ts';
import { WeightReader } from './weight-reader.ts';

export type SwappedGraph = Graph & { readonly swap: GraphSwap };

/** The swapped graphs of a set. */
export function swappedGraphs(graphs: GraphSet): Map<string, SwappedGraph> {
  return new Map(
    Object.entries(graphs).filter((entry): entry is [string, SwappedGraph] => entry[1].swap !== undefined),
  );
}

/**
 * Graphs that are not kept loaded: the weights of each are brought in when it runs, and those of the next ones while it
 * does. At no time are more than 1 + `prefetchBlocks` graphs' weights held, and none between two calls.
 */
export class SwappedGraphs {
  readonly #graphs: ReadonlyMap<string, SwappedGraph>;
  readonly #provider: ProviderSession;
  readonly #transfer: DeviceTransfer;
  readonly #prefetch: number;
  readonly #reader: WeightReader;
  /** Sessions of graphs with weights as inputs, by the hash of their bytes. */
  readonly #shared = new Map<string, ort.InferenceSession>();

  private constructor(
    graphs: ReadonlyMap<string, SwappedGraph>,
    provider: ProviderSession,
    transfer: DeviceTransfer,
    prefetch: number,
    reader: WeightReader,
  ) {
    this.#graphs = graphs;
    this.#provider = provider;
    this.#transfer = transfer;
    this.#prefetch = prefetch;
    this.#reader = reader;
  }

  /** Opens the weights' files and creates the sessions that graphs share. */
  static async load(
    graphs: ReadonlyMap<string, SwappedGraph>,
    provider: ProviderSession,
    transfer: DeviceTransfer,
    prefetchBlocks: number,
  ): Promise<SwappedGraphs> {
    const reader = await WeightReader.open([...graphs.values()].map(({ swap }) => swap.weights));
    const made = new SwappedGraphs(graphs, provider, transfer, prefetchBlocks, reader);
    try {
      for (const graph of graphs.values()) {
        const hash = hashOfGraph(graph.bytes);
        if (graph.swap.method === 'inputs' && !made.#shared.has(hash))
          made.#shared.set(hash, await made.#session(graph));
      }
    } catch (error) {
      await made.release();
      throw error;
    }
    return made;
  }

  #session({ bytes }: Graph): Promise<ort.InferenceSession> {
    return createSession(bytes, this.#provider, this.#transfer.outputs);
  }

  has(name: string): boolean {
    return this.#graphs.has(name);
  }

  /** @param names graphs that a call runs, in order; those that are not swapped are left out */
  sequence(names: readonly string[]): SwapSequence {
    const order = names.flatMap((name) => this.#graphs.get(name) ?? []);
    const withSession: WithSession = (graph, run) => this.#withSession(graph, run);
    return new SwapSequence(order, this.#prefetch, this.#reader, this.#transfer, withSession);
  }

  async #withSession<Result>(
    graph: SwappedGraph,
    run: (session: ort.InferenceSession) => Promise<Result>,
  ): Promise<Result> {
    if (graph.swap.method === 'inputs') return run(this.#shared.get(hashOfGraph(graph.bytes))!);
    const session = await this.#session(graph);
    try {
      return await run(session);
    } finally {
      await session.release();
    }
  }

  async release(): Promise<void> {
    for (const session of this.#shared.values()) await session.release();
    await this.#reader.close();
  }
}

type WithSession = <Result>(
  graph: SwappedGraph,
  run: (session: ort.InferenceSession) => Promise<Result>,
) => Promise<Result>;

/** The swapped graphs of one call, run one after the other. */
export class SwapSequence {
  readonly #order: readonly SwappedGraph[];
  readonly #prefetch: number;
  readonly #reader: WeightReader;
  readonly #transfer: DeviceTransfer;
  readonly #withSession: WithSession;
  /** Weights that are being read, from those of graph `#next` on. */
  readonly #ahead: Promise<Record<string, Tensor>>[] = [];
  #next = 0;

  constructor(
    order: readonly SwappedGraph[],
    prefetch: number,
    reader: WeightReader,
    transfer: DeviceTransfer,
    withSession: WithSession,
  ) {
    this.#order = order;
    this.#prefetch = prefetch;
    this.#reader = reader;
    this.#transfer = transfer;
    this.#withSession = withSession;
    this.#bringIn();
  }

  #read({ swap }: SwappedGraph): Promise<Record<string, Tensor>> {
    const weights = swap.method === 'inputs' ? this.#reader.read(swap.weights) : Promise.resolve({});
    weights.catch(() => {});
    return weights;
  }

  /** Starts reading for the next graphs, as far as it has not been started. */
  #bringIn(): void {
    for (const graph of this.#order.slice(this.#next + this.#ahead.length, this.#next + this.#prefetch)) {
      this.#ahead.push(this.#read(graph));
      if (graph.swap.method === 'session') this.#reader.touch(graph.swap.weights);
    }
  }

  /** Runs the next graph. */
  async run(
    feeds: Readonly<Record<string, ort.Tensor>>,
    outputs: readonly string[],
  ): Promise<ort.InferenceSession.OnnxValueMapType> {
    const graph = this.#order[this.#next]!;
    const reading = this.#ahead.shift() ?? this.#read(graph);
    this.#next += 1;
    const weights = await reading;
    // The session blocks this thread, so the next reads have to be under way before it runs.
    this.#bringIn();
    const fed: Record<string, ort.Tensor> = {};
    const placed: Record<string, ort.Tensor> = {};
    try {
      for (const [name, values] of Object.entries(weights)) {
        const weight = graph.swap.weights[name]!;
        if (weight.transposed) placed[name] = await this.#transfer.place(values, weight);
        else fed[name] = toOrt(values);
      }
      return await this.#withSession(graph, (session) => session.run({ ...feeds, ...fed, ...placed }, outputs));
    } finally {
      for (const tensor of Object.values(placed)) tensor.dispose();
      this.#reader.recycle(Object.values(weights));
    }
  }

  /** Must be called once the call has run, also when it failed. */
  async end(): Promise<void> {
    await Promise.allSettled(this.#ahead);
    this.#reader.forget();
  }
}
