import type { ChildProcess } from 'node:child_process';
import { GenesisError } from '../errors/genesis-error.ts';
import { networkFailure } from '../errors/network-failure.ts';
import { OutOfMemoryError } from '../errors/out-of-memory-error.ts';
import { outOfMemoryText } from '../errors/out-of-memory-text.ts';
import { formatBytes } from '../memory/memory-bytes.ts';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { GraphCall, GraphRunner, GraphSet } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { type ChildEnd, ChildWatch } from './child-end.ts';
import { forkProgram, siblingProgram } from './child-program.ts';
import type { HostReply, HostRequest } from './host-protocol.ts';

export interface HostOptions {
  /** Swapped graphs that are brought in ahead of the one that runs. @default 0 */
  readonly prefetchBlocks?: number;
  /** Most bytes that the host may have, mapped weights aside. @default no limit */
  readonly memoryLimit?: number | undefined;
  /** Ends the host while it is being started; later it is the caller's to end. */
  readonly signal?: AbortSignal;
}

type Distribute<Union> = Union extends unknown ? Omit<Union, 'id'> : never;

/**
 * A network loaded in a process of its own. Ending the process gives back every byte, survives a native abort, and
 * stops a forward pass in its middle.
 */
export class NetworkHost implements GraphRunner {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #watch: ChildWatch;
  readonly #exited: Promise<void>;
  readonly #pending = new Map<number, { resolve(tensors: Record<string, Tensor>): void; reject(error: Error): void }>();
  #next = 0;
  #ended = false;
  #loadSeconds = 0;

  private constructor(name: string, environment: ProviderSession['environment'], memoryLimit: number | undefined) {
    this.name = name;
    const env = { ...process.env, ...environment };
    const options = { env, stderr: 'pipe', memoryLimit, flags: ['--expose-gc'] } as const;
    this.#child = forkProgram(siblingProgram(import.meta.url, 'host-main'), options);
    this.#watch = new ChildWatch(this.#child, memoryLimit !== undefined);
    this.#child.on('message', (reply: HostReply) => this.#settle(reply));
    this.#exited = this.#watch.ended.then((end) => {
      this.#ended = true;
      for (const { reject } of this.#pending.values()) reject(this.#deathOf(end));
      this.#pending.clear();
    });
  }

  #settle(reply: HostReply): void {
    const pending = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.ok) this.#loadSeconds = reply.loadSeconds;
    const inReply = reply.ok ? null : outOfMemoryText(reply.message);
    const outOfMemory = inReply ?? this.#watch.saidOutOfMemory();
    if (outOfMemory) {
      // What a call fails of once a device has refused memory only follows from that. The runtime's own words, with the
      // lines of its source, are in the host's standard error.
      const { requestedBytes } = outOfMemory;
      const refused = requestedBytes === null ? '' : `: ${formatBytes(requestedBytes)} more were refused`;
      const message = `${this.name} ran out of memory${refused}`;
      const cause = reply.ok ? undefined : reply.message;
      pending?.reject(new OutOfMemoryError(message, { network: this.name, ...outOfMemory, cause }));
    } else if (reply.ok) pending?.resolve(reply.tensors);
    else pending?.reject(networkFailure(this.name, reply.message));
  }

  #deathOf({ how, outOfMemory }: ChildEnd): GenesisError {
    if (!outOfMemory) return new GenesisError('HOST_DIED', `the host of ${this.name} ended (${how})`);
    const message = `the host of ${this.name} ran out of memory (${how})`;
    return new OutOfMemoryError(message, { network: this.name, ...outOfMemory });
  }

  /**
   * Forks a host and loads the graphs in it.
   * @throws GenesisError CANCELLED, OUT_OF_MEMORY, HOST_DIED, PLUGIN_UNAVAILABLE, STAGE_FAILED
   */
  static async start(
    name: string,
    graphs: GraphSet,
    provider: ProviderSession,
    { prefetchBlocks = 0, memoryLimit, signal }: HostOptions = {},
  ): Promise<NetworkHost> {
    const cancelled = () => new GenesisError('CANCELLED', `loading ${name} was cancelled`);
    if (signal?.aborted) throw cancelled();
    const host = new NetworkHost(name, provider.environment, memoryLimit);
    const stop = () => void host.end();
    signal?.addEventListener('abort', stop, { once: true });
    try {
      await host.#request({ type: 'load', graphs, provider, prefetchBlocks });
    } catch (error) {
      await host.end();
      throw signal?.aborted ? cancelled() : error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
    return host;
  }

  get pid(): number | undefined {
    return this.#ended ? undefined : this.#child.pid;
  }

  /** Seconds that calls have waited for weights that were still being loaded. */
  get loadSeconds(): number {
    return this.#loadSeconds;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  #request(request: Distribute<HostRequest>): Promise<Record<string, Tensor>> {
    if (this.#ended) return Promise.reject(new GenesisError('HOST_DIED', `the host of ${this.name} has ended`));
    if (this.#pending.size === 0) this.#watch.mark();
    this.#next += 1;
    const id = this.#next;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      // A host that does not take a message any more is answered by its end, which knows why.
      this.#child.send({ ...request, id } as HostRequest, () => {});
    });
  }

  call(call: GraphCall): Promise<Record<string, Tensor>> {
    return this.#request({ type: 'call', call });
  }

  async drop(names: readonly string[]): Promise<void> {
    if (!this.#ended) await this.#request({ type: 'drop', names });
  }

  /** Ends the process, even in the middle of a forward pass, and resolves once it is gone. */
  async end(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }
}
