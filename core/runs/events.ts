import type { ErrorCode } from '../errors/catalogue.ts';
import type { StageUse } from '../memory/stage-use.ts';
import type { MemoryBytes } from '../plugin-api/memory-forecast.ts';
import type { MemoryBudget, MemoryPlan } from '../plugin-api/memory-strategy.ts';
import type { MemoryTimeline, ProcessPeak } from './measured-memory.ts';
import type { Rung } from './rung.ts';
import type { GenerationState, RunReason } from './spec.ts';

/** What a tensor looked like: answers "what was it?" without a debugger. */
export interface TensorDiagnostic {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly nanCount: number;
}

/** Stages in the order in which a run meets them; the last four repeat per window. */
export type StageName =
  | 'prepare'
  | 'encode-text'
  | 'encode-image'
  | 'encode-audio'
  | 'encode-latents'
  | 'denoise'
  | 'decode'
  | 'mux';

/** One stage that a run finished, with what it made. */
export interface StageRecord {
  readonly stage: StageName;
  /** Index of the window; null for a stage that runs once. */
  readonly window: number | null;
  /** Content address: SHA-256 over everything that the output depends on. */
  readonly key: string;
  readonly cached: boolean;
  readonly seconds: number;
  /** Peak resident bytes of server, worker and hosts together while the stage ran; null when it came from the cache. */
  readonly peakBytes: number | null;
  /** Peak of what the run used on the device; null when it came from the cache or is not measured. */
  readonly peakDeviceBytes: number | null;
  /** Peaks of the processes; empty when it came from the cache. */
  readonly processes: readonly ProcessPeak[];
  /** Size of the stored output. */
  readonly bytes: number;
  readonly tensors: readonly TensorDiagnostic[];
}

export interface LipSync {
  /** Correlation of measured mouth openness with the speech envelope, −1..1; null without speech or an opened mouth. */
  readonly correlation: number | null;
  /** Mean mouth darkness, 0..1; near 0 when the mouth stays closed. */
  readonly openness: number;
  /** Largest mouth darkness, 0..1. */
  readonly widest: number;
}

/** How good a window came out. */
export interface WindowQuality {
  /** Colour drift: mean CIEDE2000 difference of its new frames to the picture that the video started from. */
  readonly drift: number;
  /** Correlation of mouth openness with the speech in its new frames, −1..1; null when nothing is measured. */
  readonly lipSync: number | null;
  /** Frame difference at the seam to the window before, over that of the frames next to it; null in the first window. */
  readonly seam: number | null;
}

/** The finished video. */
export interface RunResult {
  /** Absolute path of the file as the worker left it. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mimeType: string;
  readonly extension: string;
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  readonly lipSync: LipSync | null;
}

/** What is known of memory that ran out. */
export interface MemoryShortage {
  readonly network: string | null;
  /** Bytes of the request that was refused, where the failure names them. */
  readonly requestedBytes: number | null;
  /** What was forecast for the stage, VRAM and RAM together. */
  readonly forecastBytes: number | null;
}

export interface RunFailure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field: string | null;
  /** What would be accepted, in words; failures stored by earlier versions have none. */
  readonly accepted?: string | null;
  readonly stage: StageName | null;
  /** Only with OUT_OF_MEMORY. */
  readonly outOfMemory: MemoryShortage | null;
}

/** The memory plan of a run, with the forecast that it was made from. */
export interface RunMemory {
  /** Id of the memory strategy. */
  readonly strategy: string;
  readonly plan: MemoryPlan;
  readonly budget: MemoryBudget;
  /** Of which the forecast is sure: held all the time by the server and the worker. */
  readonly base: MemoryBytes;
  readonly stages: readonly StageUse[];
  /** Length of a person's speech, silence after it included, in seconds; runs of earlier versions have none. */
  readonly speechSeconds?: number;
}

/** What a line of a run's log says. */
export interface LogWords {
  readonly message: string;
  /** The same by BCP 47 tag; lines of earlier versions have none. */
  readonly translations?: Readonly<Record<string, string>>;
}

/** What happens to a generation, as stored and as sent to subscribers. */
export type GenerationEvent =
  | { readonly type: 'StateChanged'; readonly state: GenerationState }
  | {
      readonly type: 'RunStarted';
      readonly run: string;
      readonly attempt: number;
      readonly reason: RunReason;
      /** What the run does otherwise than the generation asks for; null: nothing. */
      readonly rung: Rung | null;
    }
  | {
      readonly type: 'StageStarted';
      readonly run: string;
      readonly stage: StageName;
      readonly window: number | null;
      readonly windows: number | null;
    }
  | ({ readonly type: 'MemoryPlanned'; readonly run: string } & RunMemory)
  | ({ readonly type: 'StageFinished'; readonly run: string } & StageRecord)
  | {
      readonly type: 'StepProgress';
      readonly run: string;
      readonly window: number;
      readonly windows: number;
      /** 1-based. */
      readonly step: number;
      readonly steps: number;
      /** Without those in which weights were loaded. */
      readonly secondsPerStep: number;
      /** Estimate for the whole run. */
      readonly secondsLeft: number;
    }
  | {
      /** There is a new picture of what is being sampled; it is fetched by the generation, the latest wins. */
      readonly type: 'Preview';
      readonly run: string;
      readonly window: number;
      readonly windows: number;
      /** 1-based. */
      readonly step: number;
      readonly steps: number;
    }
  | ({
      readonly type: 'WindowFinished';
      readonly run: string;
      readonly window: number;
      readonly windows: number;
      readonly frames: number;
    } & Partial<WindowQuality>)
  | ({ readonly type: 'Log'; readonly run: string; readonly level: 'info' | 'warn' } & LogWords)
  /** Once at the end of a run, however it ends. */
  | { readonly type: 'MemoryMeasured'; readonly run: string; readonly timeline: MemoryTimeline }
  | ({ readonly type: 'RunFailed'; readonly run: string } & RunFailure)
  | {
      readonly type: 'RunFinished';
      readonly run: string;
      readonly seconds: number;
      readonly peakBytes: number;
      readonly frames: number;
    };

/** An event with its place in the generation's history. */
export interface StoredEvent {
  readonly generation: string;
  /** 1, 2, 3, ... without gaps within a generation. */
  readonly seq: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly event: GenerationEvent;
}
