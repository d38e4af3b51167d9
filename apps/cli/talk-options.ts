import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { ApiError } from './client.ts';
import type { GenerateRequest, Speaker } from './generate.ts';
import { readSample, type Sample } from './samples.ts';
import type { ServerOptions } from './server-access.ts';
import { chosenSettings, type SettingsOptions } from './settings-option.ts';

/** What `--audio` says in the place of a file. */
export const NONE = 'none';

/** Where the result goes, and how it is told. */
export interface ResultOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Options of `talk` as commander leaves them. */
export interface TalkOptions extends ServerOptions, SettingsOptions, ResultOptions {
  readonly image?: string;
  readonly video?: string;
  readonly audio?: string;
  readonly speaker?: readonly Speaker[];
  readonly preset: string;
  readonly demo?: boolean;
}

/** @throws ApiError ASSET_NOT_FOUND · ASSET_UNREADABLE for a folder, or a device, which may have no end */
function existing(option: string, file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() || found?.isFIFO()) return file;
  throw new ApiError({
    code: found ? 'ASSET_UNREADABLE' : 'ASSET_NOT_FOUND',
    message: found
      ? `${file} is a ${found.isDirectory() ? 'folder' : 'device'}`
      : `there is no file ${file || 'without a name'}`,
    field: option,
    accepted: 'the path of a file',
  });
}

export interface TalkRequest extends GenerateRequest {
  /** Recorded score, where a shipped sample is used as it is, with the preset's settings. */
  readonly recordedLipSync: number | null;
}

/** The output plugin that writes files with this extension. @throws ApiError when there is none */
export function outputFor(out: string | undefined): { readonly output?: { readonly id: string } } {
  if (out === undefined) return {};
  const id = extname(out).slice(1).toLowerCase();
  if (id !== '') return { output: { id } };
  throw new ApiError({
    code: 'INPUT_INVALID',
    message: `${out} has no extension, which chooses the format`,
    field: '--out',
    accepted: 'the path of a file that ends in .mp4, .webm, .webp or the name of another output plugin',
  });
}

/** For a video that is made already, or whose format is settled. @throws ApiError when the name says another one */
export function requireFormat(out: string | undefined, format: string): void {
  const { output = { id: format } } = outputFor(out);
  if (output.id === format) return;
  throw new ApiError({
    code: 'INPUT_INVALID',
    message: `the video is ${format}, not ${output.id}`,
    field: '--out',
    accepted: `the path of a file that ends in .${format}; "genesis rerun" makes it in another format`,
  });
}

/** The request that the options stand for. With `demo`, what is left out comes from the first shipped sample. */
export async function talkRequest(options: TalkOptions): Promise<TalkRequest> {
  const { image, video, audio, speaker } = options;
  const sample = options.demo ? await readSample(1) : null;
  const own = [image, video, audio, speaker].some((option) => option !== undefined);
  const shipped = own ? null : sample;
  const settings = chosenSettings(options);
  const asRecorded = Object.keys(settings).length === 0;
  return {
    image: pictureOf(options, sample),
    video: video === undefined ? undefined : existing('--video', video),
    audio: speaker && audio === undefined ? null : voiceOf(audio, sample),
    speakers: speaker?.map((one) => ({
      ...one,
      audio: existing('--speaker', one.audio),
      mask: one.mask === undefined ? undefined : existing('--speaker', one.mask),
    })),
    recordedLipSync: asRecorded ? (shipped?.lipSync ?? null) : null,
    input: {
      preset: options.preset,
      prompt: (image === undefined && video === undefined && sample?.prompt) || 'a person is talking',
      ...(sample && { seed: sample.seed }),
      ...(shipped && { maxFrames: shipped.frames }),
      ...outputFor(options.out),
      ...settings,
    },
  };
}

function pictureOf({ image, video }: TalkOptions, sample: Sample | null): string | null {
  if (image !== undefined) return existing('--image', image);
  if (video !== undefined) return null;
  if (sample) return sample.image;
  throw new ApiError({
    code: 'INPUT_INVALID',
    message: 'there is no portrait',
    field: '--image',
    accepted: 'the path of a picture, --video with that of a video, or --demo for the shipped portrait',
  });
}

function voiceOf(audio: string | undefined, sample: Sample | null): string | null {
  if (audio === undefined) return sample?.audio ?? null;
  return audio === NONE ? null : existing('--audio', audio);
}
