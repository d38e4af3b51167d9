import 'reflect-metadata/lite';
import { join, resolve } from 'node:path';
import type { Logger } from 'pino';
import { container, type DependencyContainer, type InjectionToken, instanceCachingFactory } from 'tsyringe';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { MemoryDetector } from '../../core/memory/memory-limits.ts';
import { FolderStore } from '../../core/pipeline/folder-store.ts';
import { PluginRegistry } from '../../core/plugin-host/registry.ts';
import type { QueueDriver } from '../../core/runs/queue.ts';
import { siblingProgram } from '../../core/runtime/child-program.ts';
import { makeFolder } from '../../core/runtime/make-folder.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import { AssetRepository } from '../../db/repositories/assets.ts';
import { EventRepository } from '../../db/repositories/events.ts';
import { GenerationRepository } from '../../db/repositories/generations.ts';
import { PluginDefaultRepository } from '../../db/repositories/plugin-defaults.ts';
import { PresetRepository } from '../../db/repositories/presets.ts';
import { RunHistory } from '../../db/repositories/run-history.ts';
import { RunRepository } from '../../db/repositories/runs.ts';
import { StageOutputRepository } from '../../db/repositories/stage-outputs.ts';
import { StorageUse } from '../../db/repositories/storage-use.ts';
import { SHIPPED_PRESETS } from '../../db/seed/presets.ts';
import { SqliteQueue } from '../../db/sqlite-queue.ts';
import { createRegistry } from '../builtin-plugins.ts';
import { lorasFolder, modelFolders } from '../model-folders.ts';
import { inputLimits, memoryLimits, PACKAGE_ROOT, type ServerConfig } from './config.ts';
import { AssetFiles } from './services/asset-files.ts';
import { Assets } from './services/asset-service.ts';
import { Devices } from './services/device-service.ts';
import { earlierLatents } from './services/earlier-latents.ts';
import { EventHub } from './services/event-hub.ts';
import { Generations } from './services/generation-service.ts';
import { type ImportParts, Imports } from './services/import-service.ts';
import { inputMedia } from './services/input-media.ts';
import { Memory } from './services/memory-service.ts';
import { MergedWeights } from './services/merged-weights.ts';
import { ModelJobs } from './services/model-jobs.ts';
import { Models } from './services/model-service.ts';
import { OutOfMemorySteps } from './services/out-of-memory-steps.ts';
import { Plugins } from './services/plugin-service.ts';
import { Presets } from './services/preset-service.ts';
import { Previews } from './services/previews.ts';
import { QueueWatch } from './services/queue-service.ts';
import { retentionRules } from './services/retention-rules.ts';
import { RunLedger } from './services/run-ledger.ts';
import type { Services } from './services/services.ts';
import { StorageCleaner } from './services/storage-cleaner.ts';
import { TokenCounter } from './services/token-counter.ts';
import { WorkerSupervisor } from './services/worker-supervisor.ts';

const CONFIG: InjectionToken<ServerConfig> = Symbol('ServerConfig');
const LOG: InjectionToken<Logger> = Symbol('Logger');
const DATABASE: InjectionToken<Database> = Symbol('Database');
const QUEUE: InjectionToken<QueueDriver> = Symbol('QueueDriver');
const WORKER_PROGRAM: InjectionToken<URL> = Symbol('worker program');

/** Makes one instance, when it is first asked for. */
function provide<Made>(parts: DependencyContainer, token: InjectionToken<Made>, make: () => Made): void {
  parts.register(token, { useFactory: instanceCachingFactory(make) });
}

function provideStorage(parts: DependencyContainer): void {
  const get = <Part>(token: InjectionToken<Part>): Part => parts.resolve(token);
  for (const Repository of [
    AssetRepository,
    EventRepository,
    GenerationRepository,
    PluginDefaultRepository,
    PresetRepository,
    RunHistory,
    RunRepository,
    StageOutputRepository,
  ]) {
    provide<object>(parts, Repository, () => new Repository(get(DATABASE)));
  }
  provide(parts, QUEUE, () => new SqliteQueue(get(DATABASE), get(CONFIG).GENESIS_MAX_QUEUE));
  provide(parts, QueueWatch, () => new QueueWatch(get(QUEUE), get(GenerationRepository)));
  provide(parts, EventHub, () => {
    const generations = get(GenerationRepository);
    return new EventHub(get(EventRepository), (id) => {
      const state = generations.find(id)?.state;
      return state !== 'QUEUED' && state !== 'RUNNING' && state !== 'PAUSED';
    });
  });
  provide(parts, RunLedger, () => {
    return new RunLedger({
      database: get(DATABASE),
      generations: get(GenerationRepository),
      runs: get(RunRepository),
      stageOutputs: get(StageOutputRepository),
      queue: get(QUEUE),
      hub: get(EventHub),
      watch: get(QueueWatch),
    });
  });
}

function provideServices(parts: DependencyContainer): void {
  const get = <Part>(token: InjectionToken<Part>): Part => parts.resolve(token);
  provide(parts, Presets, () => {
    const facts = (name: string) => get(Models).facts(name);
    const modelSet = (name: string) => get(Models).modelSet(name);
    return new Presets(get(PresetRepository), {
      registry: get(PluginRegistry),
      userDefault: (kind) => get(Plugins).userDefault(kind),
      facts,
      modelSet,
    });
  });
  provide(parts, Plugins, () => new Plugins(get(PluginRegistry), get(PluginDefaultRepository), get(LOG)));
  provide(parts, Assets, () => new Assets(get(AssetRepository), get(AssetFiles), inputLimits(get(CONFIG))));
  provide(parts, TokenCounter, () => new TokenCounter());
  provide(parts, Models, () => {
    const modelsDir = get(CONFIG).GENESIS_MODELS;
    const places = { modelsDir, folders: () => modelFolders(modelsDir), lorasDir: lorasFolder(modelsDir) };
    return new Models(places, get(PluginRegistry), get(TokenCounter));
  });
  provide(parts, ModelJobs, () => new ModelJobs(get(CONFIG), get(PluginRegistry), get(LOG)));
  provide(parts, WorkerSupervisor, () => {
    const config = get(CONFIG);
    const settings = {
      dataDir: resolve(config.GENESIS_DATA),
      plugins: config.GENESIS_PLUGINS,
      modelsDir: config.GENESIS_MODELS === undefined ? undefined : resolve(config.GENESIS_MODELS),
      threads: config.GENESIS_THREADS,
      hostMemoryLimit: config.GENESIS_HOST_MEMORY_LIMIT,
      limits: inputLimits(config),
      memory: memoryLimits(config),
      minFreeDisk: config.GENESIS_MIN_FREE_DISK,
      checkpointSeconds: config.GENESIS_CHECKPOINT_SECONDS,
      cache: config.GENESIS_CACHE === 'on',
    };
    const program = get(WORKER_PROGRAM);
    const memory = new OutOfMemorySteps(get(RunRepository), (spec) => get(Models).ladder(spec));
    return new WorkerSupervisor({
      program,
      settings,
      ledger: get(RunLedger),
      assets: get(Assets),
      previews: get(Previews),
      memory,
      log: get(LOG),
      corrections: (spec) => get(Memory).corrections(spec),
    });
  });
  provide(parts, MemoryDetector, () => new MemoryDetector(process.pid));
  const imports = (): ImportParts => ({
    presets: get(Presets),
    loraLookup: (model) => get(Models).loraLookup(model),
    pathOf: (asset) => get(Assets).path(asset),
    bySha256: (sha256) => get(AssetRepository).findBySha256(sha256) ?? null,
    madeHere: (asset) => get(GenerationRepository).findByOutput(asset.id) ?? null,
  });
  provide(parts, Imports, () => new Imports(imports()));
  provide(parts, Previews, () => new Previews());
  provide(parts, Devices, () => {
    const config = get(CONFIG);
    const limits = memoryLimits(config);
    const detector = get(MemoryDetector);
    return new Devices({ supervisor: get(WorkerSupervisor), threads: config.GENESIS_THREADS, detector, limits });
  });
  provide(parts, Memory, () => {
    return new Memory({
      registry: get(PluginRegistry),
      detector: get(MemoryDetector),
      limits: memoryLimits(get(CONFIG)),
      history: get(RunHistory),
      presets: get(Presets),
      userDefault: (kind) => get(Plugins).userDefault(kind),
      asset: (id) => get(AssetRepository).find(id) ?? null,
      modelSet: (name) => get(Models).modelSet(name),
    });
  });
  provide(parts, StorageCleaner, () => {
    const data = resolve(get(CONFIG).GENESIS_DATA);
    const rules = retentionRules(get(CONFIG));
    const use = new StorageUse(get(DATABASE));
    const registry = get(PluginRegistry);
    const modelSet = (name: string) => get(Models).modelSet(name);
    const merged = new MergedWeights({ use, dir: join(data, 'weights'), registry, modelSet, rules });
    const files = get(AssetFiles);
    return new StorageCleaner({ use, files, cache: join(data, 'cache'), merged, rules, log: get(LOG) });
  });
  provide(parts, Generations, () => {
    const isStored = (key: string) => FolderStore.has(join(resolve(get(CONFIG).GENESIS_DATA), 'cache'), key);
    return new Generations({
      generations: get(GenerationRepository),
      runs: get(RunRepository),
      stageOutputs: get(StageOutputRepository),
      events: get(EventRepository),
      hub: get(EventHub),
      ledger: get(RunLedger),
      supervisor: get(WorkerSupervisor),
      resolving: {
        registry: get(PluginRegistry),
        preset: (idOrName) => get(Presets).find(idOrName),
        userDefault: (kind) => get(Plugins).userDefault(kind),
        asset: (id) => get(AssetRepository).find(id) ?? null,
        latents: (generation) => earlierLatents(get(RunRepository), get(StageOutputRepository), isStored, generation),
        model: (name) => get(Models).facts(name),
        ...inputMedia(get(Assets), inputLimits(get(CONFIG))),
        checkNetworks: (spec) => get(Memory).check(spec),
      },
    });
  });
}

/** Puts right what the last end left behind, fills the database with what is shipped, and starts the worker. */
function begin(parts: DependencyContainer): void {
  parts.resolve(PresetRepository).seed(SHIPPED_PRESETS);
  const interrupted = parts.resolve(RunLedger).recover();
  if (interrupted > 0) parts.resolve(LOG).info({ interrupted }, 'runs of the last process are taken up again');
  parts.resolve(WorkerSupervisor).start();
  parts.resolve(StorageCleaner).start(parts.resolve(CONFIG).GENESIS_CLEAN_HOURS);
}

/** Opens something in the data folder. @throws GenesisError INPUT_INVALID when the folder does not allow it */
async function usingFolder<Opened>(folder: string, open: () => Opened | Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (cause) {
    if (cause instanceof GenesisError) throw cause;
    throw new GenesisError('INPUT_INVALID', `the data folder ${folder} cannot be used: ${(cause as Error).message}`, {
      field: 'GENESIS_DATA',
      accepted: 'a folder that may be written to, empty or made by this server',
      cause,
    });
  }
}

/**
 * Makes every service: the one place that knows them all.
 * @param workerProgram program that the supervisor forks
 * @throws GenesisError INPUT_INVALID for a folder that cannot be used, PLUGIN_NOT_FOUND, PLUGIN_INVALID
 */
export async function createServices(
  config: ServerConfig,
  log: Logger,
  workerProgram: URL = siblingProgram(import.meta.url, '../worker/main'),
): Promise<Services> {
  const folder = resolve(config.GENESIS_DATA);
  const unlock = await usingFolder(folder, async () => {
    // With the folder of the workers, whose end it would be if it were none.
    await makeFolder(join(folder, 'cache'));
    return lockFolder(folder);
  });
  const parts = container.createChildContainer();
  let database: Database | undefined;
  try {
    const limits = { maxBytes: config.GENESIS_MAX_UPLOAD, minFree: config.GENESIS_MIN_FREE_DISK };
    parts.registerInstance(CONFIG, config);
    parts.registerInstance(LOG, log);
    parts.registerInstance(WORKER_PROGRAM, workerProgram);
    // A models folder that cannot be read is better refused now than at the first request.
    modelFolders(config.GENESIS_MODELS);
    parts.registerInstance(PluginRegistry, await createRegistry(config.GENESIS_PLUGINS, process.cwd()));
    const files = new AssetFiles(join(folder, 'assets'), limits);
    await usingFolder(folder, () => files.open());
    parts.registerInstance(AssetFiles, files);
    database = await usingFolder(folder, () =>
      openDatabase(join(folder, 'genesis.sqlite'), join(PACKAGE_ROOT, 'db', 'migrations')),
    );
    parts.registerInstance(DATABASE, database);
    provideStorage(parts);
    provideServices(parts);
    begin(parts);
  } catch (error) {
    database?.close();
    unlock();
    throw error;
  }
  const close = async () => {
    parts.resolve(EventHub).close();
    parts.resolve(QueueWatch).close();
    await parts.resolve(WorkerSupervisor).stop();
    await parts.resolve(StorageCleaner).stop();
    await parts.resolve(TokenCounter).close();
    await parts.resolve(ModelJobs).close();
    database.close();
    unlock();
  };
  let closing: Promise<void> | undefined;
  return {
    presets: parts.resolve(Presets),
    assets: parts.resolve(Assets),
    generations: parts.resolve(Generations),
    queue: parts.resolve(QueueWatch),
    plugins: parts.resolve(Plugins),
    models: parts.resolve(Models),
    modelJobs: parts.resolve(ModelJobs),
    devices: parts.resolve(Devices),
    previews: parts.resolve(Previews),
    imports: parts.resolve(Imports),
    memory: parts.resolve(Memory),
    storage: parts.resolve(StorageCleaner),
    close: () => (closing ??= close()),
  };
}
