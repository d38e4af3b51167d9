import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';
import type { MemoryBudget } from '../plugin-api/memory-strategy.ts';
import type { GenerationEvent, RunFailure, RunResult } from './events.ts';
import type { GenerationSpec } from './spec.ts';

/** One run handed to a worker. Input files are given by path, since the worker knows no database. */
export interface RunOrder {
  readonly generation: string;
  readonly run: string;
  /** What to carry out. */
  readonly spec: GenerationSpec;
  /** What the video says of itself. */
  readonly videoSpec: GenerationSpec;
  /** Absolute paths of the input assets by asset id. */
  readonly files: Readonly<Record<string, string>>;
  /** Seconds of each voice, in the order of the speakers. */
  readonly voiceSeconds: readonly number[];
  /** What earlier runs measured over what was forecast, by stage; see StageForecast.correction. */
  readonly corrections: Readonly<Record<string, MemoryBytes>>;
}

/** Most that an input file may decode to. */
export interface InputLimits {
  readonly maxPixels: number;
  readonly maxAudioSeconds: number;
}

/** Sent with the fork, as JSON in the environment variable GENESIS_WORKER. */
export interface WorkerSettings {
  /** Root of the data folder; the stage cache lies in `cache/` below it. */
  readonly dataDir: string;
  /** Third-party plugins: package names or file paths. */
  readonly plugins: readonly string[];
  /** Folder of the installed model sets, besides the embedded demo. */
  readonly modelsDir: string | undefined;
  /** Threads of a network host. */
  readonly threads: number;
  /** Most bytes of memory of a network host, mapped weights aside. */
  readonly hostMemoryLimit?: number | undefined;
  readonly limits: InputLimits;
  /** Configured limits of memory; null: what is free. */
  readonly memory: MemoryBudget;
  /** Least time between two states of a sampler that are stored, in seconds. */
  readonly checkpointSeconds: number;
  /** Bytes that must stay free on the disk of the data folder. */
  readonly minFreeDisk: number;
  /** false: stage outputs are neither read from nor found in the cache of earlier runs. */
  readonly cache: boolean;
}

export type ServerToWorker =
  | { readonly type: 'run'; readonly order: RunOrder }
  | { readonly type: 'cancel'; readonly run: string }
  /** Like a cancel, but what is unfinished is kept to go on from. */
  | { readonly type: 'pause'; readonly run: string }
  | { readonly type: 'shutdown' };

export type WorkerToServer =
  | { readonly type: 'ready' }
  | { readonly type: 'event'; readonly run: string; readonly event: GenerationEvent }
  /** A WebP file in base64. */
  | { readonly type: 'preview'; readonly run: string; readonly image: string }
  | { readonly type: 'succeeded'; readonly run: string; readonly result: RunResult }
  | { readonly type: 'failed'; readonly run: string; readonly failure: RunFailure }
  | { readonly type: 'cancelled'; readonly run: string }
  | { readonly type: 'paused'; readonly run: string };
