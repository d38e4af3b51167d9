/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** What a process of a run does; a network has a host of its own. */
export type ProcessRole =
  | 'AUDIO_ENCODER'
  | 'DIT'
  | 'IMAGE_ENCODER'
  | 'SERVER'
  | 'TEXT_ENCODER'
  | 'VAE'
  | 'WORKER';

/** What to change of an earlier generation; what is left out stays as it was, the seed included. Null takes an input away: image, video, audio, speakers, startLatents, prompts. */
export type RerunChangesInput = {
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
  /** Asset id of a video in place of the image: the frame at its start conditions each window. With denoiseStrength below 1 its frames are also what the windows start from. */
  video?: string | number | null | undefined;
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

export type MeasuredProcessesQueryVariables = Exact<{
  id: string | number;
}>;


export type MeasuredProcessesQuery = { generation: { runs: Array<{ stages: Array<{ stage: StageName, window: number | null, processes: Array<{ role: ProcessRole, peakBytes: number }> }> }> } | null };

export type GenerationSettingsFieldsFragment = { __typename: 'GenerationSettings', model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, sigmas: Array<number>, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, ropeFunction: RopeFunction, riflexFreqIndex: number, scheduler: { id: string, options: unknown }, guidance: { id: string, options: unknown }, stepCache: { id: string, options: unknown }, memory: { id: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, provider: { id: string, options: unknown }, precision: { id: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, options: unknown }>, output: { id: string, options: unknown }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }> };

export type LatestQueryVariables = Exact<{ [key: string]: never; }>;


export type LatestQuery = { generations: { edges: Array<{ node: { id: string } }> } };

export type HistoryQueryVariables = Exact<{
  first: number;
  filter?: GenerationFilter | null | undefined;
}>;


export type HistoryQuery = { generations: { edges: Array<{ node: { id: string, state: GenerationState, createdAt: string, preset: string, prompt: string, seed: number, runs: Array<{ attempt: number, state: RunState, reason: RunReason, errorCode: ErrorCode | null }> } }> } };

export type GenerationDetailsQueryVariables = Exact<{
  id: string | number;
}>;


export type GenerationDetailsQuery = { generation: { id: string, state: GenerationState, mode: GenerationMode, preset: string, prompt: string, negativePrompt: string, seed: number, createdAt: string, startLatents: string | null, multiAudio: MultiAudio, prompts: Array<{ at: number, prompt: string }>, image: { id: string, filename: string | null } | null, video: { id: string, filename: string | null } | null, audio: { id: string, filename: string | null } | null, speakers: Array<{ audio: { filename: string | null } | null, box: { x: number, y: number, width: number, height: number } | null, mask: { filename: string | null } | null }>, settings: { __typename: 'GenerationSettings', model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, sigmas: Array<number>, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, ropeFunction: RopeFunction, riflexFreqIndex: number, scheduler: { id: string, options: unknown }, guidance: { id: string, options: unknown }, stepCache: { id: string, options: unknown }, memory: { id: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, provider: { id: string, options: unknown }, precision: { id: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, options: unknown }>, output: { id: string, options: unknown }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }> }, output: { url: string, mimeType: string, bytes: number } | null, runs: Array<{ attempt: number, reason: RunReason, state: RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: ErrorCode | null, errorMessage: string | null, errorField: string | null, errorAccepted: string | null, result: { frames: number, fps: number, width: number, height: number, extension: string, lipSync: { correlation: number | null, openness: number } | null } | null, stages: Array<{ stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null }> }> } | null };

export type GenerationDiffQueryVariables = Exact<{
  first: string | number;
  second: string | number;
}>;


export type GenerationDiffQuery = { generationDiff: Array<{ path: string, first: unknown, second: unknown }> };

export type RerunGenerationMutationVariables = Exact<{
  id: string | number;
  changes?: RerunChangesInput | null | undefined;
}>;


export type RerunGenerationMutation = { rerunGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'RerunGenerationSuccess', generation: { id: string } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type PresetsQueryVariables = Exact<{ [key: string]: never; }>;


export type PresetsQuery = { presets: { edges: Array<{ node: { name: string, title: string, description: string, builtIn: boolean, version: number, settings: { __typename: 'GenerationSettings', model: string, width: number, height: number, frameWindowSize: number, motionFrames: number, maxFrames: number | null, fps: number, steps: number, shift: number, cfg: number, audioCfg: number, sigmas: Array<number>, startStep: number, endStep: number, denoiseStrength: number, addNoiseToSamples: boolean, ropeFunction: RopeFunction, riflexFreqIndex: number, scheduler: { id: string, options: unknown }, guidance: { id: string, options: unknown }, stepCache: { id: string, options: unknown }, memory: { id: string, options: unknown, tiledVae: boolean | null, forceOffload: boolean | null, batchedCfg: boolean | null }, provider: { id: string, options: unknown }, precision: { id: string, options: unknown }, networkPrecision: Array<{ role: NetworkRole, id: string, options: unknown }>, output: { id: string, options: unknown }, colorCorrection: { method: ColorMethod, strength: number }, loras: Array<{ name: string, strength: number, merge: boolean, blocks: Array<{ first: number, last: number, strength: number }> }> }, problems: Array<{ code: ErrorCode, message: string, field: string | null, accepted: string | null }> } }> } };

export type PluginsQueryVariables = Exact<{
  kind?: PluginKind | null | undefined;
}>;


export type PluginsQuery = { plugins: Array<{ kind: PluginKind, id: string, version: string, title: string, description: string, package: string, isDefault: boolean, defaultOptions: unknown, unavailable: string | null, options: Array<{ name: string, type: string, default: unknown, unit: string | null, minimum: number | null, maximum: number | null, values: Array<unknown> | null, description: string | null }> }> };

export type SetDefaultPluginMutationVariables = Exact<{
  kind: PluginKind;
  id: string;
}>;


export type SetDefaultPluginMutation = { setDefaultPlugin:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'SetDefaultPluginSuccess', plugin: { id: string } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ClearDefaultPluginMutationVariables = Exact<{
  kind: PluginKind;
}>;


export type ClearDefaultPluginMutation = { clearDefaultPlugin:
    | { __typename: 'ClearDefaultPluginSuccess', plugin: { id: string } }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type UploadAssetMutationVariables = Exact<{
  file: unknown;
}>;


export type UploadAssetMutation = { uploadAsset:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UploadAssetSuccess', asset: { id: string, kind: AssetKind } }
   };

export type StartGenerationMutationVariables = Exact<{
  input: StartGenerationInput;
  idempotencyKey?: string | null | undefined;
}>;


export type StartGenerationMutation = { startGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'StartGenerationSuccess', generation: { id: string, seed: number, settings: { steps: number } } }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type CancelGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type CancelGenerationMutation = { cancelGeneration:
    | { __typename: 'CancelGenerationSuccess' }
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type RetryGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type RetryGenerationMutation = { retryGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'RetryGenerationSuccess' }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type PauseGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type PauseGenerationMutation = { pauseGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'PauseGenerationSuccess' }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type ResumeGenerationMutationVariables = Exact<{
  id: string | number;
}>;


export type ResumeGenerationMutation = { resumeGeneration:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'ResumeGenerationSuccess' }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type GenerationEventsSubscriptionVariables = Exact<{
  id: string | number;
  after?: number | null | undefined;
}>;


export type GenerationEventsSubscription = { generationEvents:
    | { __typename: 'Log', level: LogLevel, message: string, seq: number, at: string }
    | { __typename: 'MemoryMeasured', seq: number, at: string }
    | { __typename: 'MemoryPlanned', seq: number, at: string }
    | { __typename: 'Preview', window: number | null, windows: number | null, step: number, steps: number, url: string, seq: number, at: string }
    | { __typename: 'RunFailed', code: ErrorCode, message: string, field: string | null, accepted: string | null, failedStage: StageName | null, seq: number, at: string }
    | { __typename: 'RunFinished', seconds: number, peakBytes: number | null, frames: number, seq: number, at: string }
    | { __typename: 'RunStarted', attempt: number, reason: RunReason, seq: number, at: string, rung: { step: RungStep, changes: Array<{ field: string, from: string, to: string }> } | null }
    | { __typename: 'StageFinished', stage: StageName, window: number | null, cached: boolean, seconds: number, seq: number, at: string }
    | { __typename: 'StageStarted', stage: StageName, window: number | null, windows: number | null, seq: number, at: string }
    | { __typename: 'StateChanged', state: GenerationState, seq: number, at: string }
    | { __typename: 'StepProgress', window: number | null, windows: number | null, step: number, steps: number, secondsPerStep: number, secondsLeft: number, seq: number, at: string }
    | { __typename: 'WindowFinished', window: number | null, windows: number | null, frames: number, drift: number | null, lipSync: number | null, seam: number | null, seq: number, at: string }
   };

export type GenerationResultQueryVariables = Exact<{
  id: string | number;
}>;


export type GenerationResultQuery = { generation: { id: string, state: GenerationState, seed: number, settings: { steps: number }, output: { url: string, mimeType: string, bytes: number } | null, runs: Array<{ attempt: number, state: RunState, startedAt: string, finishedAt: string | null, peakBytes: number | null, errorCode: ErrorCode | null, errorMessage: string | null, result: { frames: number, fps: number, width: number, height: number, extension: string, lipSync: { correlation: number | null, openness: number } | null } | null, stages: Array<{ stage: StageName, window: number | null, cached: boolean, seconds: number, peakBytes: number | null }> }> } | null };

export type PingQueryVariables = Exact<{ [key: string]: never; }>;


export type PingQuery = { __typename: 'Query' };

export type PlanMemoryQueryVariables = Exact<{
  input: StartGenerationInput;
}>;


export type PlanMemoryQuery = { memoryForecast:
    | { __typename: 'ConflictError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'InputError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'MemoryForecastSuccess', forecast: { mode: GenerationMode, model: string, provider: string, precision: string, pastRuns: number, networkPrecision: Array<{ role: NetworkRole, id: string }>, budget: { vramBytes: number | null, ramBytes: number | null }, chosen: { strategy: string, fits: boolean, reason: string, accepted: string | null, estimatedSeconds: number | null, peak: { vram: number, ram: number }, plan: { keptNetworks: Array<string>, batchedCfg: boolean, attentionChunk: number | null, textEncoderOnCpu: boolean, vaeTiling: { tile: number, overlap: number } | null, blockSwap: { blocksToSwap: number, prefetchBlocks: number } | null } | null, stages: Array<{ stage: string, forecast: { vram: number, ram: number }, corrected: { vram: number, ram: number }, split: { weights: { vram: number, ram: number }, activations: { vram: number, ram: number }, tiles: { vram: number, ram: number }, overhead: { vram: number, ram: number } } }> }, strategies: Array<{ strategy: string, fits: boolean, reason: string, estimatedSeconds: number | null, peak: { vram: number, ram: number } }>, recommended: { reason: string, preset: { name: string } | null } } }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
    | { __typename: 'UnavailableError', code: ErrorCode, message: string, field: string | null, accepted: string | null }
   };

export type RunForecastsQueryVariables = Exact<{
  id: string | number;
}>;


export type RunForecastsQuery = { generation: { runs: Array<{ stages: Array<{ stage: StageName, processes: Array<{ role: ProcessRole, peakBytes: number }> }>, memory: { stages: Array<{ stage: string, forecast: { vram: number, ram: number } }> } | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const GenerationSettingsFieldsFragmentDoc = new TypedDocumentString(`
    fragment GenerationSettingsFields on GenerationSettings {
  __typename
  model
  width
  height
  frameWindowSize
  motionFrames
  maxFrames
  fps
  steps
  shift
  cfg
  audioCfg
  scheduler {
    id
    options
  }
  guidance {
    id
    options
  }
  stepCache {
    id
    options
  }
  memory {
    id
    options
    tiledVae
    forceOffload
    batchedCfg
  }
  provider {
    id
    options
  }
  precision {
    id
    options
  }
  networkPrecision {
    role
    id
    options
  }
  output {
    id
    options
  }
  sigmas
  startStep
  endStep
  denoiseStrength
  addNoiseToSamples
  ropeFunction
  riflexFreqIndex
  colorCorrection {
    method
    strength
  }
  loras {
    name
    strength
    blocks {
      first
      last
      strength
    }
    merge
  }
}
    `, {"fragmentName":"GenerationSettingsFields"}) as unknown as TypedDocumentString<GenerationSettingsFieldsFragment, unknown>;
export const MeasuredProcessesDocument = new TypedDocumentString(`
    query MeasuredProcesses($id: ID!) {
  generation(id: $id) {
    runs {
      stages {
        stage
        window
        processes {
          role
          peakBytes
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<MeasuredProcessesQuery, MeasuredProcessesQueryVariables>;
export const LatestDocument = new TypedDocumentString(`
    query Latest {
  generations(first: 1) {
    edges {
      node {
        id
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LatestQuery, LatestQueryVariables>;
export const HistoryDocument = new TypedDocumentString(`
    query History($first: Int!, $filter: GenerationFilter) {
  generations(first: $first, filter: $filter) {
    edges {
      node {
        id
        state
        createdAt
        preset
        prompt
        seed
        runs {
          attempt
          state
          reason
          errorCode
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<HistoryQuery, HistoryQueryVariables>;
export const GenerationDetailsDocument = new TypedDocumentString(`
    query GenerationDetails($id: ID!) {
  generation(id: $id) {
    id
    state
    mode
    preset
    prompt
    prompts {
      at
      prompt
    }
    negativePrompt
    seed
    createdAt
    image {
      id
      filename
    }
    video {
      id
      filename
    }
    audio {
      id
      filename
    }
    startLatents
    multiAudio
    speakers {
      audio {
        filename
      }
      box {
        x
        y
        width
        height
      }
      mask {
        filename
      }
    }
    settings {
      ...GenerationSettingsFields
    }
    output {
      url
      mimeType
      bytes
    }
    runs {
      attempt
      reason
      state
      startedAt
      finishedAt
      peakBytes
      errorCode
      errorMessage
      errorField
      errorAccepted
      result {
        frames
        fps
        width
        height
        extension
        lipSync {
          correlation
          openness
        }
      }
      stages {
        stage
        window
        cached
        seconds
        peakBytes
      }
    }
  }
}
    fragment GenerationSettingsFields on GenerationSettings {
  __typename
  model
  width
  height
  frameWindowSize
  motionFrames
  maxFrames
  fps
  steps
  shift
  cfg
  audioCfg
  scheduler {
    id
    options
  }
  guidance {
    id
    options
  }
  stepCache {
    id
    options
  }
  memory {
    id
    options
    tiledVae
    forceOffload
    batchedCfg
  }
  provider {
    id
    options
  }
  precision {
    id
    options
  }
  networkPrecision {
    role
    id
    options
  }
  output {
    id
    options
  }
  sigmas
  startStep
  endStep
  denoiseStrength
  addNoiseToSamples
  ropeFunction
  riflexFreqIndex
  colorCorrection {
    method
    strength
  }
  loras {
    name
    strength
    blocks {
      first
      last
      strength
    }
    merge
  }
}`) as unknown as TypedDocumentString<GenerationDetailsQuery, GenerationDetailsQueryVariables>;
export const GenerationDiffDocument = new TypedDocumentString(`
    query GenerationDiff($first: ID!, $second: ID!) {
  generationDiff(first: $first, second: $second) {
    path
    first
    second
  }
}
    `) as unknown as TypedDocumentString<GenerationDiffQuery, GenerationDiffQueryVariables>;
export const RerunGenerationDocument = new TypedDocumentString(`
    mutation RerunGeneration($id: ID!, $changes: RerunChangesInput) {
  rerunGeneration(id: $id, changes: $changes) {
    __typename
    ... on RerunGenerationSuccess {
      generation {
        id
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<RerunGenerationMutation, RerunGenerationMutationVariables>;
export const PresetsDocument = new TypedDocumentString(`
    query Presets {
  presets(first: 100) {
    edges {
      node {
        name
        title
        description
        builtIn
        version
        settings {
          ...GenerationSettingsFields
        }
        problems {
          code
          message
          field
          accepted
        }
      }
    }
  }
}
    fragment GenerationSettingsFields on GenerationSettings {
  __typename
  model
  width
  height
  frameWindowSize
  motionFrames
  maxFrames
  fps
  steps
  shift
  cfg
  audioCfg
  scheduler {
    id
    options
  }
  guidance {
    id
    options
  }
  stepCache {
    id
    options
  }
  memory {
    id
    options
    tiledVae
    forceOffload
    batchedCfg
  }
  provider {
    id
    options
  }
  precision {
    id
    options
  }
  networkPrecision {
    role
    id
    options
  }
  output {
    id
    options
  }
  sigmas
  startStep
  endStep
  denoiseStrength
  addNoiseToSamples
  ropeFunction
  riflexFreqIndex
  colorCorrection {
    method
    strength
  }
  loras {
    name
    strength
    blocks {
      first
      last
      strength
    }
    merge
  }
}`) as unknown as TypedDocumentString<PresetsQuery, PresetsQueryVariables>;
export const PluginsDocument = new TypedDocumentString(`
    query Plugins($kind: PluginKind) {
  plugins(kind: $kind) {
    kind
    id
    version
    title
    description
    package
    isDefault
    defaultOptions
    unavailable
    options {
      name
      type
      default
      unit
      minimum
      maximum
      values
      description
    }
  }
}
    `) as unknown as TypedDocumentString<PluginsQuery, PluginsQueryVariables>;
export const SetDefaultPluginDocument = new TypedDocumentString(`
    mutation SetDefaultPlugin($kind: PluginKind!, $id: String!) {
  setDefaultPlugin(kind: $kind, id: $id) {
    __typename
    ... on SetDefaultPluginSuccess {
      plugin {
        id
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<SetDefaultPluginMutation, SetDefaultPluginMutationVariables>;
export const ClearDefaultPluginDocument = new TypedDocumentString(`
    mutation ClearDefaultPlugin($kind: PluginKind!) {
  clearDefaultPlugin(kind: $kind) {
    __typename
    ... on ClearDefaultPluginSuccess {
      plugin {
        id
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<ClearDefaultPluginMutation, ClearDefaultPluginMutationVariables>;
export const UploadAssetDocument = new TypedDocumentString(`
    mutation UploadAsset($file: File!) {
  uploadAsset(file: $file) {
    __typename
    ... on UploadAssetSuccess {
      asset {
        id
        kind
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<UploadAssetMutation, UploadAssetMutationVariables>;
export const StartGenerationDocument = new TypedDocumentString(`
    mutation StartGeneration($input: StartGenerationInput!, $idempotencyKey: String) {
  startGeneration(input: $input, idempotencyKey: $idempotencyKey) {
    __typename
    ... on StartGenerationSuccess {
      generation {
        id
        seed
        settings {
          steps
        }
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<StartGenerationMutation, StartGenerationMutationVariables>;
export const CancelGenerationDocument = new TypedDocumentString(`
    mutation CancelGeneration($id: ID!) {
  cancelGeneration(id: $id) {
    __typename
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<CancelGenerationMutation, CancelGenerationMutationVariables>;
export const RetryGenerationDocument = new TypedDocumentString(`
    mutation RetryGeneration($id: ID!) {
  retryGeneration(id: $id) {
    __typename
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<RetryGenerationMutation, RetryGenerationMutationVariables>;
export const PauseGenerationDocument = new TypedDocumentString(`
    mutation PauseGeneration($id: ID!) {
  pauseGeneration(id: $id) {
    __typename
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<PauseGenerationMutation, PauseGenerationMutationVariables>;
export const ResumeGenerationDocument = new TypedDocumentString(`
    mutation ResumeGeneration($id: ID!) {
  resumeGeneration(id: $id) {
    __typename
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<ResumeGenerationMutation, ResumeGenerationMutationVariables>;
export const GenerationEventsDocument = new TypedDocumentString(`
    subscription GenerationEvents($id: ID!, $after: Int) {
  generationEvents(id: $id, after: $after) {
    __typename
    seq
    at
    ... on StateChanged {
      state
    }
    ... on RunStarted {
      attempt
      reason
      rung {
        step
        changes {
          field
          from
          to
        }
      }
    }
    ... on StageStarted {
      stage
      window
      windows
    }
    ... on StageFinished {
      stage
      window
      cached
      seconds
    }
    ... on StepProgress {
      window
      windows
      step
      steps
      secondsPerStep
      secondsLeft
    }
    ... on Preview {
      window
      windows
      step
      steps
      url
    }
    ... on WindowFinished {
      window
      windows
      frames
      drift
      lipSync
      seam
    }
    ... on Log {
      level
      message
    }
    ... on RunFailed {
      code
      message
      field
      accepted
      failedStage
    }
    ... on RunFinished {
      seconds
      peakBytes
      frames
    }
  }
}
    `) as unknown as TypedDocumentString<GenerationEventsSubscription, GenerationEventsSubscriptionVariables>;
export const GenerationResultDocument = new TypedDocumentString(`
    query GenerationResult($id: ID!) {
  generation(id: $id) {
    id
    state
    seed
    settings {
      steps
    }
    output {
      url
      mimeType
      bytes
    }
    runs {
      attempt
      state
      startedAt
      finishedAt
      peakBytes
      errorCode
      errorMessage
      result {
        frames
        fps
        width
        height
        extension
        lipSync {
          correlation
          openness
        }
      }
      stages {
        stage
        window
        cached
        seconds
        peakBytes
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GenerationResultQuery, GenerationResultQueryVariables>;
export const PingDocument = new TypedDocumentString(`
    query Ping {
  __typename
}
    `) as unknown as TypedDocumentString<PingQuery, PingQueryVariables>;
export const PlanMemoryDocument = new TypedDocumentString(`
    query PlanMemory($input: StartGenerationInput!) {
  memoryForecast(input: $input) {
    __typename
    ... on MemoryForecastSuccess {
      forecast {
        mode
        model
        provider
        precision
        networkPrecision {
          role
          id
        }
        pastRuns
        budget {
          vramBytes
          ramBytes
        }
        chosen {
          strategy
          fits
          reason
          accepted
          estimatedSeconds
          peak {
            vram
            ram
          }
          plan {
            keptNetworks
            batchedCfg
            attentionChunk
            textEncoderOnCpu
            vaeTiling {
              tile
              overlap
            }
            blockSwap {
              blocksToSwap
              prefetchBlocks
            }
          }
          stages {
            stage
            forecast {
              vram
              ram
            }
            corrected {
              vram
              ram
            }
            split {
              weights {
                vram
                ram
              }
              activations {
                vram
                ram
              }
              tiles {
                vram
                ram
              }
              overhead {
                vram
                ram
              }
            }
          }
        }
        strategies {
          strategy
          fits
          reason
          estimatedSeconds
          peak {
            vram
            ram
          }
        }
        recommended {
          preset {
            name
          }
          reason
        }
      }
    }
    ... on Error {
      code
      message
      field
      accepted
    }
  }
}
    `) as unknown as TypedDocumentString<PlanMemoryQuery, PlanMemoryQueryVariables>;
export const RunForecastsDocument = new TypedDocumentString(`
    query RunForecasts($id: ID!) {
  generation(id: $id) {
    runs {
      stages {
        stage
        processes {
          role
          peakBytes
        }
      }
      memory {
        stages {
          stage
          forecast {
            vram
            ram
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<RunForecastsQuery, RunForecastsQueryVariables>;