import { ApiError, type FollowedEvent, type GenesisClient, succeeded } from './client.ts';
import type { BoxInput, GenerationResultQuery, SpeakerInput, StartGenerationInput } from './generated/graphql.ts';
import { CancelGeneration, GenerationResult, StartGeneration } from './operations.ts';

export type FinishedGeneration = NonNullable<GenerationResultQuery['generation']>;
export type FinishedRun = FinishedGeneration['runs'][number];

/** One of several people. */
export interface Speaker {
  /** Path of the voice. */
  readonly audio: string;
  readonly box?: BoxInput;
  /** Path of a picture of the source's shape, light where the person is. */
  readonly mask?: string | undefined;
}

export interface GenerateRequest {
  /** Path of the portrait; null with a video. */
  readonly image: string | null;
  /** Path of a video in the place of the portrait. */
  readonly video?: string | undefined;
  /** Path of the voice; null: silence, or that of the speakers. */
  readonly audio: string | null;
  readonly speakers?: readonly Speaker[] | undefined;
  /** `mode` is INFINITETALK where it is left out. */
  readonly input: Partial<Omit<StartGenerationInput, 'image' | 'video' | 'audio' | 'speakers'>>;
}

export interface Generated {
  readonly generation: FinishedGeneration;
  /** The last attempt. */
  readonly run: FinishedRun;
}

const NOWHERE = { field: null, accepted: null, stage: null };

/** The run ended without a video. */
export class GenerationFailed extends ApiError {
  readonly stage: string | null;

  constructor(failure: {
    readonly code: string;
    readonly message: string;
    readonly field: string | null;
    readonly accepted: string | null;
    readonly stage: string | null;
  }) {
    super(failure);
    this.name = 'GenerationFailed';
    this.stage = failure.stage;
  }
}

/** Another command has paused the generation, and the server ends with this one. */
export class GenerationPaused extends Error {
  readonly code = 'GENERATION_STATE';

  constructor(id: string) {
    super(`genesis resume ${id} takes it up`);
    this.name = 'GenerationPaused';
  }
}

/** Events of earlier runs tell of earlier pauses. */
async function isPaused(client: GenesisClient, id: string): Promise<boolean> {
  return (await client.execute(GenerationResult, { id })).generation?.state === 'PAUSED';
}

/**
 * Follows a generation to its end.
 * @param onEvent called with each event
 * @param cancel when it fires, the generation is cancelled on the server
 * @throws GenerationFailed when it failed or was cancelled (code CANCELLED) · GenerationPaused
 */
export async function followToEnd(
  client: GenesisClient,
  id: string,
  onEvent: (event: FollowedEvent) => void,
  cancel?: AbortSignal,
): Promise<Generated> {
  let cancelling: Promise<unknown> | undefined;
  const onCancel = () => {
    cancelling ??= client.execute(CancelGeneration, { id });
    // Awaited when the events have ended, which tells the same when no server answers.
    cancelling.catch(() => {});
  };
  cancel?.addEventListener('abort', onCancel, { once: true });
  if (cancel?.aborted) onCancel();

  let failure: GenerationFailed | undefined;
  for await (const event of client.follow(id)) {
    onEvent(event);
    const paused = client.own && event.__typename === 'StateChanged' && event.state === 'PAUSED';
    if (paused && (await isPaused(client, id))) throw new GenerationPaused(id);
    if (event.__typename === 'RunFailed') failure = new GenerationFailed({ ...event, stage: event.failedStage });
  }
  cancel?.removeEventListener('abort', onCancel);
  await cancelling;

  const { generation } = await client.execute(GenerationResult, { id });
  const run = generation?.runs.at(-1);
  if (generation?.state === 'CANCELLED')
    throw new GenerationFailed({ code: 'CANCELLED', message: 'the generation was cancelled', ...NOWHERE });
  if (generation?.state === 'SUCCEEDED' && run) return { generation, run };
  const message = `the generation ended as ${generation?.state}`;
  throw failure ?? new GenerationFailed({ code: 'INTERNAL', message, ...NOWHERE });
}

/** @throws ApiError naming the option and the file · GenerationFailed (code CANCELLED) once `cancel` fires */
async function upload(
  client: GenesisClient,
  option: string,
  file: string,
  cancel: AbortSignal | undefined,
): Promise<string> {
  try {
    return await client.upload(file, cancel);
  } catch (error) {
    if (cancel?.aborted)
      throw new GenerationFailed({ code: 'CANCELLED', message: 'the upload was cancelled', ...NOWHERE });
    if (error instanceof ApiError && error.field === 'file')
      throw new ApiError({ ...error, message: error.message.replace(/^file:/, `${file}:`), field: option });
    if (error instanceof Error && 'syscall' in error)
      throw new ApiError({ code: 'ASSET_UNREADABLE', message: `${file}: ${error.message}`, field: option });
    throw error;
  }
}

/**
 * Uploads the inputs, starts the generation and follows it to its end.
 * @param cancel until the generation is started it ends the upload, later it cancels the generation on the server
 * @throws ApiError when the request is refused · GenerationFailed
 */
export async function generate(
  client: GenesisClient,
  request: GenerateRequest,
  onEvent: (event: FollowedEvent) => void,
  cancel?: AbortSignal,
): Promise<Generated> {
  const given = async (option: string, file: string | null | undefined) =>
    file == null ? undefined : upload(client, option, file, cancel);
  const image = await given('--image', request.image);
  const video = await given('--video', request.video);
  const audio = await given('--audio', request.audio);
  const speakers: SpeakerInput[] = [];
  for (const speaker of request.speakers ?? []) {
    const voice = await upload(client, '--speaker', speaker.audio, cancel);
    speakers.push({ audio: voice, box: speaker.box, mask: await given('--speaker', speaker.mask) });
  }
  const assets = { image, video, audio, speakers: speakers.length > 0 ? speakers : undefined };
  const { startGeneration } = await client.execute(StartGeneration, {
    input: { mode: 'INFINITETALK', ...request.input, ...assets },
  });
  return followToEnd(client, succeeded(startGeneration).generation.id, onEvent, cancel);
}
