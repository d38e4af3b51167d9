/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type AssetKind =
  | 'AUDIO'
  | 'IMAGE'
  | 'VIDEO';

/** A rectangle in pixels of the source picture, from its top left corner. */
export type BoxInput = {
  height: number;
  width: number;
  x: number;
  y: number;
};

export type ColorCorrectionInput = {
  method?: ColorMethod | null | undefined;
  /** 0 (leave as it is) to 1. */
  strength?: number | null | undefined;
};

export type ColorMethod =
  /** Mean and deviation of CIE Lab, as InfiniteTalk has it. */
  | 'LAB'
  /** Mean and covariance of RGB (Monge-Kantorovich). */
  | 'MKL'
  | 'NONE';

export type CreatePresetInput = {
  /** Name of the preset that gives what `settings` leaves out; default `demo`. */
  basedOn?: string | null | undefined;
  description?: string | null | undefined;
  name: string;
  settings?: PresetSettingsInput | null | undefined;
  title?: string | null | undefined;
};

/** Stable codes of expected failures. */
export type ErrorCode =
  /** The asset is of another kind than the field takes. */
  | 'ASSET_KIND'
  /** No asset has this id, or its file is gone. */
  | 'ASSET_NOT_FOUND'
  /** The file, or what it decodes to, is over the limit. */
  | 'ASSET_TOO_LARGE'
  /** The file cannot be decoded as what it should be. */
  | 'ASSET_UNREADABLE'
  /** The generation was cancelled. */
  | 'CANCELLED'
  /** A checkpoint file is truncated, malformed or hostile. */
  | 'CHECKPOINT_INVALID'
  /** A checkpoint lacks a tensor that its network needs. */
  | 'CHECKPOINT_TENSOR_MISSING'
  /** The checkpoint is of a network or dtype that is not supported. */
  | 'CHECKPOINT_UNSUPPORTED'
  /** A disk has less free space than must stay free after what is to be written. */
  | 'DISK_FULL'
  /** A file from the model hub has another size or checksum than the hub states; it was removed. */
  | 'DOWNLOAD_CORRUPT'
  /** A file could not be fetched from the model hub; what has arrived is kept for the next attempt. */
  | 'DOWNLOAD_FAILED'
  /** The Host or Origin header, or a missing header, marks the request as one of a foreign web page. */
  | 'FORBIDDEN'
  /** A window must have 4n+1 frames, and motion frames must be fewer than the window. */
  | 'FRAMES_INVALID'
  /** No generation has this id. */
  | 'GENERATION_NOT_FOUND'
  /** The generation is not in a state that allows this. */
  | 'GENERATION_STATE'
  /** A network host process ended unexpectedly. */
  | 'HOST_DIED'
  /** The idempotency key was used before with another input. */
  | 'IDEMPOTENCY_CONFLICT'
  /** A field of the request is out of range or malformed. */
  | 'INPUT_INVALID'
  /** An unexpected error; the server log has its cause. */
  | 'INTERNAL'
  /** No model job has this id; jobs are forgotten when the server ends. */
  | 'JOB_NOT_FOUND'
  /** No LoRA of this name, or more than one, is installed for the model set. */
  | 'LORA_NOT_FOUND'
  /** No plan of the memory strategy fits the budget. */
  | 'MEMORY_PLAN_IMPOSSIBLE'
  /** No model set has this name, or a network that the mode needs is missing from it. */
  | 'MODEL_NOT_FOUND'
  /** A stage produced NaN or infinity. */
  | 'NON_FINITE_TENSOR'
  /** The argument is a property of an execution provider, not of a sampler. */
  | 'OPTION_NOT_A_SAMPLER_ARGUMENT'
  /** Memory ran out: of the machine, of a device, or under a limit. The run says in which stage. */
  | 'OUT_OF_MEMORY'
  /** A plugin file or package does not keep the plugin contract. */
  | 'PLUGIN_INVALID'
  /** No loaded plugin offers this id. */
  | 'PLUGIN_NOT_FOUND'
  /** An option does not fit the plugin's schema. */
  | 'PLUGIN_OPTIONS_INVALID'
  /** The plugin is installed but cannot run on this machine. */
  | 'PLUGIN_UNAVAILABLE'
  /** A weight leaves the range of the precision that was asked for; the result would be garbage. */
  | 'PRECISION_SATURATED'
  /** A preset with this name exists already, or it was changed in between. */
  | 'PRESET_CONFLICT'
  /** No preset has this name or id. */
  | 'PRESET_NOT_FOUND'
  /** The prompt has more tokens than the model's text length keeps. */
  | 'PROMPT_TOO_LONG'
  /** The GraphQL operation is deeper or costs more than the server allows. */
  | 'QUERY_TOO_COMPLEX'
  /** The queue has reached its configured length. */
  | 'QUEUE_FULL'
  /** Width and height must be multiples of 16 within the limits. */
  | 'SIZE_INVALID'
  /** A stage ended with an error. */
  | 'STAGE_FAILED'
  /** A file or the database of the data folder cannot be read or written. */
  | 'STORAGE_FAILED'
  /** The server is reached from another host and the request carries no valid API key. */
  | 'UNAUTHORIZED'
  /** The worker process ended unexpectedly. */
  | 'WORKER_DIED'
  /** The file is not a ComfyUI workflow with nodes that can be imported, or it is over the limits. */
  | 'WORKFLOW_INVALID';

/** A generation, from an event on. */
export type FollowedGeneration = {
  /** Number of the last event already known; 0 for none. */
  after?: number | null | undefined;
  id: string | number;
};

export type GenerationFilter = {
  mode?: GenerationMode | null | undefined;
  /** Name of a preset. */
  preset?: string | null | undefined;
  /** Id of a scheduler plugin. */
  scheduler?: string | null | undefined;
  states?: Array<GenerationState> | null | undefined;
  /** Part of the prompt or the negative prompt, without regard to case. */
  text?: string | null | undefined;
};

export type GenerationMode =
  /** A picture and a prompt become a moving picture. */
  | 'I2V'
  /** A portrait and a voice (or silence) become a talking video. */
  | 'INFINITETALK';

export type GenerationState =
  | 'CANCELLED'
  | 'FAILED'
  | 'PAUSED'
  | 'QUEUED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type ImportOutcome =
  /** Means the same in other terms, or is the nearest that there is. */
  | 'CONVERTED'
  /** Taken as it is. */
  | 'MAPPED'
  /** There is nothing like it here. */
  | 'NO_COUNTERPART';

export type LogLevel =
  | 'INFO'
  | 'WARN';

export type LoraBlocksInput = {
  /** From 0. */
  first: number;
  /** Included. */
  last: number;
  strength: number;
};

export type LoraChoiceInput = {
  /** Strengths of their own for ranges of blocks; of two ranges with the same block the later wins. */
  blocks?: Array<LoraBlocksInput> | null | undefined;
  /** Added to the weights once, in the cache of converted weights, instead of beside them at run time. Left out: false. */
  merge?: boolean | null | undefined;
  /** Of the LoRA's file: its name, or its path in the folder, with or without extension. */
  name: string;
  /** How strongly it is applied: 0 is not at all, negative is away from what it was trained for. Left out: 1. */
  strength?: number | null | undefined;
};

/** What a run may use; null: no limit. */
export type MemoryBudgetInput = {
  ramBytes?: number | null | undefined;
  vramBytes?: number | null | undefined;
};

export type MemoryChoiceInput = {
  /** All predictions of a step in one pass. Null: the strategy decides. */
  batchedCfg?: boolean | null | undefined;
  /** Unload each network after its stage. Null: the strategy decides. */
  forceOffload?: boolean | null | undefined;
  id?: string | null | undefined;
  options?: unknown;
  /** Decode and encode in tiles. Null: the strategy decides. */
  tiledVae?: boolean | null | undefined;
};

export type ModelFileKind =
  | 'INFINITETALK_PATCH'
  | 'LORA'
  | 'NETWORK'
  | 'UNUSABLE';

export type ModelJobKind =
  | 'PULL'
  | 'QUANTIZE';

export type ModelJobState =
  | 'CANCELLED'
  | 'FAILED'
  | 'RUNNING'
  | 'SUCCEEDED';

/** When several speakers speak. */
export type MultiAudio =
  /** One after the other, in their order. */
  | 'ADD'
  /** All from the start, together. */
  | 'PARA';

/** How the weights of one network are held. */
export type NetworkPrecisionInput = {
  /** Of a precision plugin. */
  id: string;
  /** Checked against the plugin's own schema. */
  options?: unknown;
  role: NetworkRole;
};

export type NetworkRole =
  | 'AUDIO_ENCODER'
  | 'DIT'
  | 'IMAGE_ENCODER'
  | 'TEXT_ENCODER'
  | 'VAE';

/** What may follow when memory runs out. */
export type OomPolicy =
  /** Nothing: the generation fails. */
  | 'FAIL'
  /** Runs that need less memory and give the same picture. The default. */
  | 'SAME_PICTURE'
  /** After those, runs that give a smaller or coarser picture. */
  | 'SMALLER';

export type PluginChoiceInput = {
  id: string;
  /** Checked against the plugin's own schema. */
  options?: unknown;
};

export type PluginKind =
  | 'EXECUTION_PROVIDER'
  | 'GUIDANCE'
  | 'MEMORY_STRATEGY'
  | 'NETWORK'
  | 'OUTPUT'
  | 'PRECISION'
  | 'SCHEDULER'
  | 'STEP_CACHE';

/** Settings of a preset; what is left out stays as it is. Null is the same, but where it says otherwise. */
export type PresetSettingsInput = {
  /** Noise the latents that are started from to the first step's sigma. */
  addNoiseToSamples?: boolean | null | undefined;
  /** Audio guidance scale. */
  audioCfg?: number | null | undefined;
  /** Text guidance scale. */
  cfg?: number | null | undefined;
  colorCorrection?: ColorCorrectionInput | null | undefined;
  /** 0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep. */
  denoiseStrength?: number | null | undefined;
  /** Step before which to stop; -1: run to the end. */
  endStep?: number | null | undefined;
  /** Frames per second. */
  fps?: number | null | undefined;
  /** Frames sampled at once, 4n+1. */
  frameWindowSize?: number | null | undefined;
  guidance?: PluginChoiceInput | null | undefined;
  /** Pixels, a multiple of 16. */
  height?: number | null | undefined;
  /** LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none. */
  loras?: Array<LoraChoiceInput> | null | undefined;
  /** Upper limit of the frames. Null: as many as the audio needs. */
  maxFrames?: number | null | undefined;
  memory?: MemoryChoiceInput | null | undefined;
  /** The most that a run may use, besides the limits of the machine. */
  memoryBudget?: MemoryBudgetInput | null | undefined;
  /** Name of an installed model set. */
  model?: string | null | undefined;
  /** Frames that a window takes over from the one before, 4n+1, fewer than the window. */
  motionFrames?: number | null | undefined;
  /** Networks with a precision of their own. The list takes the place of the preset's; empty: none. */
  networkPrecision?: Array<NetworkPrecisionInput> | null | undefined;
  /** What may follow when memory runs out. */
  oomPolicy?: OomPolicy | null | undefined;
  output?: PluginChoiceInput | null | undefined;
  /** How the weights are held, but for those of `networkPrecision`. */
  precision?: PluginChoiceInput | null | undefined;
  provider?: PluginChoiceInput | null | undefined;
  /** RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none. */
  riflexFreqIndex?: number | null | undefined;
  /** Kept for imported settings; the rotary embedding is the same either way. */
  ropeFunction?: RopeFunction | null | undefined;
  scheduler?: PluginChoiceInput | null | undefined;
  /** Time shift of the sampler, greater than 0. */
  shift?: number | null | undefined;
  /** Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own. */
  sigmas?: Array<number> | null | undefined;
  /** First step to run, from 0; above 0 it needs latents to start from. */
  startStep?: number | null | undefined;
  /** Spares forwards that would change little. */
  stepCache?: PluginChoiceInput | null | undefined;
  /** Sampling steps per window, at least 1. */
  steps?: number | null | undefined;
  /** Pixels, a multiple of 16. */
  width?: number | null | undefined;
};

/** Names of ComfyUI-WanVideoWrapper for one and the same rotary embedding. */
export type RopeFunction =
  | 'COMFY'
  | 'COMFY_CHUNKED'
  | 'DEFAULT';

export type RunReason =
  | 'FIRST'
  | 'OUT_OF_MEMORY_STEP'
  | 'RESUME'
  | 'RETRY';

export type RunState =
  | 'CANCELLED'
  | 'FAILED'
  | 'INTERRUPTED'
  | 'PAUSED'
  | 'RUNNING'
  | 'SUCCEEDED';

export type RungStep =
  /** Weights are held in 8 bits; the picture changes slightly. */
  | 'EIGHT_BIT_WEIGHTS'
  /** Windows of fewer frames. */
  | 'FEWER_FRAMES'
  /** Fewer sampling steps. */
  | 'FEWER_STEPS'
  /** Each network is unloaded after its stage. */
  | 'OFFLOAD'
  /** The predictions of a step are made one after the other. */
  | 'ONE_PREDICTION_AT_A_TIME'
  /** The next smaller width and height. */
  | 'SMALLER_SIZE'
  /** More blocks of the DiT are brought in when their turn comes. */
  | 'SWAP_BLOCKS'
  /** The VAE works in tiles; the picture differs by less than one grey level. */
  | 'TILE_VAE';

export type SpeakerInput = {
  /** Asset id of the voice. */
  audio: string | number;
  /** Where the speaker is. */
  box?: BoxInput | null | undefined;
  /** Asset id of a picture of the source's shape that is light where the speaker is. */
  mask?: string | number | null | undefined;
};

export type StageName =
  | 'DECODE'
  | 'DENOISE'
  | 'ENCODE_AUDIO'
  | 'ENCODE_IMAGE'
  | 'ENCODE_LATENTS'
  | 'ENCODE_TEXT'
  | 'MUX'
  | 'PREPARE';

/** What to make. What is left out comes from the preset, then from the kinds' default plugins. */
export type StartGenerationInput = {
  /** Noise the latents that are started from to the first step's sigma. */
  addNoiseToSamples?: boolean | null | undefined;
  /** Asset id of the voice. Left out: silence, or the speakers. */
  audio?: string | number | null | undefined;
  /** Audio guidance scale. */
  audioCfg?: number | null | undefined;
  /** Text guidance scale. */
  cfg?: number | null | undefined;
  colorCorrection?: ColorCorrectionInput | null | undefined;
  /** 0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep. */
  denoiseStrength?: number | null | undefined;
  /** Step before which to stop; -1: run to the end. */
  endStep?: number | null | undefined;
  /** Refused: tensors are always contiguous here. */
  forceContiguousTensors?: boolean | null | undefined;
  /** Frames per second. */
  fps?: number | null | undefined;
  /** Frames sampled at once, 4n+1. */
  frameWindowSize?: number | null | undefined;
  guidance?: PluginChoiceInput | null | undefined;
  /** Pixels, a multiple of 16. */
  height?: number | null | undefined;
  /** Asset id of the portrait or picture. */
  image?: string | number | null | undefined;
  /** LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none. */
  loras?: Array<LoraChoiceInput> | null | undefined;
  /** Upper limit of the frames. Null: as many as the audio needs. */
  maxFrames?: number | null | undefined;
  memory?: MemoryChoiceInput | null | undefined;
  /** The most that a run may use, besides the limits of the machine. */
  memoryBudget?: MemoryBudgetInput | null | undefined;
  mode: GenerationMode;
  /** Name of an installed model set. */
  model?: string | null | undefined;
  /** Frames that a window takes over from the one before, 4n+1, fewer than the window. */
  motionFrames?: number | null | undefined;
  /** When several speakers speak; default PARA. */
  multiAudio?: MultiAudio | null | undefined;
  negativePrompt?: string | null | undefined;
  /** Networks with a precision of their own. The list takes the place of the preset's; empty: none. */
  networkPrecision?: Array<NetworkPrecisionInput> | null | undefined;
  /** What may follow when memory runs out. */
  oomPolicy?: OomPolicy | null | undefined;
  output?: PluginChoiceInput | null | undefined;
  /** How the weights are held, but for those of `networkPrecision`. */
  precision?: PluginChoiceInput | null | undefined;
  /** Name of a preset; default `demo`. */
  preset?: string | null | undefined;
  prompt?: string | null | undefined;
  /** Prompts that take the place of `prompt` from a time on; a window takes the one at its first new frame. */
  prompts?: Array<TimedPromptInput> | null | undefined;
  provider?: PluginChoiceInput | null | undefined;
  /** RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none. */
  riflexFreqIndex?: number | null | undefined;
  /** Kept for imported settings; the rotary embedding is the same either way. */
  ropeFunction?: RopeFunction | null | undefined;
  scheduler?: PluginChoiceInput | null | undefined;
  /** The same seed gives the same result. Left out: drawn at random and kept with the generation. */
  seed?: number | null | undefined;
  /** Time shift of the sampler, greater than 0. */
  shift?: number | null | undefined;
  /** Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own. */
  sigmas?: Array<number> | null | undefined;
  /** One to four people with voices of their own. Two may come without a place: left, then right. */
  speakers?: Array<SpeakerInput> | null | undefined;
  /** Generation whose latents the windows start from. */
  startLatents?: string | number | null | undefined;
  /** First step to run, from 0; above 0 it needs latents to start from. */
  startStep?: number | null | undefined;
  /** Spares forwards that would change little. */
  stepCache?: PluginChoiceInput | null | undefined;
  /** Sampling steps per window, at least 1. */
  steps?: number | null | undefined;
  /** Refused: TF32 is an option of an execution provider (`provider.options`). */
  useTf32?: boolean | null | undefined;
  /** Asset id of a video in place of the image: the frame at its start conditions each window. With denoiseStrength below 1 its frames are also what the windows start from. */
  video?: string | number | null | undefined;
  /** Pixels, a multiple of 16. */
  width?: number | null | undefined;
};

export type TimedPromptInput = {
  /** Seconds from the video's start; rising. */
  at: number;
  prompt: string;
};

export type UpdatePresetInput = {
  description?: string | null | undefined;
  /** Refuse the change when somebody else changed the preset in between. */
  expectedVersion?: number | null | undefined;
  name?: string | null | undefined;
  settings?: PresetSettingsInput | null | undefined;
  title?: string | null | undefined;
};

export type WorkerState =
  | 'BUSY'
  | 'IDLE'
  | 'STARTING'
  | 'STOPPED';

export type AllPresetsQueryVariables = Exact<{
  locale: string;
}>;


export type AllPresetsQuery = { presets: { edges: Array<{ node: { id: string, name: string, title: string, description: string, builtIn: boolean, version: number, updatedAt: string, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: RopeFunction, oomPolicy: OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } } } }> } };

export type AllPluginsQueryVariables = Exact<{
  locale: string;
}>;


export type AllPluginsQuery = { plugins: Array<{ kind: PluginKind, id: string, version: string, title: string, description: string, package: string, defaultOptions: unknown, unavailable: string | null, options: Array<{ name: string, type: string, description: string | null, unit: string | null, default: unknown, minimum: number | null, maximum: number | null, values: Array<unknown> | null }> }> };

export type ModelNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelNamesQuery = { models: Array<{ name: string, modes: Array<GenerationMode>, problem: string | null, problemCode: ErrorCode | null, networks: Array<{ role: NetworkRole }> }> };

export type PresetProblemsQueryVariables = Exact<{ [key: string]: never; }>;


export type PresetProblemsQuery = { presets: { edges: Array<{ node: { id: string, problems: Array<{ code: ErrorCode, message: string, field: string | null, accepted: string | null }> } }> } };

export type InstalledLorasQueryVariables = Exact<{ [key: string]: never; }>;


export type InstalledLorasQuery = { models: Array<{ name: string, loras: Array<{ name: string, problem: { code: ErrorCode, message: string } | null }> }> };

export type PresetFieldsFragment = { id: string, name: string, title: string, description: string, builtIn: boolean, version: number, updatedAt: string, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: RopeFunction, oomPolicy: OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } } };

export type SetDefaultPluginMutationVariables = Exact<{
  kind: PluginKind;
  id: string;
  options?: unknown;
}>;


export type SetDefaultPluginMutation = { setDefaultPlugin:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'SetDefaultPluginSuccess', plugin: { kind: PluginKind, id: string, defaultOptions: unknown } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ClearDefaultPluginMutationVariables = Exact<{
  kind: PluginKind;
}>;


export type ClearDefaultPluginMutation = { clearDefaultPlugin:
    | { __typename: 'ClearDefaultPluginSuccess', plugin: { kind: PluginKind, id: string, defaultOptions: unknown } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type StrategyFieldsFragment = { strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, peak: { ram: number, vram: number } };

export type StageMemoryFieldsFragment = { stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } };

export type PlanFieldsFragment = { keptNetworks: Array<string>, batchedCfg: boolean, attentionChunk: number | null, textEncoderOnCpu: boolean, vaeTiling: { tile: number, overlap: number } | null, blockSwap: { blocksToSwap: number, prefetchBlocks: number } | null };

export type MemoryForecastQueryVariables = Exact<{
  input: StartGenerationInput;
  locale: string;
}>;


export type MemoryForecastQuery = { memoryForecast:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'MemoryForecastSuccess', forecast: { provider: string, pastRuns: number, budget: { ramBytes: number | null, vramBytes: number | null }, recommended: { reason: string, preset: { name: string, title: string } | null }, chosen: { strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, plan: { keptNetworks: Array<string>, batchedCfg: boolean, attentionChunk: number | null, textEncoderOnCpu: boolean, vaeTiling: { tile: number, overlap: number } | null, blockSwap: { blocksToSwap: number, prefetchBlocks: number } | null } | null, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }>, peak: { ram: number, vram: number } }, strategies: Array<{ strategy: string, title: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, peak: { ram: number, vram: number } }> } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type GenerationPageQueryVariables = Exact<{
  id: string | number;
  locale: string;
}>;


export type GenerationPageQuery = { generation: { id: string, state: GenerationState, lastEvent: number, mode: GenerationMode, prompt: string, negativePrompt: string, seed: number, preset: string, specHash: string, createdAt: string, multiAudio: MultiAudio, startLatents: string | null, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: RopeFunction, oomPolicy: OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } }, image: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, output: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, video: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, speakers: Array<{ box: { x: number, y: number, width: number, height: number } | null, mask: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null }>, prompts: Array<{ at: number, prompt: string }>, runs: Array<{ id: string, attempt: number, reason: RunReason, state: RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: ErrorCode | null, errorMessage: string | null, rung: { step: RungStep, samePicture: boolean, changes: Array<{ field: string, from: string, to: string }> } | null, memoryTimeline: { intervalSeconds: number, ramBytes: Array<number>, deviceBytes: Array<number | null> | null } | null, outOfMemory: { forecastBytes: number | null, requestedBytes: number | null, network: string | null } | null, memory: { strategy: string, reason: string, budget: { ramBytes: number | null, vramBytes: number | null }, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }> } | null, result: { frames: number, fps: number, width: number, height: number, bytes: number, extension: string, mimeType: string, lipSync: { correlation: number | null, openness: number, widest: number } | null } | null, stages: Array<{ stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, bytes: number, tensors: Array<{ name: string, dtype: string, shape: Array<number>, min: number | null, max: number | null, mean: number | null, nanCount: number }> }> }> } | null };

export type GenerationDiffQueryVariables = Exact<{
  first: string | number;
  second: string | number;
}>;


export type GenerationDiffQuery = { generationDiff: Array<{ path: string, first: unknown, second: unknown }> };

export type RunFieldsFragment = { id: string, attempt: number, reason: RunReason, state: RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: ErrorCode | null, errorMessage: string | null, rung: { step: RungStep, samePicture: boolean, changes: Array<{ field: string, from: string, to: string }> } | null, memoryTimeline: { intervalSeconds: number, ramBytes: Array<number>, deviceBytes: Array<number | null> | null } | null, outOfMemory: { forecastBytes: number | null, requestedBytes: number | null, network: string | null } | null, memory: { strategy: string, reason: string, budget: { ramBytes: number | null, vramBytes: number | null }, stages: Array<{ stage: string, corrected: { ram: number, vram: number }, split: { weights: { ram: number, vram: number }, activations: { ram: number, vram: number }, tiles: { ram: number, vram: number }, overhead: { ram: number, vram: number } } }> } | null, result: { frames: number, fps: number, width: number, height: number, bytes: number, extension: string, mimeType: string, lipSync: { correlation: number | null, openness: number, widest: number } | null } | null, stages: Array<{ stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, bytes: number, tensors: Array<{ name: string, dtype: string, shape: Array<number>, min: number | null, max: number | null, mean: number | null, nanCount: number }> }> };

export type CancelGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelGenerationMutation = { cancelGeneration:
    | { __typename: 'CancelGenerationSuccess', generation: { id: string, state: GenerationState } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type PauseGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseGenerationMutation = { pauseGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'PauseGenerationSuccess', generation: { id: string, state: GenerationState } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ResumeGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeGenerationMutation = { resumeGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'ResumeGenerationSuccess', generation: { id: string, state: GenerationState } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type RetryGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryGenerationMutation = { retryGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'RetryGenerationSuccess', generation: { id: string, state: GenerationState } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type DeleteGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type DeleteGenerationMutation = { deleteGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'DeleteGenerationSuccess', generation: { id: string } }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type GenerationRowFragment = { id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null };

export type HistoryQueryVariables = Exact<{
  filter?: GenerationFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type HistoryQuery = { generations: { edges: Array<{ node: { id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } };

export type DevicesQueryVariables = Exact<{ [key: string]: never; }>;


export type DevicesQuery = { devices: Array<{ id: string, title: string, provider: string, threads: number, memoryBytes: number | null, worker: WorkerState }> };

export type UploadAssetMutationVariables = Exact<{
  file: unknown;
}>;


export type UploadAssetMutation = { uploadAsset:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UploadAssetSuccess', asset: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } }
   };

export type SettingsFromVideoQueryVariables = Exact<{
  asset: string | number;
}>;


export type SettingsFromVideoQuery = { settingsFromVideo: { mode: GenerationMode, prompt: string, negativePrompt: string, seed: number, preset: string, multiAudio: MultiAudio, startLatents: string | null, missing: Array<string>, settings: { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: RopeFunction, oomPolicy: OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } }, image: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, video: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, speakers: Array<{ box: { x: number, y: number, width: number, height: number } | null, mask: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null, audio: { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null } | null }>, prompts: Array<{ at: number, prompt: string }> } };

export type StartGenerationMutationVariables = Exact<{
  input: StartGenerationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StartGenerationMutation = { startGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'StartGenerationSuccess', generation: { id: string, state: GenerationState } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ModelsQueryVariables = Exact<{ [key: string]: never; }>;


export type ModelsQuery = { models: Array<{ name: string, modes: Array<GenerationMode>, problem: string | null, problemCode: ErrorCode | null, networks: Array<{ role: NetworkRole, plugin: string, file: string, bytes: number, parameters: number }>, files: Array<{ path: string, role: NetworkRole | null, kind: ModelFileKind, bytes: number, precisions: Array<{ dtype: string, bytes: number, scaled: boolean }>, problem: { code: ErrorCode, message: string, accepted: string | null } | null }>, loras: Array<{ name: string, bytes: number, matched: number, targets: number, problem: { code: ErrorCode, message: string } | null }> }> };

export type ModelWorkQueryVariables = Exact<{
  locale: string;
}>;


export type ModelWorkQuery = { modelJobs: Array<{ id: string, kind: ModelJobKind, model: string, state: ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: ErrorCode | null, errorMessage: string | null }>, pullableModels: Array<{ preset: string, title: string, bytes: number }> };

export type JobFieldsFragment = { id: string, kind: ModelJobKind, model: string, state: ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: ErrorCode | null, errorMessage: string | null };

export type PullModelMutationVariables = Exact<{
  preset: string;
}>;


export type PullModelMutation = { pullModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'PullModelSuccess', job: { id: string, kind: ModelJobKind, model: string, state: ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: ErrorCode | null, errorMessage: string | null } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type QuantizeModelMutationVariables = Exact<{
  name: string;
  precision: string;
  provider?: string | null | undefined;
}>;


export type QuantizeModelMutation = { quantizeModel:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'QuantizeModelSuccess', job: { id: string, kind: ModelJobKind, model: string, state: ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: ErrorCode | null, errorMessage: string | null } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type CancelModelJobMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelModelJobMutation = { cancelModelJob:
    | { __typename: 'CancelModelJobSuccess', job: { id: string, state: ModelJobState } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type CreatePresetMutationVariables = Exact<{
  input: CreatePresetInput;
}>;


export type CreatePresetMutation = { createPreset:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'CreatePresetSuccess', preset: { id: string } }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type UpdatePresetMutationVariables = Exact<{
  id: string | number;
  input: UpdatePresetInput;
}>;


export type UpdatePresetMutation = { updatePreset:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UpdatePresetSuccess', preset: { id: string } }
   };

export type ImportComfyWorkflowMutationVariables = Exact<{
  locale: string;
  json: unknown;
  presetName?: string | null | undefined;
  basedOn?: string | null | undefined;
}>;


export type ImportComfyWorkflowMutation = { importComfyWorkflow:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'ImportComfyWorkflowSuccess', import: { format: string, preset: { id: string } | null, report: Array<{ node: string, nodeType: string, argument: string | null, field: string | null, outcome: ImportOutcome, note: string | null, value: unknown }> } }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type DeletePresetMutationVariables = Exact<{
  id: string | number;
}>;


export type DeletePresetMutation = { deletePreset:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'DeletePresetSuccess', preset: { id: string } }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

type FailureFields_ConflictError_Fragment = { code: ErrorCode, message: string, field: string | null, accepted: string | null };

type FailureFields_InputError_Fragment = { code: ErrorCode, message: string, field: string | null, accepted: string | null };

type FailureFields_NotFoundError_Fragment = { code: ErrorCode, message: string, field: string | null, accepted: string | null };

type FailureFields_UnavailableError_Fragment = { code: ErrorCode, message: string, field: string | null, accepted: string | null };

export type FailureFieldsFragment =
  | FailureFields_ConflictError_Fragment
  | FailureFields_InputError_Fragment
  | FailureFields_NotFoundError_Fragment
  | FailureFields_UnavailableError_Fragment
;

export type AssetFieldsFragment = { id: string, kind: AssetKind, url: string, thumbnail: string | null, mimeType: string, filename: string | null, bytes: number, width: number | null, height: number | null, seconds: number | null };

export type SettingsFieldsFragment = { model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, sigmas: Array<number>, riflexFreqIndex: number, ropeFunction: RopeFunction, oomPolicy: OomPolicy, scheduler: { id: string, version: string, options: unknown }, guidance: { id: string, version: string, options: unknown }, stepCache: { id: string, version: string, options: unknown }, memory: { id: string, version: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, memoryBudget: { ramBytes: number | null, vramBytes: number | null }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }>, provider: { id: string, version: string, options: unknown }, precision: { id: string, version: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, version: string, options: unknown }>, output: { id: string, version: string, options: unknown } };

export type UpdatesSubscriptionVariables = Exact<{
  locale: string;
  queue: boolean;
  generations: Array<FollowedGeneration> | FollowedGeneration;
  modelJobs: Array<string | number> | string | number;
}>;


export type UpdatesSubscription = { updates:
    | { __typename: 'GenerationUpdate', generation: string, event:
        | { __typename: 'Log', level: LogLevel, message: string, seq: number, at: string }
        | { __typename: 'MemoryMeasured', seq: number, at: string }
        | { __typename: 'MemoryPlanned', strategy: string, planReason: string, seq: number, at: string, forecastPeak: { ram: number, vram: number } }
        | { __typename: 'Preview', url: string, window: number | null, step: number, steps: number, seq: number, at: string }
        | { __typename: 'RunFailed', code: ErrorCode, message: string, field: string | null, failedStage: StageName | null, seq: number, at: string }
        | { __typename: 'RunFinished', seconds: number, peakBytes: number | null, frames: number, seq: number, at: string }
        | { __typename: 'RunStarted', runId: string, attempt: number, reason: RunReason, seq: number, at: string }
        | { __typename: 'StageFinished', stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, seq: number, at: string }
        | { __typename: 'StageStarted', stage: StageName, window: number | null, windows: number | null, seq: number, at: string }
        | { __typename: 'StateChanged', state: GenerationState, seq: number, at: string }
        | { __typename: 'StepProgress', window: number | null, windows: number | null, step: number, steps: number, secondsPerStep: number, secondsLeft: number, seq: number, at: string }
        | { __typename: 'WindowFinished', window: number | null, windows: number | null, frames: number, drift: number | null, lipSync: number | null, seam: number | null, seq: number, at: string }
       }
    | { __typename: 'ModelJob', id: string, kind: ModelJobKind, model: string, state: ModelJobState, step: string, bytesDone: number, bytesTotal: number, secondsLeft: number | null, errorCode: ErrorCode | null, errorMessage: string | null }
    | { __typename: 'Queue', waitingCount: number, running: Array<{ id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }>, waiting: Array<{ id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }> }
   };

export type QueueFieldsFragment = { waitingCount: number, running: Array<{ id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }>, waiting: Array<{ id: string, state: GenerationState, mode: GenerationMode, prompt: string, preset: string, createdAt: string, seed: number, settings: { width: number, height: number, steps: number, scheduler: { id: string } }, image: { id: string, thumbnail: string | null } | null, output: { id: string, kind: AssetKind, thumbnail: string | null, url: string, mimeType: string, seconds: number | null } | null }> };

type EventFields_Log_Fragment = { __typename: 'Log', level: LogLevel, message: string, seq: number, at: string };

type EventFields_MemoryMeasured_Fragment = { __typename: 'MemoryMeasured', seq: number, at: string };

type EventFields_MemoryPlanned_Fragment = { __typename: 'MemoryPlanned', strategy: string, planReason: string, seq: number, at: string, forecastPeak: { ram: number, vram: number } };

type EventFields_Preview_Fragment = { __typename: 'Preview', url: string, window: number | null, step: number, steps: number, seq: number, at: string };

type EventFields_RunFailed_Fragment = { __typename: 'RunFailed', code: ErrorCode, message: string, field: string | null, failedStage: StageName | null, seq: number, at: string };

type EventFields_RunFinished_Fragment = { __typename: 'RunFinished', seconds: number, peakBytes: number | null, frames: number, seq: number, at: string };

type EventFields_RunStarted_Fragment = { __typename: 'RunStarted', runId: string, attempt: number, reason: RunReason, seq: number, at: string };

type EventFields_StageFinished_Fragment = { __typename: 'StageFinished', stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null, seq: number, at: string };

type EventFields_StageStarted_Fragment = { __typename: 'StageStarted', stage: StageName, window: number | null, windows: number | null, seq: number, at: string };

type EventFields_StateChanged_Fragment = { __typename: 'StateChanged', state: GenerationState, seq: number, at: string };

type EventFields_StepProgress_Fragment = { __typename: 'StepProgress', window: number | null, windows: number | null, step: number, steps: number, secondsPerStep: number, secondsLeft: number, seq: number, at: string };

type EventFields_WindowFinished_Fragment = { __typename: 'WindowFinished', window: number | null, windows: number | null, frames: number, drift: number | null, lipSync: number | null, seam: number | null, seq: number, at: string };

export type EventFieldsFragment =
  | EventFields_Log_Fragment
  | EventFields_MemoryMeasured_Fragment
  | EventFields_MemoryPlanned_Fragment
  | EventFields_Preview_Fragment
  | EventFields_RunFailed_Fragment
  | EventFields_RunFinished_Fragment
  | EventFields_RunStarted_Fragment
  | EventFields_StageFinished_Fragment
  | EventFields_StageStarted_Fragment
  | EventFields_StateChanged_Fragment
  | EventFields_StepProgress_Fragment
  | EventFields_WindowFinished_Fragment
;

export const SettingsFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frameWindowSize"}},{"kind":"Field","name":{"kind":"Name","value":"motionFrames"}},{"kind":"Field","name":{"kind":"Name","value":"maxFrames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"shift"}},{"kind":"Field","name":{"kind":"Name","value":"cfg"}},{"kind":"Field","name":{"kind":"Name","value":"audioCfg"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stepCache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"tiledVae"}},{"kind":"Field","name":{"kind":"Name","value":"forceOffload"}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBudget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startStep"}},{"kind":"Field","name":{"kind":"Name","value":"endStep"}},{"kind":"Field","name":{"kind":"Name","value":"denoiseStrength"}},{"kind":"Field","name":{"kind":"Name","value":"addNoiseToSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sigmas"}},{"kind":"Field","name":{"kind":"Name","value":"riflexFreqIndex"}},{"kind":"Field","name":{"kind":"Name","value":"ropeFunction"}},{"kind":"Field","name":{"kind":"Name","value":"colorCorrection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oomPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"blocks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkPrecision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}}]}}]} as unknown as DocumentNode<SettingsFieldsFragment, unknown>;
export const PresetFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PresetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Preset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"builtIn"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frameWindowSize"}},{"kind":"Field","name":{"kind":"Name","value":"motionFrames"}},{"kind":"Field","name":{"kind":"Name","value":"maxFrames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"shift"}},{"kind":"Field","name":{"kind":"Name","value":"cfg"}},{"kind":"Field","name":{"kind":"Name","value":"audioCfg"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stepCache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"tiledVae"}},{"kind":"Field","name":{"kind":"Name","value":"forceOffload"}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBudget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startStep"}},{"kind":"Field","name":{"kind":"Name","value":"endStep"}},{"kind":"Field","name":{"kind":"Name","value":"denoiseStrength"}},{"kind":"Field","name":{"kind":"Name","value":"addNoiseToSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sigmas"}},{"kind":"Field","name":{"kind":"Name","value":"riflexFreqIndex"}},{"kind":"Field","name":{"kind":"Name","value":"ropeFunction"}},{"kind":"Field","name":{"kind":"Name","value":"colorCorrection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oomPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"blocks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkPrecision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}}]}}]} as unknown as DocumentNode<PresetFieldsFragment, unknown>;
export const StrategyFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StrategyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StrategyForecast"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"accepted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"peak"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}}]} as unknown as DocumentNode<StrategyFieldsFragment, unknown>;
export const PlanFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keptNetworks"}},{"kind":"Field","name":{"kind":"Name","value":"vaeTiling"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tile"}},{"kind":"Field","name":{"kind":"Name","value":"overlap"}}]}},{"kind":"Field","name":{"kind":"Name","value":"blockSwap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"blocksToSwap"}},{"kind":"Field","name":{"kind":"Name","value":"prefetchBlocks"}}]}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}},{"kind":"Field","name":{"kind":"Name","value":"attentionChunk"}},{"kind":"Field","name":{"kind":"Name","value":"textEncoderOnCpu"}}]}}]} as unknown as DocumentNode<PlanFieldsFragment, unknown>;
export const StageMemoryFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StageMemoryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageMemory"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"corrected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"split"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overhead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}}]}}]} as unknown as DocumentNode<StageMemoryFieldsFragment, unknown>;
export const RunFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}},{"kind":"Field","name":{"kind":"Name","value":"rung"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"samePicture"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryTimeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"intervalSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"deviceBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outOfMemory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forecastBytes"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"network"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StageMemoryFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"extension"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"lipSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"correlation"}},{"kind":"Field","name":{"kind":"Name","value":"openness"}},{"kind":"Field","name":{"kind":"Name","value":"widest"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"tensors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dtype"}},{"kind":"Field","name":{"kind":"Name","value":"shape"}},{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}},{"kind":"Field","name":{"kind":"Name","value":"mean"}},{"kind":"Field","name":{"kind":"Name","value":"nanCount"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StageMemoryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageMemory"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"corrected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"split"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overhead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}}]}}]} as unknown as DocumentNode<RunFieldsFragment, unknown>;
export const JobFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"bytesDone"}},{"kind":"Field","name":{"kind":"Name","value":"bytesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}}]}}]} as unknown as DocumentNode<JobFieldsFragment, unknown>;
export const FailureFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<FailureFieldsFragment, unknown>;
export const AssetFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Asset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]} as unknown as DocumentNode<AssetFieldsFragment, unknown>;
export const GenerationRowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GenerationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Generation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]}}]} as unknown as DocumentNode<GenerationRowFragment, unknown>;
export const QueueFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QueueFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Queue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"running"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GenerationRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waiting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GenerationRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waitingCount"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GenerationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Generation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]}}]} as unknown as DocumentNode<QueueFieldsFragment, unknown>;
export const EventFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"secondsPerStep"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WindowFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"drift"}},{"kind":"Field","name":{"kind":"Name","value":"lipSync"}},{"kind":"Field","name":{"kind":"Name","value":"seam"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Log"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryPlanned"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"planReason"}},{"kind":"Field","name":{"kind":"Name","value":"forecastPeak"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Preview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"failedStage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}}]}}]}}]} as unknown as DocumentNode<EventFieldsFragment, unknown>;
export const AllPresetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AllPresets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"presets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PresetFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frameWindowSize"}},{"kind":"Field","name":{"kind":"Name","value":"motionFrames"}},{"kind":"Field","name":{"kind":"Name","value":"maxFrames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"shift"}},{"kind":"Field","name":{"kind":"Name","value":"cfg"}},{"kind":"Field","name":{"kind":"Name","value":"audioCfg"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stepCache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"tiledVae"}},{"kind":"Field","name":{"kind":"Name","value":"forceOffload"}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBudget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startStep"}},{"kind":"Field","name":{"kind":"Name","value":"endStep"}},{"kind":"Field","name":{"kind":"Name","value":"denoiseStrength"}},{"kind":"Field","name":{"kind":"Name","value":"addNoiseToSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sigmas"}},{"kind":"Field","name":{"kind":"Name","value":"riflexFreqIndex"}},{"kind":"Field","name":{"kind":"Name","value":"ropeFunction"}},{"kind":"Field","name":{"kind":"Name","value":"colorCorrection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oomPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"blocks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkPrecision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PresetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Preset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"builtIn"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"updatedAt"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsFields"}}]}}]}}]} as unknown as DocumentNode<AllPresetsQuery, AllPresetsQueryVariables>;
export const AllPluginsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AllPlugins"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plugins"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"package"}},{"kind":"Field","name":{"kind":"Name","value":"defaultOptions"}},{"kind":"Field","name":{"kind":"Name","value":"unavailable"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"options"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"description"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"default"}},{"kind":"Field","name":{"kind":"Name","value":"minimum"}},{"kind":"Field","name":{"kind":"Name","value":"maximum"}},{"kind":"Field","name":{"kind":"Name","value":"values"}}]}}]}}]}}]} as unknown as DocumentNode<AllPluginsQuery, AllPluginsQueryVariables>;
export const ModelNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelNames"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"modes"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"problemCode"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}}]}}]}}]}}]} as unknown as DocumentNode<ModelNamesQuery, ModelNamesQueryVariables>;
export const PresetProblemsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PresetProblems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"presets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<PresetProblemsQuery, PresetProblemsQueryVariables>;
export const InstalledLorasDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"InstalledLoras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<InstalledLorasQuery, InstalledLorasQueryVariables>;
export const SetDefaultPluginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetDefaultPlugin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PluginKind"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"options"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"JSON"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setDefaultPlugin"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"options"},"value":{"kind":"Variable","name":{"kind":"Name","value":"options"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetDefaultPluginSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plugin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"defaultOptions"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<SetDefaultPluginMutation, SetDefaultPluginMutationVariables>;
export const ClearDefaultPluginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ClearDefaultPlugin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kind"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"PluginKind"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"clearDefaultPlugin"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"kind"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kind"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ClearDefaultPluginSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"plugin"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"defaultOptions"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<ClearDefaultPluginMutation, ClearDefaultPluginMutationVariables>;
export const MemoryForecastDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MemoryForecast"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartGenerationInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"memoryForecast"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryForecastSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forecast"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"pastRuns"}},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"recommended"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"preset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"title"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"chosen"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StrategyFields"}},{"kind":"Field","name":{"kind":"Name","value":"plan"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"PlanFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StageMemoryFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"strategies"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StrategyFields"}}]}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StrategyFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StrategyForecast"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"fits"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"accepted"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"estimatedSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"peak"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"PlanFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryPlan"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"keptNetworks"}},{"kind":"Field","name":{"kind":"Name","value":"vaeTiling"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tile"}},{"kind":"Field","name":{"kind":"Name","value":"overlap"}}]}},{"kind":"Field","name":{"kind":"Name","value":"blockSwap"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"blocksToSwap"}},{"kind":"Field","name":{"kind":"Name","value":"prefetchBlocks"}}]}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}},{"kind":"Field","name":{"kind":"Name","value":"attentionChunk"}},{"kind":"Field","name":{"kind":"Name","value":"textEncoderOnCpu"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StageMemoryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageMemory"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"corrected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"split"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overhead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<MemoryForecastQuery, MemoryForecastQueryVariables>;
export const GenerationPageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GenerationPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"lastEvent"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"negativePrompt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"specHash"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"audio"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"video"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"multiAudio"}},{"kind":"Field","name":{"kind":"Name","value":"speakers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"box"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"audio"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"prompts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startLatents"}},{"kind":"Field","name":{"kind":"Name","value":"runs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"RunFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"StageMemoryFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageMemory"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"corrected"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"split"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"weights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"activations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tiles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}},{"kind":"Field","name":{"kind":"Name","value":"overhead"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frameWindowSize"}},{"kind":"Field","name":{"kind":"Name","value":"motionFrames"}},{"kind":"Field","name":{"kind":"Name","value":"maxFrames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"shift"}},{"kind":"Field","name":{"kind":"Name","value":"cfg"}},{"kind":"Field","name":{"kind":"Name","value":"audioCfg"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stepCache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"tiledVae"}},{"kind":"Field","name":{"kind":"Name","value":"forceOffload"}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBudget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startStep"}},{"kind":"Field","name":{"kind":"Name","value":"endStep"}},{"kind":"Field","name":{"kind":"Name","value":"denoiseStrength"}},{"kind":"Field","name":{"kind":"Name","value":"addNoiseToSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sigmas"}},{"kind":"Field","name":{"kind":"Name","value":"riflexFreqIndex"}},{"kind":"Field","name":{"kind":"Name","value":"ropeFunction"}},{"kind":"Field","name":{"kind":"Name","value":"colorCorrection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oomPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"blocks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkPrecision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Asset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"RunFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Run"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finishedAt"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}},{"kind":"Field","name":{"kind":"Name","value":"rung"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"samePicture"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"from"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryTimeline"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"intervalSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"deviceBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"outOfMemory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"forecastBytes"}},{"kind":"Field","name":{"kind":"Name","value":"requestedBytes"}},{"kind":"Field","name":{"kind":"Name","value":"network"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"budget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"StageMemoryFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"extension"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"lipSync"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"correlation"}},{"kind":"Field","name":{"kind":"Name","value":"openness"}},{"kind":"Field","name":{"kind":"Name","value":"widest"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"stages"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"tensors"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"dtype"}},{"kind":"Field","name":{"kind":"Name","value":"shape"}},{"kind":"Field","name":{"kind":"Name","value":"min"}},{"kind":"Field","name":{"kind":"Name","value":"max"}},{"kind":"Field","name":{"kind":"Name","value":"mean"}},{"kind":"Field","name":{"kind":"Name","value":"nanCount"}}]}}]}}]}}]} as unknown as DocumentNode<GenerationPageQuery, GenerationPageQueryVariables>;
export const GenerationDiffDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"GenerationDiff"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"second"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generationDiff"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"second"},"value":{"kind":"Variable","name":{"kind":"Name","value":"second"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"second"}}]}}]}}]} as unknown as DocumentNode<GenerationDiffQuery, GenerationDiffQueryVariables>;
export const CancelGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<CancelGenerationMutation, CancelGenerationMutationVariables>;
export const PauseGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PauseGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pauseGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PauseGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<PauseGenerationMutation, PauseGenerationMutationVariables>;
export const ResumeGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResumeGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resumeGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ResumeGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<ResumeGenerationMutation, ResumeGenerationMutationVariables>;
export const RetryGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RetryGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RetryGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<RetryGenerationMutation, RetryGenerationMutationVariables>;
export const DeleteGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeleteGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deleteGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeleteGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<DeleteGenerationMutation, DeleteGenerationMutationVariables>;
export const HistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"History"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GenerationRow"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GenerationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Generation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]}}]} as unknown as DocumentNode<HistoryQuery, HistoryQueryVariables>;
export const DevicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Devices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"devices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"provider"}},{"kind":"Field","name":{"kind":"Name","value":"threads"}},{"kind":"Field","name":{"kind":"Name","value":"memoryBytes"}},{"kind":"Field","name":{"kind":"Name","value":"worker"}}]}}]}}]} as unknown as DocumentNode<DevicesQuery, DevicesQueryVariables>;
export const UploadAssetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UploadAsset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"file"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"File"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"uploadAsset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"file"},"value":{"kind":"Variable","name":{"kind":"Name","value":"file"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UploadAssetSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"asset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Asset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<UploadAssetMutation, UploadAssetMutationVariables>;
export const SettingsFromVideoDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SettingsFromVideo"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asset"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"settingsFromVideo"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"asset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"negativePrompt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SettingsFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"video"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"audio"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"multiAudio"}},{"kind":"Field","name":{"kind":"Name","value":"speakers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"box"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"x"}},{"kind":"Field","name":{"kind":"Name","value":"y"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}}]}},{"kind":"Field","name":{"kind":"Name","value":"mask"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"audio"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AssetFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"prompts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startLatents"}},{"kind":"Field","name":{"kind":"Name","value":"missing"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SettingsFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationSettings"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"frameWindowSize"}},{"kind":"Field","name":{"kind":"Name","value":"motionFrames"}},{"kind":"Field","name":{"kind":"Name","value":"maxFrames"}},{"kind":"Field","name":{"kind":"Name","value":"fps"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"shift"}},{"kind":"Field","name":{"kind":"Name","value":"cfg"}},{"kind":"Field","name":{"kind":"Name","value":"audioCfg"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"guidance"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stepCache"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memory"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}},{"kind":"Field","name":{"kind":"Name","value":"tiledVae"}},{"kind":"Field","name":{"kind":"Name","value":"forceOffload"}},{"kind":"Field","name":{"kind":"Name","value":"batchedCfg"}}]}},{"kind":"Field","name":{"kind":"Name","value":"memoryBudget"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ramBytes"}},{"kind":"Field","name":{"kind":"Name","value":"vramBytes"}}]}},{"kind":"Field","name":{"kind":"Name","value":"startStep"}},{"kind":"Field","name":{"kind":"Name","value":"endStep"}},{"kind":"Field","name":{"kind":"Name","value":"denoiseStrength"}},{"kind":"Field","name":{"kind":"Name","value":"addNoiseToSamples"}},{"kind":"Field","name":{"kind":"Name","value":"sigmas"}},{"kind":"Field","name":{"kind":"Name","value":"riflexFreqIndex"}},{"kind":"Field","name":{"kind":"Name","value":"ropeFunction"}},{"kind":"Field","name":{"kind":"Name","value":"colorCorrection"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}},{"kind":"Field","name":{"kind":"Name","value":"oomPolicy"}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}},{"kind":"Field","name":{"kind":"Name","value":"merge"}},{"kind":"Field","name":{"kind":"Name","value":"blocks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"first"}},{"kind":"Field","name":{"kind":"Name","value":"last"}},{"kind":"Field","name":{"kind":"Name","value":"strength"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"provider"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"precision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"networkPrecision"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"options"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AssetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Asset"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"filename"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]} as unknown as DocumentNode<SettingsFromVideoQuery, SettingsFromVideoQueryVariables>;
export const StartGenerationDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StartGeneration"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StartGenerationInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startGeneration"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}},{"kind":"Argument","name":{"kind":"Name","value":"idempotencyKey"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idempotencyKey"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StartGenerationSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<StartGenerationMutation, StartGenerationMutationVariables>;
export const ModelsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"models"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"modes"}},{"kind":"Field","name":{"kind":"Name","value":"problem"}},{"kind":"Field","name":{"kind":"Name","value":"problemCode"}},{"kind":"Field","name":{"kind":"Name","value":"networks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"plugin"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"parameters"}}]}},{"kind":"Field","name":{"kind":"Name","value":"files"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"precisions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dtype"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"scaled"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"loras"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"bytes"}},{"kind":"Field","name":{"kind":"Name","value":"matched"}},{"kind":"Field","name":{"kind":"Name","value":"targets"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ModelsQuery, ModelsQueryVariables>;
export const ModelWorkDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ModelWork"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"modelJobs"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"pullableModels"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"title"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"bytes"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"bytesDone"}},{"kind":"Field","name":{"kind":"Name","value":"bytesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}}]}}]} as unknown as DocumentNode<ModelWorkQuery, ModelWorkQueryVariables>;
export const PullModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"PullModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"preset"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pullModel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"preset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"preset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"PullModelSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"bytesDone"}},{"kind":"Field","name":{"kind":"Name","value":"bytesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<PullModelMutation, PullModelMutationVariables>;
export const QuantizeModelDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"QuantizeModel"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"precision"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"provider"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"quantizeModel"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"precision"},"value":{"kind":"Variable","name":{"kind":"Name","value":"precision"}}},{"kind":"Argument","name":{"kind":"Name","value":"provider"},"value":{"kind":"Variable","name":{"kind":"Name","value":"provider"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"QuantizeModelSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"bytesDone"}},{"kind":"Field","name":{"kind":"Name","value":"bytesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<QuantizeModelMutation, QuantizeModelMutationVariables>;
export const CancelModelJobDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CancelModelJob"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelModelJob"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CancelModelJobSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"job"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<CancelModelJobMutation, CancelModelJobMutationVariables>;
export const CreatePresetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreatePreset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePresetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createPreset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreatePresetSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<CreatePresetMutation, CreatePresetMutationVariables>;
export const UpdatePresetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdatePreset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdatePresetInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updatePreset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"UpdatePresetSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<UpdatePresetMutation, UpdatePresetMutationVariables>;
export const ImportComfyWorkflowDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ImportComfyWorkflow"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"json"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"JSON"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"presetName"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"basedOn"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importComfyWorkflow"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"json"},"value":{"kind":"Variable","name":{"kind":"Name","value":"json"}}},{"kind":"Argument","name":{"kind":"Name","value":"presetName"},"value":{"kind":"Variable","name":{"kind":"Name","value":"presetName"}}},{"kind":"Argument","name":{"kind":"Name","value":"basedOn"},"value":{"kind":"Variable","name":{"kind":"Name","value":"basedOn"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportComfyWorkflowSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"import"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"format"}},{"kind":"Field","name":{"kind":"Name","value":"preset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"report"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"}},{"kind":"Field","name":{"kind":"Name","value":"nodeType"}},{"kind":"Field","name":{"kind":"Name","value":"argument"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"note"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<ImportComfyWorkflowMutation, ImportComfyWorkflowMutationVariables>;
export const DeletePresetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DeletePreset"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"deletePreset"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DeletePresetSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"preset"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"FailureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FailureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"accepted"}}]}}]} as unknown as DocumentNode<DeletePresetMutation, DeletePresetMutationVariables>;
export const UpdatesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"Updates"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"locale"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"queue"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"generations"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FollowedGeneration"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"modelJobs"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updates"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"queue"},"value":{"kind":"Variable","name":{"kind":"Name","value":"queue"}}},{"kind":"Argument","name":{"kind":"Name","value":"generations"},"value":{"kind":"Variable","name":{"kind":"Name","value":"generations"}}},{"kind":"Argument","name":{"kind":"Name","value":"modelJobs"},"value":{"kind":"Variable","name":{"kind":"Name","value":"modelJobs"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Queue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"QueueFields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"JobFields"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationUpdate"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generation"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"EventFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GenerationRow"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Generation"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"mode"}},{"kind":"Field","name":{"kind":"Name","value":"prompt"}},{"kind":"Field","name":{"kind":"Name","value":"preset"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"seed"}},{"kind":"Field","name":{"kind":"Name","value":"settings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"width"}},{"kind":"Field","name":{"kind":"Name","value":"height"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"scheduler"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}}]}},{"kind":"Field","name":{"kind":"Name","value":"output"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"thumbnail"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"mimeType"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"QueueFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Queue"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"running"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GenerationRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waiting"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GenerationRow"}}]}},{"kind":"Field","name":{"kind":"Name","value":"waitingCount"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"JobFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ModelJob"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"model"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"bytesDone"}},{"kind":"Field","name":{"kind":"Name","value":"bytesTotal"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}},{"kind":"Field","name":{"kind":"Name","value":"errorCode"}},{"kind":"Field","name":{"kind":"Name","value":"errorMessage"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"EventFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"seq"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StateChanged"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"runId"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageStarted"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StageFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"cached"}},{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StepProgress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}},{"kind":"Field","name":{"kind":"Name","value":"secondsPerStep"}},{"kind":"Field","name":{"kind":"Name","value":"secondsLeft"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"WindowFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"windows"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}},{"kind":"Field","name":{"kind":"Name","value":"drift"}},{"kind":"Field","name":{"kind":"Name","value":"lipSync"}},{"kind":"Field","name":{"kind":"Name","value":"seam"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Log"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"level"}},{"kind":"Field","name":{"kind":"Name","value":"message"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"locale"},"value":{"kind":"Variable","name":{"kind":"Name","value":"locale"}}}]}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"MemoryPlanned"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"strategy"}},{"kind":"Field","name":{"kind":"Name","value":"planReason"}},{"kind":"Field","name":{"kind":"Name","value":"forecastPeak"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ram"}},{"kind":"Field","name":{"kind":"Name","value":"vram"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Preview"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"window"}},{"kind":"Field","name":{"kind":"Name","value":"step"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunFailed"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"failedStage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RunFinished"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"seconds"}},{"kind":"Field","name":{"kind":"Name","value":"peakBytes"}},{"kind":"Field","name":{"kind":"Name","value":"frames"}}]}}]}}]} as unknown as DocumentNode<UpdatesSubscription, UpdatesSubscriptionVariables>;