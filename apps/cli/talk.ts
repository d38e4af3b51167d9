import { constants, statSync } from 'node:fs';
import { access, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { ErrorCode } from '../../core/errors/catalogue.ts';
import { GenesisError } from '../../core/errors/genesis-error.ts';
import { makeFolder } from '../../core/runtime/make-folder.ts';
import type { FollowedEvent, GenesisClient } from './client.ts';
import { type Generated, generate } from './generate.ts';
import { givenPath } from './given-path.ts';
import { interruption } from './interruption.ts';
import { barProgress, lineProgress, type Progress } from './progress.ts';
import { useLastingServer, withServer } from './server-access.ts';
import { withSettings } from './settings-option.ts';
import { addSpeaker, SPEAKER_HELP, SPEAKER_OPTION } from './speaker-option.ts';
import { NONE, type ResultOptions, type TalkOptions, talkRequest } from './talk-options.ts';
import { reportText, talkReport } from './talk-report.ts';

/** Name of the video where none was given. */
const DEFAULT_NAME = 'out/demo';

/** One JSON value a line, with `type` in the place of GraphQL's `__typename`. */
function printEvent({ __typename: type, ...event }: FollowedEvent): void {
  console.log(JSON.stringify({ type, ...event }));
}

const progressFor = (json: boolean): Progress =>
  json
    ? { show: printEvent, end: () => {} }
    : process.stderr.isTTY
      ? barProgress(process.stderr)
      : lineProgress((line) => process.stderr.write(`${line}\n`));

const outError = (code: ErrorCode, message: string, cause: unknown) =>
  new GenesisError(code, message, { field: '--out', accepted: 'the path of a file that can be written', cause });

/** Makes the folder of the video, so that a run of hours is not begun for a place that takes no file. @throws GenesisError */
async function prepareOut(out = DEFAULT_NAME): Promise<void> {
  try {
    await makeFolder(dirname(resolve(out)));
    await access(dirname(resolve(out)), constants.W_OK);
    if (statSync(out, { throwIfNoEntry: false })?.isDirectory()) throw new Error('it is a folder');
  } catch (cause) {
    throw outError('INPUT_INVALID', `no video can be written to ${out}: ${(cause as Error).message}`, cause);
  }
}

/** Whole or not at all: what lies there already stays until the new one is written. @throws NodeJS.ErrnoException */
async function replaceFile(file: string, content: Uint8Array): Promise<void> {
  const found = await stat(file).catch(() => null);
  // What reads a pipe waits for its bytes.
  if (found && !found.isFile()) return writeFile(file, content);
  const target = found ? await realpath(file) : file;
  const part = join(dirname(target), `.genesis-${process.pid}.part`);
  try {
    await writeFile(part, content);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

/** @throws GenesisError STORAGE_FAILED · ApiError */
export async function saveVideo(
  client: GenesisClient,
  { generation, run }: Pick<Generated, 'generation' | 'run'>,
  out: string | undefined,
): Promise<string> {
  const file = resolve(out ?? `${DEFAULT_NAME}${run.result?.extension ?? '.mp4'}`);
  await prepareOut(file);
  const video = await client.download(generation.output?.url ?? '');
  try {
    await replaceFile(file, video);
  } catch (cause) {
    const kept = `the server has it: genesis show ${generation.id} --out FILE`;
    throw outError(
      'STORAGE_FAILED',
      `the video cannot be written to ${file}: ${(cause as Error).message}; ${kept}`,
      cause,
    );
  }
  return file;
}

/** Shows a generation on its way, saves its video and tells what it took. */
export async function follow(
  client: GenesisClient,
  { out, json = false }: ResultOptions,
  work: (onEvent: (event: FollowedEvent) => void, cancel: AbortSignal) => Promise<Generated>,
  recordedLipSync: number | null = null,
): Promise<void> {
  await prepareOut(out);
  const cancel = interruption();
  // The second Ctrl+C ends this program; a server that it started notices and ends too.
  cancel.addEventListener('abort', () => process.stderr.write('\nCancelling ...\n'), { once: true });
  const progress = progressFor(json);
  const generated = await work((event) => progress.show(event), cancel).finally(() => progress.end());
  const report = talkReport(generated, await saveVideo(client, generated, out), recordedLipSync);
  console.log(json ? JSON.stringify({ type: 'Report', ...report }) : reportText(report));
}

export const withResult = (command: Command): Command =>
  command
    .option(
      '--out <file>',
      `where the video goes; its extension chooses the format (default: ${DEFAULT_NAME}.mp4)`,
      givenPath,
    )
    .option('--json', 'print every event, then the report, as one JSON value a line');

export function talkCommand(): Command {
  const talk = new Command('talk')
    .description('Makes a talking video: uploads portrait and voice, follows the generation, saves the video.')
    .option('--image <file>', 'portrait', givenPath)
    .option('--audio <file>', 'voice; left out or "none": silence', (text) => (text === NONE ? text : givenPath(text)))
    .option('--video <file>', 'a video in the place of the portrait', givenPath)
    .option(SPEAKER_OPTION, SPEAKER_HELP, addSpeaker)
    .option('--demo', 'take what is left out from the shipped portrait and voice')
    .option('--preset <name>', 'named settings', 'demo');
  return withServer(withResult(withSettings(talk))).action(async (options: TalkOptions) => {
    const request = await talkRequest(options);
    await useLastingServer(options, (client) =>
      follow(client, options, (onEvent, cancel) => generate(client, request, onEvent, cancel), request.recordedLipSync),
    );
  });
}
