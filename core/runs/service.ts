import type { ErrorCode } from '../errors/catalogue.ts';
import type { GenerationEvent, MemoryShortage, RunMemory, RunResult, StageRecord, StoredEvent } from './events.ts';
import type { LoraRequest } from './lora-settings.ts';
import type { MemoryTimeline } from './measured-memory.ts';
import type { NetworkPrecisionRequest } from './precision-settings.ts';
import type { Rung } from './rung.ts';
import type { SamplingRequest } from './sampling-settings.ts';
import type {
  GenerationMode,
  GenerationSettings,
  GenerationSpec,
  GenerationState,
  OomPolicy,
  RunReason,
  RunState,
} from './spec.ts';
import type { Box, MultiAudio, TimedPrompt } from './spec-inputs.ts';

/** One page of a list ordered newest first; cursors are ids. */
export interface PageRequest {
  readonly limit: number;
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  /** true: take the page from the end (Relay's `last`), oldest first. */
  readonly inverted?: boolean | undefined;
}

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Seeded presets come back when deleted on a later start; they cannot be deleted. */
  readonly builtIn: boolean;
  /** Counts up with each change. */
  readonly version: number;
  readonly settings: GenerationSettings;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export type AssetKind = 'IMAGE' | 'AUDIO' | 'VIDEO';

export interface Asset {
  readonly id: string;
  readonly kind: AssetKind;
  readonly mimeType: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly filename: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly seconds: number | null;
  readonly createdAt: number;
}

export interface Generation {
  readonly id: string;
  readonly state: GenerationState;
  readonly spec: GenerationSpec;
  readonly specHash: string;
  readonly idempotencyKey: string | null;
  /** Asset id of the finished video. */
  readonly outputAsset: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Run {
  readonly id: string;
  readonly generation: string;
  /** 1, 2, 3, ... within the generation. */
  readonly attempt: number;
  readonly reason: RunReason;
  readonly state: RunState;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly peakBytes: number | null;
  readonly peakDeviceBytes: number | null;
  /** null before the run has ended, and when its worker died. */
  readonly memoryTimeline: MemoryTimeline | null;
  readonly errorCode: ErrorCode | null;
  readonly errorMessage: string | null;
  /** The field of the request that is at fault, and what would be accepted, where that is known. */
  readonly errorField: string | null;
  readonly errorAccepted: string | null;
  /** What is known of memory that ran out; null with any other end. */
  readonly outOfMemory: MemoryShortage | null;
  /** What it does otherwise than the generation asks for; null: nothing. */
  readonly rung: Rung | null;
  /** Where the run after this one starts, when this one ran out of memory. */
  readonly nextRung: Rung | null;
  readonly result: Omit<RunResult, 'file'> | null;
  /** The memory plan that it was carried out with, and its forecast; null before it had one. */
  readonly memory: RunMemory | null;
}

/** A caller's request, before presets and defaults. Undefined: take the preset's. Null, where it is allowed: none. */
export interface StartInput extends SamplingRequest, LoraRequest {
  readonly mode: GenerationMode;
  readonly image?: string | undefined;
  readonly audio?: string | undefined;
  readonly video?: string | undefined;
  /** Voices with the places of their mouths. */
  readonly speakers?:
    | readonly {
        readonly audio: string;
        readonly box?: Box | undefined;
        readonly mask?: string | undefined;
      }[]
    | undefined;
  readonly multiAudio?: MultiAudio | undefined;
  /** A generation whose latents the windows start from. */
  readonly startLatents?: string | undefined;
  readonly prompts?: readonly TimedPrompt[] | undefined;
  readonly prompt?: string | undefined;
  readonly negativePrompt?: string | undefined;
  /** Preset name or id; default `demo`. */
  readonly preset?: string | undefined;
  /** Default: drawn at random when the request is accepted. */
  readonly seed?: number | undefined;
  readonly model?: string | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly frameWindowSize?: number | undefined;
  readonly motionFrames?: number | undefined;
  readonly maxFrames?: number | null | undefined;
  readonly fps?: number | undefined;
  readonly steps?: number | undefined;
  readonly shift?: number | undefined;
  readonly cfg?: number | undefined;
  readonly audioCfg?: number | undefined;
  readonly scheduler?: { readonly id: string; readonly options?: unknown } | undefined;
  readonly guidance?: { readonly id: string; readonly options?: unknown } | undefined;
  readonly stepCache?: { readonly id: string; readonly options?: unknown } | undefined;
  readonly memory?:
    | {
        readonly id?: string | undefined;
        readonly options?: unknown;
        readonly tiledVae?: boolean | null | undefined;
        readonly forceOffload?: boolean | null | undefined;
        readonly batchedCfg?: boolean | null | undefined;
      }
    | undefined;
  readonly memoryBudget?:
    | { readonly vramBytes?: number | null | undefined; readonly ramBytes?: number | null | undefined }
    | undefined;
  readonly provider?: { readonly id: string; readonly options?: unknown } | undefined;
  readonly precision?: { readonly id: string; readonly options?: unknown } | undefined;
  /** Precisions of single networks; the list takes the place of the preset's. */
  readonly networkPrecision?: readonly NetworkPrecisionRequest[] | undefined;
  readonly output?: { readonly id: string; readonly options?: unknown } | undefined;
  /** @default the preset's */
  readonly oomPolicy?: OomPolicy | undefined;
  /** Accepted only to be refused with OPTION_NOT_A_SAMPLER_ARGUMENT and where they belong. */
  readonly useTf32?: boolean | undefined;
  readonly forceContiguousTensors?: boolean | undefined;
}

export interface GenerationFilter {
  readonly states?: readonly GenerationState[] | undefined;
  readonly mode?: GenerationMode | undefined;
  readonly preset?: string | undefined;
  /** Id of a scheduler plugin. */
  readonly scheduler?: string | undefined;
  /** Part of the prompt or the negative prompt; upper and lower case are the same in ASCII. */
  readonly text?: string | undefined;
}

export interface QueueSnapshot {
  readonly running: readonly string[];
  readonly waiting: readonly string[];
}

/** Stages of a run as stored. */
export type StoredStage = StageRecord & { readonly run: string };

/** Where a generation's events are stored before anybody sees them. */
export interface EventStore {
  append(generation: string, event: GenerationEvent): StoredEvent;
  after(generation: string, seq: number, limit: number): StoredEvent[];
  /** Number of the last event, 0 for none. */
  last(generation: string): number;
}
