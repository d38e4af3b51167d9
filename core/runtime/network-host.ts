import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { GenesisError } from '../errors/genesis-error.ts';
import type { ProviderSession } from '../plugin-api/execution-provider.ts';
import type { GraphCall, GraphRunner, GraphSet } from '../plugin-api/graph.ts';
import type { Tensor } from '../plugin-api/tensor.ts';
import { forkProgram, siblingProgram } from './child-program.ts';
import type { HostReply, HostRequest } from './host-protocol.ts';

type Distribute<Union> = Union extends unknown ? Omit<Union, 'id'> : never;

/**
 * A network loaded in a process of its own. Ending the process gives back every byte, survives a native abort, and
 * stops a forward pass in its middle.
 */
export class NetworkHost implements GraphRunner {
  readonly name: string;
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #pending = new Map<number, { resolve(tensors: Record<string, Tensor>): void; reject(error: Error): void }>();
  #next = 0;
  #ended = false;

  private constructor(name: string, environment: Readonly<Record<string, string>> | undefined) {
    this.name = name;
    const options = environment ? { env: { ...process.env, ...environment } } : {};
    this.#child = forkProgram(siblingProgram(import.meta.url, 'host-main'), options);
    this.#child.on('message', (reply: HostReply) => {
      const pending = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if (reply.ok) pending?.resolve(reply.tensors);
      else pending?.reject(new GenesisError('STAGE_FAILED', `${this.name}: ${reply.message}`));
    });
    this.#exited = once(this.#child, 'exit').then(([code, signal]) => {
      const how = signal ? `signal ${signal}` : `exit code ${code}`;
      this.#ended = true;
      for (const { reject } of this.#pending.values())
        reject(new GenesisError('HOST_DIED', `the host of ${this.name} ended (${how})`));
      this.#pending.clear();
    });
  }

  /**
   * Forks a host and loads the graphs in it.
   * @param prefetchBlocks swapped graphs that are brought in ahead of the one that runs
   */
  static async start(
    name: string,
    graphs: GraphSet,
    provider: ProviderSession,
    prefetchBlocks = 0,
  ): Promise<NetworkHost> {
    const host = new NetworkHost(name, provider.environment);
    try {
      await host.#request({ type: 'load', graphs, provider, prefetchBlocks });
    } catch (error) {
      await host.end();
      throw error;
    }
    return host;
  }

  get pid(): number | undefined {
    return this.#ended ? undefined : this.#child.pid;
  }

  get alive(): boolean {
    return !this.#ended;
  }

  #request(request: Distribute<HostRequest>): Promise<Record<string, Tensor>> {
    if (this.#ended) return Promise.reject(new GenesisError('HOST_DIED', `the host of ${this.name} has ended`));
    this.#next += 1;
    const id = this.#next;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#child.send({ ...request, id } as HostRequest, (error) => {
        if (error && this.#pending.delete(id))
          reject(new GenesisError('HOST_DIED', `the host of ${this.name} cannot be reached`, { cause: error }));
      });
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
