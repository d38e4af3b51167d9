import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { ApiError } from './client.ts';
import type { GenerateRequest } from './generate.ts';
import { readSample } from './samples.ts';
import type { ServerOptions } from './server-access.ts';
import { chosenSettings, type SettingsOptions } from './settings-option.ts';

/** Where the result goes, and how it is told. */
export interface ResultOptions {
  readonly out?: string;
  readonly json?: boolean;
}

/** Options of `talk` as commander leaves them. */
export interface TalkOptions extends ServerOptions, SettingsOptions, ResultOptions {
  readonly image?: string;
  readonly audio?: string;
  readonly preset: string;
  readonly demo?: boolean;
}

function existing(option: string, file: string): string {
  if (existsSync(file)) return file;
  throw new ApiError({
    code: 'ASSET_NOT_FOUND',
    message: `there is no file ${file}`,
    field: option,
    accepted: 'the path of a file',
  });
}

export interface TalkRequest extends GenerateRequest {
  /** Recorded score, where a shipped sample is used as it is. */
  readonly recordedLipSync: number | null;
}

/** The output plugin that writes files with this extension. */
export const outputFor = (out: string | undefined) =>
  out === undefined ? {} : { output: { id: extname(out).slice(1).toLowerCase() } };

/** The request that the options stand for. With `demo`, what is left out comes from the first shipped sample. */
export async function talkRequest(options: TalkOptions): Promise<TalkRequest> {
  const { image, audio } = options;
  const sample = options.demo ? await readSample(1) : null;
  const portrait = image === undefined ? sample?.image : existing('--image', image);
  if (portrait === undefined) {
    throw new ApiError({
      code: 'INPUT_INVALID',
      message: 'there is no portrait',
      field: '--image',
      accepted: 'the path of a picture, or --demo for the shipped one',
    });
  }
  const own = image !== undefined || audio !== undefined;
  const shipped = own ? null : sample;
  const voice = audio === undefined ? sample?.audio : audio === 'none' ? undefined : existing('--audio', audio);
  return {
    image: portrait,
    audio: voice ?? null,
    recordedLipSync: options.lora ? null : (shipped?.lipSync ?? null),
    input: {
      preset: options.preset,
      prompt: (image === undefined && sample?.prompt) || 'a person is talking',
      ...(sample && { seed: sample.seed }),
      ...(shipped && { maxFrames: shipped.frames }),
      ...outputFor(options.out),
      ...chosenSettings(options),
    },
  };
}
