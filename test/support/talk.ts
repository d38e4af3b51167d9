import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FollowedEvent, type GenesisClient, succeeded } from '../../apps/cli/client.ts';
import { type Generated, generate } from '../../apps/cli/generate.ts';
import type { StartGenerationInput } from '../../apps/cli/generated/graphql.ts';
import { StartGeneration } from '../../apps/cli/operations.ts';
import { readSample } from '../../apps/cli/samples.ts';
import { videoFrames } from '../../core/media/video-frames.ts';

/** Two short windows in two steps: every stage runs, in a few seconds. */
export const SHORT = {
  frameWindowSize: 17,
  motionFrames: 5,
  maxFrames: 25,
  steps: 2,
  seed: 7,
  prompt: 'a person is talking',
} as const;

export interface Talk extends Generated {
  readonly events: readonly FollowedEvent[];
  readonly video: Uint8Array;
  /** SHA-256 of the finished video. */
  readonly sha256: string;
}

/** SHA-256 over the decoded frames of a video: the picture without the settings embedded in the file. */
export async function pictureHash(video: Uint8Array): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'genesis-picture-'));
  try {
    const file = join(dir, 'video.mp4');
    await writeFile(file, video);
    const hash = createHash('sha256');
    for await (const frame of videoFrames(file, { field: 'video' })) hash.update(frame.data);
    return hash.digest('hex');
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Makes a talking video of a shipped sample through the API, and downloads it. */
export async function talk(
  client: GenesisClient,
  sample: 1 | 2 | 3,
  input: Omit<StartGenerationInput, 'mode' | 'image' | 'audio'>,
  options: { readonly silent?: boolean } = {},
): Promise<Talk> {
  const { image, audio } = await readSample(sample);
  const events: FollowedEvent[] = [];
  const generated = await generate(client, { image, audio: options.silent ? null : audio, input }, (event) =>
    events.push(event),
  );
  const video = await client.download(generated.generation.output!.url);
  return { ...generated, events, video, sha256: createHash('sha256').update(video).digest('hex') };
}

/** Starts a generation of a shipped sample and returns its id at once. */
export async function start(
  client: GenesisClient,
  sample: 1 | 2 | 3,
  input: Omit<StartGenerationInput, 'mode' | 'image' | 'audio'>,
): Promise<string> {
  const files = await readSample(sample);
  const image = await client.upload(files.image);
  const audio = await client.upload(files.audio);
  const { startGeneration } = await client.execute(StartGeneration, {
    input: { mode: 'INFINITETALK', image, audio, ...input },
  });
  return succeeded(startGeneration).generation.id;
}

/** Follows a generation until an event fits, or to its end. */
export async function until(
  client: GenesisClient,
  id: string,
  fits: (event: FollowedEvent) => boolean,
): Promise<FollowedEvent | undefined> {
  for await (const event of client.follow(id)) if (fits(event)) return event;
  return undefined;
}
