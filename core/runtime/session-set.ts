import type * as ort from 'onnxruntime-node';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { Graph, GraphCall, GraphRunner, GraphSet, GraphStep } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { createSession } from './create-session.ts';
import { DeviceTransfer } from './device-transfer.ts';
import { readAhead } from './file-cache.ts';
import { isKeptGraph, KeptGraphs } from './kept-graphs.ts';
import { fromOrt, toOrt } from './ort-tensors.ts';
import { SessionLoader } from './session-loader.ts';
import { SwappedGraphs, type SwapSequence, swappedGraphs } from './swapped-graphs.ts';

/** Values that no step after each one reads, and that are neither wanted nor kept: a call's hidden states are many. */
function lastUsesOf({ steps, want, keep = [] }: GraphCall): string[][] {
  const needed = new Set([...want, ...keep]);
  const ends = steps.map((): string[] => []);
  for (let i = steps.length - 1; i >= 0; i--) {
    const { feeds, results } = steps[i]!;
    for (const name of [...Object.values(results), ...Object.values(feeds)]) {
      if (needed.has(name)) continue;
      needed.add(name);
      ends[i]!.push(name);
    }
  }
  return ends;
}

/**
 * The sessions of one network in this process, and the values that it keeps between calls. With a provider that has
 * device values, results stay on the device: kept ones until they are dropped, wanted ones until they are copied out.
 * Weights of swapped graphs come in when a call runs them.
 */
export class SessionSet implements GraphRunner {
  readonly #sessions: SessionLoader;
  readonly #swapped: SwappedGraphs;
  readonly #keptGraphs: KeptGraphs;
  readonly #transfer: DeviceTransfer;
  readonly #kept = new Map<string, ort.Tensor>();

  private constructor(
    sessions: SessionLoader,
    swapped: SwappedGraphs,
    keptGraphs: KeptGraphs,
    transfer: DeviceTransfer,
  ) {
    this.#sessions = sessions;
    this.#swapped = swapped;
    this.#keptGraphs = keptGraphs;
    this.#transfer = transfer;
  }

  /**
   * A session per graph that is not swapped, of which the first is made at once; weights are mapped or read from the
   * checkpoint's files.
   * @param prefetchBlocks swapped graphs that are brought in ahead of the one that runs
   */
  static async load(graphs: GraphSet, provider: ProviderSession, prefetchBlocks = 0): Promise<SessionSet> {
    const transfer = new DeviceTransfer(provider);
    const swapped = await SwappedGraphs.load(swappedGraphs(graphs), provider, transfer, prefetchBlocks);
    const kept = Object.entries(graphs).filter(([name]) => !swapped.has(name));
    await readAhead(Object.fromEntries(kept));
    const keptGraphs = await KeptGraphs.open(kept.map(([, graph]) => graph).filter(isKeptGraph), provider, transfer);
    const make = (graph: Graph) =>
      isKeptGraph(graph) ? keptGraphs.load(graph) : createSession(graph.bytes, provider, transfer.outputs);
    const sessions = await SessionLoader.start(new Map(kept.map(([name, graph]) => [name, () => make(graph)])));
    return new SessionSet(sessions, swapped, keptGraphs, transfer);
  }

  /** Seconds that calls have waited for sessions. */
  get loadSeconds(): number {
    return this.#sessions.loadSeconds;
  }

  call(call: GraphCall): Promise<Record<string, Tensor>> {
    return this.#sessions.during(() => this.#call(call));
  }

  async #call(call: GraphCall): Promise<Record<string, Tensor>> {
    const values = new Map(this.#kept);
    const made = new Set<ort.Tensor>();
    const need = (name: string): ort.Tensor => {
      const value = values.get(name);
      if (!value) throw new RangeError(`value ${name} is neither an input, a result nor kept`);
      return value;
    };
    const sequence = this.#swapped.sequence(call.steps.map(({ graph }) => graph));
    try {
      for (const [name, tensor] of Object.entries(call.inputs)) values.set(name, toOrt(tensor));
      const lastUses = lastUsesOf(call);
      for (const [i, step] of call.steps.entries()) {
        for (const [name, tensor] of await this.#run(step, need, sequence)) {
          made.add(tensor);
          values.set(name, tensor);
        }
        for (const name of lastUses[i]!) {
          const value = values.get(name);
          values.delete(name);
          if (value && made.delete(value)) value.dispose();
        }
      }
      const wanted: Record<string, Tensor> = {};
      for (const name of call.want) wanted[name] = fromOrt(await this.#transfer.download(need(name)));
      for (const name of call.keep ?? []) {
        const value = await this.#transfer.upload(need(name));
        made.add(value);
        this.#replace(name, value);
      }
      return wanted;
    } finally {
      await sequence.end();
      const kept = new Set(this.#kept.values());
      for (const tensor of made) if (!kept.has(tensor)) tensor.dispose();
    }
  }

  async #run(
    { graph, feeds, results }: GraphStep,
    need: (name: string) => ort.Tensor,
    sequence: SwapSequence,
  ): Promise<[string, ort.Tensor][]> {
    const isSwapped = this.#swapped.has(graph);
    if (!isSwapped && !this.#sessions.has(graph)) throw new RangeError(`no graph ${graph}`);
    const inputs = Object.fromEntries(Object.entries(feeds).map(([input, value]) => [input, need(value)]));
    const names = Object.keys(results);
    const outputs = await (isSwapped
      ? sequence.run(inputs, names)
      : (await this.#sessions.get(graph)).run(inputs, names));
    return Object.entries(results).map(([output, value]) => [value, outputs[output]!]);
  }

  /** Keeps a value under a name; what had the name is freed unless it is kept under another one as well. */
  #replace(name: string, value: ort.Tensor | undefined): void {
    const before = this.#kept.get(name);
    if (value) this.#kept.set(name, value);
    else this.#kept.delete(name);
    if (before && before !== value && ![...this.#kept.values()].includes(before)) before.dispose();
  }

  async drop(names: readonly string[]): Promise<void> {
    for (const name of names) this.#replace(name, undefined);
  }

  /** Releases every session and kept value. */
  async release(): Promise<void> {
    await this.drop([...this.#kept.keys()]);
    await this.#sessions.release();
    await this.#keptGraphs.release();
    await this.#swapped.release();
    await this.#transfer.release();
  }
}
