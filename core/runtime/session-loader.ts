import type * as ort from 'onnxruntime-node';

/** A graph that can be run: a session, or one that it shares, with its weights. */
export interface LoadedGraph {
  run(
    feeds: ort.InferenceSession.FeedsType,
    outputs: readonly string[],
  ): Promise<ort.InferenceSession.OnnxValueMapType>;
  release(): Promise<void>;
}

type MakeSession = () => Promise<LoadedGraph>;

/**
 * Sessions of one network, each made when it is needed or, before that, when there is nothing else to do. Making one
 * packs its weights on a single thread; what runs meanwhile need not wait until all weights of the network are read.
 */
export class SessionLoader {
  readonly #makers: ReadonlyMap<string, MakeSession>;
  readonly #sessions = new Map<string, Promise<LoadedGraph>>();
  #running = 0;
  #loadSeconds = 0;
  #ahead: Promise<void> | null = null;
  #stopped = false;

  private constructor(makers: ReadonlyMap<string, MakeSession>) {
    this.#makers = makers;
  }

  /**
   * Resolves when the first session is there: a provider that can make none says so here.
   * @param makers by name of the graph, in the order in which they will be needed
   */
  static async start(makers: ReadonlyMap<string, MakeSession>): Promise<SessionLoader> {
    const loader = new SessionLoader(makers);
    const [first] = makers.keys();
    if (first !== undefined) await loader.#session(first);
    loader.#loadAhead();
    return loader;
  }

  has(name: string): boolean {
    return this.#makers.has(name);
  }

  /** Rejects with what the runtime says when the session cannot be made, each time that it is asked for. */
  get(name: string): Promise<LoadedGraph> {
    return this.#waitFor(this.#session(name));
  }

  /** Seconds that was waited for sessions since the start. */
  get loadSeconds(): number {
    return this.#loadSeconds;
  }

  async #waitFor<Result>(made: Promise<Result>): Promise<Result> {
    const begun = performance.now();
    try {
      return await made;
    } finally {
      this.#loadSeconds += (performance.now() - begun) / 1000;
    }
  }

  #session(name: string): Promise<LoadedGraph> {
    const known = this.#sessions.get(name);
    if (known) return known;
    const session = this.#makers.get(name)!();
    this.#sessions.set(name, session);
    return session;
  }

  /** While `work` goes on, no session is made that it does not ask for. */
  async during<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#running += 1;
    try {
      if (this.#ahead) await this.#waitFor(this.#ahead);
      return await work();
    } finally {
      this.#running -= 1;
      this.#loadAhead();
    }
  }

  #loadAhead(): void {
    this.#ahead ??= this.#makeNext().finally(() => {
      this.#ahead = null;
    });
  }

  async #makeNext(): Promise<void> {
    for (const name of this.#makers.keys()) {
      if (this.#running > 0 || this.#stopped) return;
      if (this.#sessions.has(name)) continue;
      try {
        await this.#session(name);
      } catch {
        // Whoever needs it is told.
        this.#stopped = true;
      }
    }
  }

  async release(): Promise<void> {
    this.#stopped = true;
    await this.#ahead;
    for (const made of await Promise.allSettled(this.#sessions.values())) {
      if (made.status === 'fulfilled') await made.value.release();
    }
  }
}
