import type { ErrorCode } from '../../../core/errors/catalogue.ts';
import type { GenesisError } from '../../../core/errors/genesis-error.ts';
import type { WorkflowImport } from '../../../core/import/comfy-workflow/report.ts';
import type { CheckedCheckpoint } from '../../../core/models/check-checkpoint.ts';
import type { DescribedLora } from '../../../core/models/describe-loras.ts';
import type { QuantizationChoice } from '../../../core/models/open-quantization.ts';
import type {
  MemoryBudget,
  NetworkFacts,
  NetworkRole,
  PluginKind,
  Unavailability,
} from '../../../core/plugin-api/index.ts';
import type { RegisteredContribution } from '../../../core/plugin-host/registry.ts';
import type { StoredEvent } from '../../../core/runs/events.ts';
import type { MemoryReport } from '../../../core/runs/memory-report.ts';
import type { RerunChanges } from '../../../core/runs/rerun.ts';
import type { SettingsRequest } from '../../../core/runs/resolve-settings.ts';
import type {
  Asset,
  Generation,
  GenerationFilter,
  PageRequest,
  Preset,
  QueueSnapshot,
  Run,
  StartInput,
  StoredStage,
} from '../../../core/runs/service.ts';
import type { GenerationSpec, PluginChoice } from '../../../core/runs/spec.ts';
import type { Box } from '../../../core/runs/spec-inputs.ts';
import type { CleanReport } from './storage-cleaner.ts';

/** The settings of a request, before defaults: what `start` takes and what a preset is made of. */
export type SettingsInput = SettingsRequest;

export interface PresetChange {
  readonly name?: string | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  /** Only what changes; plugin choices by id, their options checked and completed by the service. */
  readonly settings?: SettingsInput | undefined;
}

export interface PresetService {
  list(page: PageRequest): Preset[];
  /** By id or name. @throws PRESET_NOT_FOUND with `field` (default `preset`) as the caller's that is at fault */
  find(idOrName: string, field?: string): Preset;
  /** Settings left out come from the preset `basedOn` (default `demo`). */
  create(input: PresetChange & { readonly name: string; readonly basedOn?: string | undefined }): Preset;
  /** @throws PRESET_CONFLICT when `expectedVersion` is not the stored one, or the name is taken */
  update(id: string, change: PresetChange, expectedVersion?: number): Preset;
  delete(id: string): Preset;
  /** What a generation with its settings would be refused for here and now. */
  problems(preset: Preset): Promise<GenesisError[]>;
}

export interface AssetService {
  /** Stores, hashes and probes a file while it streams in; the same content gives the same asset. */
  ingest(
    content: AsyncIterable<Uint8Array>,
    options: { readonly filename?: string | undefined; readonly expectedSha256?: string | undefined },
  ): Promise<Asset>;
  find(id: string): Asset;
  findMany(ids: readonly string[]): (Asset | null)[];
  /** Absolute path of the stored file. @throws ASSET_NOT_FOUND when it is gone */
  path(asset: Asset): string;
  /** Absolute path of a small WebP picture of it, made when first asked for. @throws ASSET_KIND for audio */
  thumbnail(asset: Asset): Promise<string>;
}

export interface GenerationService {
  /** Validates, resolves, stores as QUEUED. The same idempotency key and input give the same generation. */
  start(input: StartInput, idempotencyKey?: string): Promise<Generation>;
  /** Starts a generation anew with its resolved settings and changes to them. */
  rerun(id: string, changes: RerunChanges, idempotencyKey?: string): Promise<Generation>;
  find(id: string): Generation;
  list(filter: GenerationFilter, page: PageRequest): Generation[];
  cancel(id: string): Promise<Generation>;
  /** Stops it so that `resume` goes on from where it was. */
  pause(id: string): Promise<Generation>;
  resume(id: string): Promise<Generation>;
  retry(id: string): Promise<Generation>;
  delete(id: string): Promise<Generation>;
  runs(generation: string): Run[];
  findRun(id: string): Run;
  stages(run: string): StoredStage[];
  events(generation: string, after: number, limit: number): StoredEvent[];
  /** Number of the last stored event, 0 for none. */
  lastEvent(generation: string): number;
  /** Stored events after `after`, then live ones, without gap or repeat, until the generation ends or the signal fires. */
  subscribe(generation: string, after: number, signal: AbortSignal): AsyncIterable<StoredEvent>;
}

export interface QueueService {
  snapshot(): QueueSnapshot;
  /** The snapshot now, then one after each change; the latest wins for a slow reader. */
  subscribe(signal: AbortSignal): AsyncIterable<QueueSnapshot>;
}

export interface PluginStatus extends RegisteredContribution {
  readonly isDefault: boolean;
  /** What it is used with where the user has made it the default of its kind; null where that is none of the user's. */
  readonly defaultOptions: Readonly<Record<string, unknown>> | null;
  /** null when it can run here, else why not. */
  readonly unavailable: Unavailability | null;
}

export interface PluginService {
  list(kind?: PluginKind): Promise<PluginStatus[]>;
  /** The default choice of a kind: the user's, else the built-in one; null when a kind has no default (networks). */
  default(kind: PluginKind): PluginChoice | null;
  setDefault(kind: PluginKind, id: string, options: unknown): Promise<PluginStatus>;
  /** Takes the user's default of a kind back. @returns what is its default now */
  clearDefault(kind: PluginKind): Promise<PluginStatus>;
}

export interface InstalledNetwork {
  readonly role: NetworkRole;
  readonly plugin: string;
  readonly file: string;
  readonly bytes: number;
  readonly hash: string;
  readonly facts: NetworkFacts;
}

export interface InstalledModel {
  readonly name: string;
  readonly networks: readonly InstalledNetwork[];
  /** Modes that this set can carry out. */
  readonly modes: readonly ('INFINITETALK' | 'I2V')[];
  /** null when usable, else what is wrong with it. */
  readonly problem: string | null;
  readonly problemCode: ErrorCode | null;
}

/** A checkpoint of a model folder; its path is relative to that folder. */
export type ModelFile = CheckedCheckpoint;

/** What a folder holds, and what that can do together. */
export interface ModelScan {
  readonly dir: string;
  readonly modes: InstalledModel['modes'];
  /** Roles that every mode needs and the folder lacks. */
  readonly lacks: readonly string[];
  readonly files: readonly ModelFile[];
}

export interface ModelService {
  list(): Promise<InstalledModel[]>;
  /** Every checkpoint of an installed set, looked at closely; none when the set cannot be read. */
  files(name: string): Promise<ModelFile[]>;
  /** The LoRAs of an installed set, fitted to its DiT; none when the set cannot be read. */
  loras(name: string): Promise<DescribedLora[]>;
  /** @param dir a folder in the models folder, relative to it. @throws INPUT_INVALID for any other */
  scan(dir: string): Promise<ModelScan>;
}

/** Work on model files that takes minutes. Jobs live in memory; what they did is found again when asked for anew. */
export interface ModelJob {
  readonly id: string;
  readonly kind: 'QUANTIZE' | 'PULL';
  /** Name of the model set, or of the set of files that is pulled. */
  readonly model: string;
  readonly state: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
  /** What is being worked on. */
  readonly step: string;
  readonly bytesDone: number;
  /** 0 while it is not known. */
  readonly bytesTotal: number;
  readonly secondsLeft: number | null;
  readonly failure: { readonly code: ErrorCode; readonly message: string } | null;
}

export interface ModelJobService {
  /** Asked for again while it runs, gives the same job. @throws MODEL_NOT_FOUND, PLUGIN_OPTIONS_INVALID, QUEUE_FULL */
  quantize(name: string, choice: QuantizationChoice): ModelJob;
  /** @throws MODEL_NOT_FOUND, INPUT_INVALID, QUEUE_FULL */
  pull(preset: string): ModelJob;
  /** Those that run and the last ones that have ended, the newest first. */
  list(): ModelJob[];
  /** @throws JOB_NOT_FOUND */
  find(id: string): ModelJob;
  /** Resolves once the work has stopped. @throws JOB_NOT_FOUND */
  cancel(id: string): Promise<ModelJob>;
  /** The job now, then after each change, until it has ended; the latest wins for a slow reader. */
  subscribe(id: string, signal: AbortSignal): AsyncIterable<ModelJob>;
}

export interface MemoryService {
  /** What a run of the request would need, from headers and shapes alone. @throws what `start` throws for settings and model */
  forecast(input: StartInput): Promise<MemoryReport>;
  /** What a run may use now. */
  budget(): Promise<MemoryBudget>;
}

export interface Device {
  readonly id: string;
  readonly provider: string;
  readonly title: string;
  readonly threads: number;
  readonly memoryBytes: number | null;
  /** null where it is not known. */
  readonly freeBytes: number | null;
  /** What a run may use of it now: the configured limit, else what is free; null where it is not known. */
  readonly budgetBytes: number | null;
  readonly worker: 'STARTING' | 'IDLE' | 'BUSY' | 'STOPPED';
  /** Generation that it is working on. */
  readonly generation: string | null;
}

/** What a video made here carries; inputs are those of the same content, where they are here. */
/** What a video was made with. Files that are not here are null. */
export interface VideoSettings {
  readonly spec: GenerationSpec;
  /** The generation that made it; null when it is not in the history. */
  readonly generation: Generation | null;
  readonly image: Asset | null;
  readonly video: Asset | null;
  readonly audio: Asset | null;
  readonly speakers: readonly { readonly audio: Asset | null; readonly box: Box | null; readonly mask: Asset | null }[];
  /** Fields of the request that the video was made from and that cannot be had here: `speakers.1.audio`. */
  readonly missing: readonly string[];
}

export interface ImportService {
  /**
   * LoRAs are looked up among those of the model set of `basedOn`.
   * @param name of the preset to make; undefined: none
   * @throws WORKFLOW_INVALID, PRESET_NOT_FOUND, PRESET_CONFLICT, or what is wrong with the settings
   */
  workflow(
    json: unknown,
    name: string | undefined,
    basedOn: string | undefined,
  ): Promise<WorkflowImport & { readonly preset: Preset | null }>;
  /** @throws ASSET_UNREADABLE when the file carries no settings */
  fromVideo(video: Asset): Promise<VideoSettings>;
}

export interface PreviewService {
  /** The latest picture of what is being sampled, a WebP file. @throws ASSET_NOT_FOUND when there is none */
  find(generation: string): Buffer;
}

export interface DeviceService {
  list(): Promise<Device[]>;
}

/** Everything that the API layer may call. */
export interface StorageService {
  /** Removes what the retention rules give up. */
  clean(): Promise<CleanReport>;
}

export interface Services {
  readonly presets: PresetService;
  readonly assets: AssetService;
  readonly generations: GenerationService;
  readonly queue: QueueService;
  readonly plugins: PluginService;
  readonly models: ModelService;
  readonly modelJobs: ModelJobService;
  readonly devices: DeviceService;
  readonly previews: PreviewService;
  readonly imports: ImportService;
  readonly memory: MemoryService;
  readonly storage: StorageService;
  /** Stops workers, closes the database; running generations are found again at the next start. */
  close(): Promise<void>;
}
