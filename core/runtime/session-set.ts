import * as ort from 'onnxruntime-node';
import type { GraphCall, GraphRunner, GraphSet } from '../plugin-api/graph.ts';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { Tensor } from '../plugin-api/tensor.ts';

/** onnxruntime resolves external data inside one folder; '/' reaches every file of the machine. */
const EXTERNAL_DATA_FOLDER = '/';

function toOrt(tensor: Tensor): ort.Tensor {
  return new ort.Tensor(tensor.dtype as ort.Tensor.Type, tensor.data as ort.Tensor.DataTypeMap[ort.Tensor.Type], tensor.dims);
}

function fromOrt(tensor: ort.Tensor): Tensor {
  return { dtype: tensor.type as Tensor['dtype'], dims: tensor.dims, data: tensor.data as Tensor['data'] };
}

/** The sessions of one network in this process, and the values that it keeps between calls. */
export class SessionSet implements GraphRunner {
  readonly #sessions: ReadonlyMap<string, ort.InferenceSession>;
  readonly #kept = new Map<string, ort.Tensor>();

  private constructor(sessions: ReadonlyMap<string, ort.InferenceSession>) {
    this.#sessions = sessions;
  }

  /** Creates a session per graph; weights are mapped or read from the checkpoint's files. */
  static async load(graphs: GraphSet, provider: ProviderSession): Promise<SessionSet> {
    const sessions = new Map<string, ort.InferenceSession>();
    const { extra, ...options } = provider.sessionOptions as { extra?: Record<string, unknown> };
    for (const [name, graph] of Object.entries(graphs)) {
      const session = await ort.InferenceSession.create(graph.bytes, {
        logSeverityLevel: 3,
        ...options,
        executionProviders: provider.executionProviders as ort.InferenceSession.ExecutionProviderConfig[],
        extra: { ...extra, 'session.model_external_initializers_file_folder_path': EXTERNAL_DATA_FOLDER },
      });
      sessions.set(name, session);
    }
    return new SessionSet(sessions);
  }

  async call(call: GraphCall): Promise<Record<string, Tensor>> {
    const values = new Map(this.#kept);
    for (const [name, tensor] of Object.entries(call.inputs)) values.set(name, toOrt(tensor));
    const need = (name: string): ort.Tensor => {
      const value = values.get(name);
      if (!value) throw new RangeError(`value ${name} is neither an input, a result nor kept`);
      return value;
    };
    for (const step of call.steps) {
      const session = this.#sessions.get(step.graph);
      if (!session) throw new RangeError(`no graph ${step.graph}`);
      const feeds = Object.fromEntries(Object.entries(step.feeds).map(([input, value]) => [input, need(value)]));
      const results = await session.run(feeds, Object.keys(step.results));
      for (const [output, value] of Object.entries(step.results)) values.set(value, results[output]!);
    }
    for (const name of call.keep ?? []) this.#kept.set(name, need(name));
    return Object.fromEntries(call.want.map((name) => [name, fromOrt(need(name))]));
  }

  async drop(names: readonly string[]): Promise<void> {
    for (const name of names) this.#kept.delete(name);
  }

  /** Releases every session and kept value. */
  async release(): Promise<void> {
    this.#kept.clear();
    for (const session of this.#sessions.values()) await session.release();
  }
}
