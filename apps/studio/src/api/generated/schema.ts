export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A point in time, ISO 8601 in UTC, e.g. `2026-01-31T12:00:00.000Z`. */
  DateTime: { input: string; output: string; }
  /** A file in a multipart request (GraphQL multipart request specification). Never returned. */
  File: { input: unknown; output: unknown; }
  /** Any JSON value, of at most 100 levels. */
  JSON: { input: unknown; output: unknown; }
  /** A whole number of up to 53 bits: byte counts and seeds do not fit the 32 bits of Int. */
  SafeInt: { input: number; output: number; }
};

export type AssetKind =
  | 'AUDIO'
  | 'IMAGE'
  | 'VIDEO';

/** A rectangle in pixels of the source picture, from its top left corner. */
export type BoxInput = {
  height: Scalars['Float']['input'];
  width: Scalars['Float']['input'];
  x: Scalars['Float']['input'];
  y: Scalars['Float']['input'];
};

export type ColorCorrectionInput = {
  method?: InputMaybe<ColorMethod>;
  /** 0 (leave as it is) to 1. */
  strength?: InputMaybe<Scalars['Float']['input']>;
};

export type ColorMethod =
  /** Mean and deviation of CIE Lab, as InfiniteTalk has it. */
  | 'LAB'
  /** Mean and covariance of RGB (Monge-Kantorovich). */
  | 'MKL'
  | 'NONE';

export type CreatePresetInput = {
  /** Name of the preset that gives what `settings` leaves out; default `demo`. */
  basedOn?: InputMaybe<Scalars['String']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  name: Scalars['String']['input'];
  settings?: InputMaybe<PresetSettingsInput>;
  title?: InputMaybe<Scalars['String']['input']>;
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
  after?: InputMaybe<Scalars['Int']['input']>;
  id: Scalars['ID']['input'];
};

export type GenerationFilter = {
  mode?: InputMaybe<GenerationMode>;
  /** Name of a preset. */
  preset?: InputMaybe<Scalars['String']['input']>;
  /** Id of a scheduler plugin. */
  scheduler?: InputMaybe<Scalars['String']['input']>;
  states?: InputMaybe<Array<GenerationState>>;
  /** Part of the prompt or the negative prompt, without regard to case. */
  text?: InputMaybe<Scalars['String']['input']>;
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
  first: Scalars['Int']['input'];
  /** Included. */
  last: Scalars['Int']['input'];
  strength: Scalars['Float']['input'];
};

export type LoraChoiceInput = {
  /** Strengths of their own for ranges of blocks; of two ranges with the same block the later wins. */
  blocks?: InputMaybe<Array<LoraBlocksInput>>;
  /** Added to the weights once, in the cache of converted weights, instead of beside them at run time. Left out: false. */
  merge?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of the LoRA's file: its name, or its path in the folder, with or without extension. */
  name: Scalars['String']['input'];
  /** How strongly it is applied: 0 is not at all, negative is away from what it was trained for. Left out: 1. */
  strength?: InputMaybe<Scalars['Float']['input']>;
};

/** What a run may use; null: no limit. */
export type MemoryBudgetInput = {
  ramBytes?: InputMaybe<Scalars['SafeInt']['input']>;
  vramBytes?: InputMaybe<Scalars['SafeInt']['input']>;
};

export type MemoryChoiceInput = {
  /** All predictions of a step in one pass. Null: the strategy decides. */
  batchedCfg?: InputMaybe<Scalars['Boolean']['input']>;
  /** Unload each network after its stage. Null: the strategy decides. */
  forceOffload?: InputMaybe<Scalars['Boolean']['input']>;
  id?: InputMaybe<Scalars['String']['input']>;
  options?: InputMaybe<Scalars['JSON']['input']>;
  /** Decode and encode in tiles. Null: the strategy decides. */
  tiledVae?: InputMaybe<Scalars['Boolean']['input']>;
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
  id: Scalars['String']['input'];
  /** Checked against the plugin's own schema. */
  options?: InputMaybe<Scalars['JSON']['input']>;
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
  id: Scalars['String']['input'];
  /** Checked against the plugin's own schema. */
  options?: InputMaybe<Scalars['JSON']['input']>;
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
  addNoiseToSamples?: InputMaybe<Scalars['Boolean']['input']>;
  /** Audio guidance scale. */
  audioCfg?: InputMaybe<Scalars['Float']['input']>;
  /** Text guidance scale. */
  cfg?: InputMaybe<Scalars['Float']['input']>;
  colorCorrection?: InputMaybe<ColorCorrectionInput>;
  /** 0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep. */
  denoiseStrength?: InputMaybe<Scalars['Float']['input']>;
  /** Step before which to stop; -1: run to the end. */
  endStep?: InputMaybe<Scalars['Int']['input']>;
  /** Frames per second. */
  fps?: InputMaybe<Scalars['Float']['input']>;
  /** Frames sampled at once, 4n+1. */
  frameWindowSize?: InputMaybe<Scalars['Int']['input']>;
  guidance?: InputMaybe<PluginChoiceInput>;
  /** Pixels, a multiple of 16. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none. */
  loras?: InputMaybe<Array<LoraChoiceInput>>;
  /** Upper limit of the frames. Null: as many as the audio needs. */
  maxFrames?: InputMaybe<Scalars['Int']['input']>;
  memory?: InputMaybe<MemoryChoiceInput>;
  /** The most that a run may use, besides the limits of the machine. */
  memoryBudget?: InputMaybe<MemoryBudgetInput>;
  /** Name of an installed model set. */
  model?: InputMaybe<Scalars['String']['input']>;
  /** Frames that a window takes over from the one before, 4n+1, fewer than the window. */
  motionFrames?: InputMaybe<Scalars['Int']['input']>;
  /** Networks with a precision of their own. The list takes the place of the preset's; empty: none. */
  networkPrecision?: InputMaybe<Array<NetworkPrecisionInput>>;
  /** What may follow when memory runs out. */
  oomPolicy?: InputMaybe<OomPolicy>;
  output?: InputMaybe<PluginChoiceInput>;
  /** How the weights are held, but for those of `networkPrecision`. */
  precision?: InputMaybe<PluginChoiceInput>;
  provider?: InputMaybe<PluginChoiceInput>;
  /** RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none. */
  riflexFreqIndex?: InputMaybe<Scalars['Int']['input']>;
  /** Kept for imported settings; the rotary embedding is the same either way. */
  ropeFunction?: InputMaybe<RopeFunction>;
  scheduler?: InputMaybe<PluginChoiceInput>;
  /** Time shift of the sampler, greater than 0. */
  shift?: InputMaybe<Scalars['Float']['input']>;
  /** Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own. */
  sigmas?: InputMaybe<Array<Scalars['Float']['input']>>;
  /** First step to run, from 0; above 0 it needs latents to start from. */
  startStep?: InputMaybe<Scalars['Int']['input']>;
  /** Spares forwards that would change little. */
  stepCache?: InputMaybe<PluginChoiceInput>;
  /** Sampling steps per window, at least 1. */
  steps?: InputMaybe<Scalars['Int']['input']>;
  /** Pixels, a multiple of 16. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

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
  addNoiseToSamples?: InputMaybe<Scalars['Boolean']['input']>;
  /** Asset id of the voice. Left out: silence, or the speakers. */
  audio?: InputMaybe<Scalars['ID']['input']>;
  /** Audio guidance scale. */
  audioCfg?: InputMaybe<Scalars['Float']['input']>;
  /** Text guidance scale. */
  cfg?: InputMaybe<Scalars['Float']['input']>;
  colorCorrection?: InputMaybe<ColorCorrectionInput>;
  /** 0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep. */
  denoiseStrength?: InputMaybe<Scalars['Float']['input']>;
  /** Step before which to stop; -1: run to the end. */
  endStep?: InputMaybe<Scalars['Int']['input']>;
  /** Frames per second. */
  fps?: InputMaybe<Scalars['Float']['input']>;
  /** Frames sampled at once, 4n+1. */
  frameWindowSize?: InputMaybe<Scalars['Int']['input']>;
  guidance?: InputMaybe<PluginChoiceInput>;
  /** Pixels, a multiple of 16. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** Asset id of the portrait or picture. */
  image?: InputMaybe<Scalars['ID']['input']>;
  /** LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none. */
  loras?: InputMaybe<Array<LoraChoiceInput>>;
  /** Upper limit of the frames. Null: as many as the audio needs. */
  maxFrames?: InputMaybe<Scalars['Int']['input']>;
  memory?: InputMaybe<MemoryChoiceInput>;
  /** The most that a run may use, besides the limits of the machine. */
  memoryBudget?: InputMaybe<MemoryBudgetInput>;
  /** Name of an installed model set. */
  model?: InputMaybe<Scalars['String']['input']>;
  /** Frames that a window takes over from the one before, 4n+1, fewer than the window. */
  motionFrames?: InputMaybe<Scalars['Int']['input']>;
  /** When several speakers speak; default PARA. */
  multiAudio?: InputMaybe<MultiAudio>;
  negativePrompt?: InputMaybe<Scalars['String']['input']>;
  /** Networks with a precision of their own. The list takes the place of the preset's; empty: none. */
  networkPrecision?: InputMaybe<Array<NetworkPrecisionInput>>;
  /** What may follow when memory runs out. */
  oomPolicy?: InputMaybe<OomPolicy>;
  output?: InputMaybe<PluginChoiceInput>;
  /** How the weights are held, but for those of `networkPrecision`. */
  precision?: InputMaybe<PluginChoiceInput>;
  prompt?: InputMaybe<Scalars['String']['input']>;
  /** Prompts that take the place of `prompt` from a time on; a window takes the one at its first new frame. */
  prompts?: InputMaybe<Array<TimedPromptInput>>;
  provider?: InputMaybe<PluginChoiceInput>;
  /** RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none. */
  riflexFreqIndex?: InputMaybe<Scalars['Int']['input']>;
  /** Kept for imported settings; the rotary embedding is the same either way. */
  ropeFunction?: InputMaybe<RopeFunction>;
  scheduler?: InputMaybe<PluginChoiceInput>;
  /** The same seed gives the same result. Left out: drawn at random and kept with the generation. */
  seed?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Time shift of the sampler, greater than 0. */
  shift?: InputMaybe<Scalars['Float']['input']>;
  /** Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own. */
  sigmas?: InputMaybe<Array<Scalars['Float']['input']>>;
  /** One to four people with voices of their own. Two may come without a place: left, then right. */
  speakers?: InputMaybe<Array<SpeakerInput>>;
  /** Generation whose latents the windows start from. */
  startLatents?: InputMaybe<Scalars['ID']['input']>;
  /** First step to run, from 0; above 0 it needs latents to start from. */
  startStep?: InputMaybe<Scalars['Int']['input']>;
  /** Spares forwards that would change little. */
  stepCache?: InputMaybe<PluginChoiceInput>;
  /** Sampling steps per window, at least 1. */
  steps?: InputMaybe<Scalars['Int']['input']>;
  /** Asset id of a video in place of the image: the frame at its start conditions each window. With denoiseStrength below 1 its frames are also what the windows start from. */
  video?: InputMaybe<Scalars['ID']['input']>;
  /** Pixels, a multiple of 16. */
  width?: InputMaybe<Scalars['Int']['input']>;
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
  audio: Scalars['ID']['input'];
  /** Where the speaker is. */
  box?: InputMaybe<BoxInput>;
  /** Asset id of a picture of the source's shape that is light where the speaker is. */
  mask?: InputMaybe<Scalars['ID']['input']>;
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
  addNoiseToSamples?: InputMaybe<Scalars['Boolean']['input']>;
  /** Asset id of the voice. Left out: silence, or the speakers. */
  audio?: InputMaybe<Scalars['ID']['input']>;
  /** Audio guidance scale. */
  audioCfg?: InputMaybe<Scalars['Float']['input']>;
  /** Text guidance scale. */
  cfg?: InputMaybe<Scalars['Float']['input']>;
  colorCorrection?: InputMaybe<ColorCorrectionInput>;
  /** 0 to 1: how much of the schedule the latents that are started from go through; below 1 it takes the place of startStep. */
  denoiseStrength?: InputMaybe<Scalars['Float']['input']>;
  /** Step before which to stop; -1: run to the end. */
  endStep?: InputMaybe<Scalars['Int']['input']>;
  /** Refused: tensors are always contiguous here. */
  forceContiguousTensors?: InputMaybe<Scalars['Boolean']['input']>;
  /** Frames per second. */
  fps?: InputMaybe<Scalars['Float']['input']>;
  /** Frames sampled at once, 4n+1. */
  frameWindowSize?: InputMaybe<Scalars['Int']['input']>;
  guidance?: InputMaybe<PluginChoiceInput>;
  /** Pixels, a multiple of 16. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** Asset id of the portrait or picture. */
  image?: InputMaybe<Scalars['ID']['input']>;
  /** LoRAs over the DiT, applied together. The list takes the place of the preset's; empty: none. */
  loras?: InputMaybe<Array<LoraChoiceInput>>;
  /** Upper limit of the frames. Null: as many as the audio needs. */
  maxFrames?: InputMaybe<Scalars['Int']['input']>;
  memory?: InputMaybe<MemoryChoiceInput>;
  /** The most that a run may use, besides the limits of the machine. */
  memoryBudget?: InputMaybe<MemoryBudgetInput>;
  mode: GenerationMode;
  /** Name of an installed model set. */
  model?: InputMaybe<Scalars['String']['input']>;
  /** Frames that a window takes over from the one before, 4n+1, fewer than the window. */
  motionFrames?: InputMaybe<Scalars['Int']['input']>;
  /** When several speakers speak; default PARA. */
  multiAudio?: InputMaybe<MultiAudio>;
  negativePrompt?: InputMaybe<Scalars['String']['input']>;
  /** Networks with a precision of their own. The list takes the place of the preset's; empty: none. */
  networkPrecision?: InputMaybe<Array<NetworkPrecisionInput>>;
  /** What may follow when memory runs out. */
  oomPolicy?: InputMaybe<OomPolicy>;
  output?: InputMaybe<PluginChoiceInput>;
  /** How the weights are held, but for those of `networkPrecision`. */
  precision?: InputMaybe<PluginChoiceInput>;
  /** Name of a preset; default `demo`. */
  preset?: InputMaybe<Scalars['String']['input']>;
  prompt?: InputMaybe<Scalars['String']['input']>;
  /** Prompts that take the place of `prompt` from a time on; a window takes the one at its first new frame. */
  prompts?: InputMaybe<Array<TimedPromptInput>>;
  provider?: InputMaybe<PluginChoiceInput>;
  /** RIFLEx: which temporal frequency is lowered so that a long window does not repeat, from 1; 0: none. */
  riflexFreqIndex?: InputMaybe<Scalars['Int']['input']>;
  /** Kept for imported settings; the rotary embedding is the same either way. */
  ropeFunction?: InputMaybe<RopeFunction>;
  scheduler?: InputMaybe<PluginChoiceInput>;
  /** The same seed gives the same result. Left out: drawn at random and kept with the generation. */
  seed?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Time shift of the sampler, greater than 0. */
  shift?: InputMaybe<Scalars['Float']['input']>;
  /** Own sigmas: decreasing, in (0, 1], one per step, already shifted, without the terminal 0. Empty: the scheduler has its own. */
  sigmas?: InputMaybe<Array<Scalars['Float']['input']>>;
  /** One to four people with voices of their own. Two may come without a place: left, then right. */
  speakers?: InputMaybe<Array<SpeakerInput>>;
  /** Generation whose latents the windows start from. */
  startLatents?: InputMaybe<Scalars['ID']['input']>;
  /** First step to run, from 0; above 0 it needs latents to start from. */
  startStep?: InputMaybe<Scalars['Int']['input']>;
  /** Spares forwards that would change little. */
  stepCache?: InputMaybe<PluginChoiceInput>;
  /** Sampling steps per window, at least 1. */
  steps?: InputMaybe<Scalars['Int']['input']>;
  /** Refused: TF32 is an option of an execution provider (`provider.options`). */
  useTf32?: InputMaybe<Scalars['Boolean']['input']>;
  /** Asset id of a video in place of the image: the frame at its start conditions each window. With denoiseStrength below 1 its frames are also what the windows start from. */
  video?: InputMaybe<Scalars['ID']['input']>;
  /** Pixels, a multiple of 16. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

export type TimedPromptInput = {
  /** Seconds from the video's start; rising. */
  at: Scalars['Float']['input'];
  prompt: Scalars['String']['input'];
};

export type UpdatePresetInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse the change when somebody else changed the preset in between. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
  settings?: InputMaybe<PresetSettingsInput>;
  title?: InputMaybe<Scalars['String']['input']>;
};

export type WorkerState =
  | 'BUSY'
  | 'IDLE'
  | 'STARTING'
  | 'STOPPED';
