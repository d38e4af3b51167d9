import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import { GenesisError } from '../../../core/errors/genesis-error.ts';
import { openQuantization, type QuantizationChoice } from '../../../core/models/open-quantization.ts';
import { findPullPreset } from '../../../core/models/pull/pull-preset.ts';
import type { PluginRegistry } from '../../../core/plugin-host/registry.ts';
import { forkProgram, siblingProgram } from '../../../core/runtime/child-program.ts';
import { modelFolder, modelFolders, pullFolder } from '../../model-folders.ts';
import type { ServerConfig } from '../config.ts';
import { Changes } from './changes.ts';
import { follow } from './follow.ts';
import type { ModelJobMessage, ModelJobOrder } from './model-job-protocol.ts';
import type { ModelJob, ModelJobService } from './services.ts';

const MAX_RUNNING = 2;
/** Ended jobs that are remembered. */
const MAX_ENDED = 100;
/** Time that a job has to stop by itself. */
const GRACE_MS = 3000;

interface Entry {
  job: ModelJob;
  version: number;
  /** Equal for jobs that would do the same. */
  readonly key: string;
  readonly child: ChildProcess;
  readonly gone: Promise<unknown>;
  cancelled: boolean;
}

/** Model jobs, each in a process of its own. They live in memory; their work goes on where it was when asked for anew. */
export class ModelJobs implements ModelJobService {
  readonly #config: ServerConfig;
  readonly #registry: PluginRegistry;
  readonly #log: Pick<Logger, 'info' | 'warn'>;
  readonly #entries = new Map<string, Entry>();
  readonly #changes = new Changes();
  #closed = false;

  constructor(config: ServerConfig, registry: PluginRegistry, log: Pick<Logger, 'info' | 'warn'>) {
    this.#config = config;
    this.#registry = registry;
    this.#log = log;
  }

  quantize(name: string, choice: QuantizationChoice): ModelJob {
    const { GENESIS_DATA, GENESIS_MODELS, GENESIS_PLUGINS, GENESIS_MIN_FREE_DISK } = this.#config;
    openQuantization(this.#registry, choice);
    return this.#start({
      kind: 'QUANTIZE',
      model: name,
      folder: modelFolder(modelFolders(GENESIS_MODELS), name),
      choice,
      plugins: GENESIS_PLUGINS,
      weightsDir: resolve(GENESIS_DATA, 'weights'),
      minFree: GENESIS_MIN_FREE_DISK,
    });
  }

  pull(preset: string): ModelJob {
    const { GENESIS_HUB_URL, GENESIS_MODELS, GENESIS_MIN_FREE_DISK } = this.#config;
    const { id } = findPullPreset(preset);
    const dir = pullFolder(GENESIS_MODELS, id);
    return this.#start({ kind: 'PULL', model: id, dir, hubUrl: GENESIS_HUB_URL, minFree: GENESIS_MIN_FREE_DISK });
  }

  #start(order: ModelJobOrder): ModelJob {
    const key = JSON.stringify(order);
    const running = [...this.#entries.values()].filter(({ job }) => job.state === 'RUNNING');
    const same = running.find((entry) => entry.key === key);
    if (same) return same.job;
    if (running.length >= MAX_RUNNING) {
      throw new GenesisError('QUEUE_FULL', `${running.length} model jobs are running`, {
        accepted: `at most ${MAX_RUNNING} at a time`,
      });
    }
    const env = { ...process.env, GENESIS_MODEL_JOB: key };
    const child = forkProgram(siblingProgram(import.meta.url, './model-job-main'), { env });
    const { kind, model } = order;
    const job: ModelJob = {
      id: uuidv7(),
      kind,
      model,
      state: 'RUNNING',
      step: 'starting',
      bytesDone: 0,
      bytesTotal: 0,
      secondsLeft: null,
      failure: null,
    };
    const entry: Entry = { job, version: 1, key, child, gone: once(child, 'exit').catch(() => {}), cancelled: false };
    this.#entries.set(job.id, entry);
    this.#forgetOld();
    child.on('message', (message: ModelJobMessage) => this.#hear(entry, message));
    child.on('error', (error) => this.#lose(entry, error.message));
    child.on('exit', (code, signal) => this.#lose(entry, signal ? `signal ${signal}` : `exit code ${code}`));
    this.#log.info({ job: job.id, kind, model }, 'model job started');
    return job;
  }

  #forgetOld(): void {
    const ended = [...this.#entries.values()].filter(({ job }) => job.state !== 'RUNNING');
    for (const { job } of ended.slice(0, Math.max(0, ended.length - MAX_ENDED))) this.#entries.delete(job.id);
  }

  #change(entry: Entry, change: Partial<ModelJob>): void {
    if (entry.job.state !== 'RUNNING') return;
    entry.job = { ...entry.job, ...change };
    entry.version += 1;
    this.#changes.notify(entry.job.id);
  }

  #hear(entry: Entry, message: ModelJobMessage): void {
    if (message.type === 'progress') {
      this.#change(entry, { ...message.progress, secondsLeft: message.secondsLeft });
    } else if (message.type === 'succeeded') {
      this.#change(entry, { state: 'SUCCEEDED', secondsLeft: null });
    } else {
      const { code } = message;
      const state = code === 'CANCELLED' ? 'CANCELLED' : 'FAILED';
      this.#change(entry, { state, secondsLeft: null, failure: { code, message: message.message } });
    }
  }

  /** The process ended without a word about how its work went. */
  #lose(entry: Entry, how: string): void {
    if (entry.job.state !== 'RUNNING') return;
    const message = entry.cancelled ? 'the job was cancelled' : `the job's process ended (${how})`;
    if (!entry.cancelled) this.#log.warn({ job: entry.job.id, how }, 'a model job was lost');
    this.#change(entry, {
      state: entry.cancelled ? 'CANCELLED' : 'FAILED',
      secondsLeft: null,
      failure: { code: entry.cancelled ? 'CANCELLED' : 'WORKER_DIED', message },
    });
  }

  #entry(id: string): Entry {
    const entry = this.#entries.get(id);
    if (entry) return entry;
    throw new GenesisError('JOB_NOT_FOUND', `no model job has the id ${JSON.stringify(id)}`, { field: 'id' });
  }

  list(): ModelJob[] {
    return [...this.#entries.values()].map(({ job }) => job).reverse();
  }

  find(id: string): ModelJob {
    return this.#entry(id).job;
  }

  async cancel(id: string): Promise<ModelJob> {
    const entry = this.#entry(id);
    await this.#stop(entry);
    return entry.job;
  }

  async #stop(entry: Entry): Promise<void> {
    if (entry.job.state !== 'RUNNING') return;
    entry.cancelled = true;
    if (entry.child.connected) entry.child.send('cancel', () => {});
    const timer = setTimeout(() => entry.child.kill('SIGKILL'), GRACE_MS);
    await entry.gone;
    clearTimeout(timer);
  }

  subscribe(id: string, signal: AbortSignal): AsyncIterable<ModelJob> {
    const entry = this.#entry(id);
    let seen = 0;
    const read = () => {
      if (this.#closed) return 'end';
      if (seen === entry.version) return entry.job.state === 'RUNNING' ? 'wait' : 'end';
      seen = entry.version;
      return { item: entry.job };
    };
    return follow({ read, listen: (wake) => this.#changes.listen(id, wake) }, signal);
  }

  /** Stops every job and ends every subscription. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#changes.notifyAll();
    await Promise.all([...this.#entries.values()].map((entry) => this.#stop(entry)));
  }
}
