import type { MemoryBudget } from '../plugin-api/memory-strategy.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import type { LoraSettings } from './lora-settings.ts';
import type { SamplingSettings } from './sampling-settings.ts';
import type { GenerationInputs } from './spec-inputs.ts';

/** INFINITETALK: portrait + voice (or silence) · I2V: picture + prompt. */
export type GenerationMode = 'INFINITETALK' | 'I2V';

/** A plugin chosen by id, with its options after its schema has filled in the defaults. */
export interface PluginChoice {
  readonly id: string;
  readonly version: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** How the weights of one network are held. */
export interface NetworkPrecision extends PluginChoice {
  readonly role: NetworkRole;
}

/** A memory strategy, and what is asked of whichever it is; null: the strategy decides. */
export interface MemoryChoice extends PluginChoice {
  readonly tiledVae: boolean | null;
  readonly forceOffload: boolean | null;
  readonly batchedCfg: boolean | null;
}

/**
 * What may follow when memory runs out. FAIL: nothing · SAME_PICTURE: runs that need less memory and give the same
 * picture · SMALLER: after those, runs that give a smaller or coarser one.
 */
export type OomPolicy = 'FAIL' | 'SAME_PICTURE' | 'SMALLER';

/** The policy of a request, a preset or an earlier version's generation that names none. */
export const DEFAULT_OOM_POLICY: OomPolicy = 'SAME_PICTURE';

/** What a request can set; a preset holds the same fields. */
export interface GenerationSettings extends SamplingSettings, LoraSettings {
  readonly width: number;
  readonly height: number;
  /** Frames of one window, 4n+1. */
  readonly frameWindowSize: number;
  /** Frames that a window takes over from the one before, 4n+1, fewer than `frameWindowSize`. */
  readonly motionFrames: number;
  /** Upper limit of the video's frames; null: as many as the audio needs (without audio: one window). */
  readonly maxFrames: number | null;
  /** Frames per second of the output; InfiniteTalk models are trained at 25. */
  readonly fps: number;
  readonly steps: number;
  /** Time shift of the sampler. */
  readonly shift: number;
  /** Text guidance scale. */
  readonly cfg: number;
  /** Audio guidance scale; ignored in I2V. */
  readonly audioCfg: number;
  readonly scheduler: PluginChoice;
  readonly guidance: PluginChoice;
  /** Spares forwards that would change little. */
  readonly stepCache: PluginChoice;
  readonly memory: MemoryChoice;
  /** The most that a run may use, besides the limits of the machine; null: no limit of its own. */
  readonly memoryBudget: MemoryBudget;
  readonly provider: PluginChoice;
  /** How the weights are held, where `networkPrecision` does not say otherwise. */
  readonly precision: PluginChoice;
  /** Networks with a precision of their own, each once, in the order of NETWORK_ROLES. */
  readonly networkPrecision: readonly NetworkPrecision[];
  readonly output: PluginChoice;
  readonly oomPolicy: OomPolicy;
  /** Name of the installed model set. */
  readonly model: string;
}

/** Everything that decides the result, fully resolved and frozen when the generation is accepted. */
export interface GenerationSpec extends GenerationSettings, GenerationInputs {
  readonly mode: GenerationMode;
  /** 0 .. 2^53 − 1. */
  readonly seed: number;
  /** Name of the preset that the settings started from. */
  readonly preset: string;
}

export type GenerationState = 'QUEUED' | 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';
/** INTERRUPTED: the process that carried the run died. */
export type RunState = 'RUNNING' | 'PAUSED' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'INTERRUPTED';
/** Why a run was started. */
export type RunReason = 'FIRST' | 'RETRY' | 'RESUME' | 'OUT_OF_MEMORY_STEP';
