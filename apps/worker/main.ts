/** The worker program: drives one device. Talks to the server over IPC and ends with it. */
import { join } from 'node:path';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { MemoryDetector } from '../../core/memory/memory-limits.ts';
import { NetworkPool } from '../../core/memory/network-pool.ts';
import { FolderPartials } from '../../core/pipeline/folder-partials.ts';
import { FolderStore } from '../../core/pipeline/folder-store.ts';
import { runGeneration } from '../../core/pipeline/run-generation.ts';
import type { RunFailure } from '../../core/runs/events.ts';
import { runFailure } from '../../core/runs/run-failure.ts';
import type { RunOrder, ServerToWorker, WorkerSettings, WorkerToServer } from '../../core/runs/worker-protocol.ts';
import { BufferCollector } from '../../core/runtime/buffer-collector.ts';
import { MemorySampler } from '../../core/runtime/memory-sampler.ts';
import { createRegistry } from '../builtin-plugins.ts';
import { lorasFolder, modelFolders } from '../model-folders.ts';

const settings = JSON.parse(process.env.GENESIS_WORKER ?? '{}') as WorkerSettings;
const registry = await createRegistry(settings.plugins, process.cwd());
const cacheDir = join(settings.dataDir, 'cache');
// A run may use what the server's processes hold already.
const detector = new MemoryDetector(process.ppid);
const store = new FolderStore(cacheDir);
// A folder that takes no changes must not keep the worker from starting: its runs fail and say why.
await store.cleanAfterOthers().catch((error: unknown) => console.error(error));
const pool = new NetworkPool(settings.hostMemoryLimit);
const sampler = new MemorySampler(() => [
  { role: 'server', pid: process.ppid },
  { role: 'worker', pid: process.pid },
  ...pool.processes(),
]);
const collector = new BufferCollector();
/** The end of the hosts that were there when a run was cancelled or paused. */
let ending: Promise<void> = Promise.resolve();
let active: { readonly run: string; readonly abort: AbortController; pausing: boolean } | null = null;

function send(message: WorkerToServer): void {
  if (process.connected) process.send!(message);
}

/** Carries a run out. Its outcome is for the caller to send: the server answers it with the next run. */
async function carryOut(order: RunOrder): Promise<WorkerToServer> {
  const abort = new AbortController();
  const current = { run: order.run, abort, pausing: false };
  active = current;
  const partials = new FolderPartials(cacheDir, order.generation);
  let stage: RunFailure['stage'] = null;
  sampler.start(order.spec.provider.id !== 'cpu');
  collector.start();
  try {
    const result = await runGeneration(order, {
      registry,
      // Sets may have been added since the worker started.
      models: modelFolders(settings.modelsDir),
      lorasDir: lorasFolder(settings.modelsDir),
      pool,
      store,
      dataDir: settings.dataDir,
      minFreeDisk: settings.minFreeDisk,
      partials,
      checkpointSeconds: settings.checkpointSeconds,
      weightsDir: join(settings.dataDir, 'weights'),
      sampler,
      threads: settings.threads,
      limits: settings.limits,
      memory: settings.memory,
      detector,
      cache: settings.cache,
      signal: abort.signal,
      showPreview: (image) => send({ type: 'preview', run: order.run, image: Buffer.from(image).toString('base64') }),
      emit: (event) => {
        if (event.type === 'StageStarted') stage = event.stage;
        send({ type: 'event', run: order.run, event: { ...event, run: order.run } });
      },
    });
    await partials.removeAll();
    return { type: 'succeeded', run: order.run, result };
  } catch (error) {
    if (abort.signal.aborted) {
      // Hosts that were being started as the signal fired end as well, and those that were started meanwhile.
      await ending;
      await pool.endAll();
      return { type: current.pausing ? 'paused' : 'cancelled', run: order.run };
    }
    if (!(error instanceof GenesisError)) console.error(error);
    const failure = runFailure(error, stage);
    // What the hosts hold would be in the way of the run on the next rung.
    if (failure.code === 'OUT_OF_MEMORY') await pool.endAll();
    return { type: 'failed', run: order.run, failure };
  } finally {
    active = null;
    collector.stop();
    send({
      type: 'event',
      run: order.run,
      event: { type: 'MemoryMeasured', run: order.run, timeline: sampler.stop() },
    });
    // Scratch files that cannot be removed must not decide how the run ended.
    await store.clean().catch((error: unknown) => console.error(error));
  }
}

async function shutdown(): Promise<void> {
  await pool.endAll();
  await store.clean();
  process.exit(0);
}

process.on('message', (message: ServerToWorker) => {
  if (message.type === 'run') void carryOut(message.order).then(send);
  else if (message.type === 'shutdown') void shutdown();
  else if (active?.run === message.run) {
    active.pausing = message.type === 'pause';
    active.abort.abort();
    // Ending the hosts stops a forward pass in its middle; their callers fail and find the signal fired.
    ending = pool.endAll();
  }
});
process.on('disconnect', () => void shutdown());
// The terminal sends Ctrl-C to the whole group; the server decides what happens then.
process.on('SIGINT', () => {});
send({ type: 'ready' });
