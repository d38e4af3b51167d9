import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { ApiError } from './client.ts';
import { EXIT } from './exit-codes.ts';
import type { GenerateRequest } from './generate.ts';
import type { LoraChoiceInput } from './generated/graphql.ts';
import { addLora, LORA_HELP, LORA_OPTION } from './lora-option.ts';
import { readSample } from './samples.ts';

/** Options as commander leaves them. */
export interface DemoOptions {
  readonly image?: string;
  readonly audio?: string;
  readonly prompt?: string;
  readonly negativePrompt?: string;
  readonly steps?: number;
  readonly seed?: number;
  readonly scheduler?: string;
  readonly memory?: string;
  readonly lora?: readonly LoraChoiceInput[];
  readonly mergeLoras?: boolean;
  readonly preset: string;
  readonly out?: string;
  readonly json?: boolean;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,16}$/.test(text)) throw new InvalidArgumentError('It takes a whole number.');
  return Number(text);
}

export function demoCommand(): Command {
  return new Command('demo')
    .description('Makes a talking video through the real server: by default from the shipped portrait and voice.')
    .option('--image <file>', 'portrait')
    .option('--audio <file>', 'voice; "none" for silence')
    .option('--prompt <text>', 'what to show')
    .option('--negative-prompt <text>', 'what to avoid')
    .option('--steps <n>', 'sampling steps', wholeNumber)
    .option('--seed <n>', 'the same seed gives the same video', wholeNumber)
    .option('--scheduler <id>', 'e.g. unipc, dpm++, dpm++_sde, euler, infinitetalk')
    .option('--memory <id>', 'memory strategy, e.g. resident, offload')
    .option(LORA_OPTION, LORA_HELP, addLora)
    .option('--merge-loras', 'add the LoRAs to the weights in the cache instead of beside them')
    .option('--preset <name>', 'named settings', 'demo')
    .option('--out <file>', 'where the video goes; its extension chooses the format (default: out/demo.mp4)')
    .option('--json', 'print the report as JSON')
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EXIT.REFUSED));
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

export interface DemoRequest extends GenerateRequest {
  /** Recorded score, where the shipped sample is used as it is. */
  readonly recordedLipSync: number | null;
}

/** The request that the options stand for. What is left out comes from the first shipped sample. */
export async function demoRequest(options: DemoOptions): Promise<DemoRequest> {
  const sample = await readSample(1);
  const own = options.image !== undefined || options.audio !== undefined;
  const loras = options.lora?.map((lora) => ({ ...lora, merge: options.mergeLoras }));
  const plugin = (id: string | undefined) => (id === undefined ? undefined : { id });
  return {
    image: options.image === undefined ? sample.image : existing('--image', options.image),
    audio:
      options.audio === 'none' ? null : options.audio === undefined ? sample.audio : existing('--audio', options.audio),
    recordedLipSync: own || loras ? null : sample.lipSync,
    input: {
      preset: options.preset,
      prompt: options.prompt ?? (options.image === undefined ? sample.prompt : 'a person is talking'),
      negativePrompt: options.negativePrompt,
      seed: options.seed ?? sample.seed,
      steps: options.steps,
      maxFrames: own ? undefined : sample.frames,
      scheduler: plugin(options.scheduler),
      memory: plugin(options.memory),
      loras,
      output: plugin(options.out === undefined ? undefined : extname(options.out).slice(1).toLowerCase()),
    },
  };
}
