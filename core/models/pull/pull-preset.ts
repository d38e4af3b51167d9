import { join } from 'node:path';
import { GenesisError } from '../../errors/genesis-error.ts';
import { lockFile } from '../../quantize/lock-file.ts';
import { makeFolder } from '../../runtime/make-folder.ts';
import { requireSpace } from '../free-space.ts';
import type { JobProgress } from '../job-progress.ts';
import { PULL_PRESETS, type PullPreset } from '../pull-presets.ts';
import { bytesPresent, fetchFile, isFinished } from './fetch-file.ts';
import { type HubFile, listFiles } from './hub.ts';

export interface PullOptions {
  /** Model folder that the files go to. */
  readonly dir: string;
  /** @default Hugging Face */
  readonly hubUrl?: string | undefined;
  /** Bytes of disk that must stay free. */
  readonly minFree: number;
  readonly signal?: AbortSignal | undefined;
}

export interface PulledFile {
  readonly path: string;
  readonly bytes: number;
  /** It was there already. */
  readonly present: boolean;
}

/** @throws GenesisError MODEL_NOT_FOUND naming the presets that there are */
export function findPullPreset(id: string): PullPreset {
  const preset = PULL_PRESETS.find((candidate) => candidate.id === id);
  if (preset) return preset;
  throw new GenesisError('MODEL_NOT_FOUND', `there is no set of files to pull called ${JSON.stringify(id)}`, {
    field: 'preset',
    accepted: PULL_PRESETS.map((candidate) => candidate.id).join(', '),
  });
}

async function* fetchAll(
  files: readonly HubFile[],
  arrived: readonly number[],
  { dir, hubUrl, signal }: PullOptions,
): AsyncGenerator<JobProgress, PulledFile[]> {
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const have = [...arrived];
  const progress = (step: string): JobProgress => ({
    step,
    bytesDone: have.reduce((sum, bytes) => sum + bytes, 0),
    bytesTotal,
  });
  const pulled: PulledFile[] = [];
  for (const [i, file] of files.entries()) {
    const path = join(dir, file.to);
    const present = await isFinished(file, path);
    yield progress(file.to);
    if (!present) {
      for await (const bytes of fetchFile(file, path, { url: hubUrl, signal })) {
        have[i] = bytes;
        yield progress(file.to);
      }
    }
    pulled.push({ path, bytes: file.bytes, present });
  }
  return pulled;
}

/**
 * Fetches the files of a preset that are not there yet, going on where an earlier attempt stopped.
 * @throws GenesisError DOWNLOAD_FAILED, DOWNLOAD_CORRUPT, DISK_FULL (before the first byte where the hub's sizes tell),
 *   CANCELLED once the signal has fired
 */
export async function* pullPreset(preset: PullPreset, options: PullOptions): AsyncGenerator<JobProgress, PulledFile[]> {
  const { dir, hubUrl, minFree, signal } = options;
  await makeFolder(dir);
  const unlock = await lockFile(join(dir, '.pull.lock'), signal);
  try {
    const files = await listFiles(preset.files, { url: hubUrl, signal });
    const arrived = await Promise.all(files.map((file) => bytesPresent(file, join(dir, file.to))));
    const missing = files.reduce((sum, { bytes }, i) => sum + bytes - arrived[i]!, 0);
    await requireSpace(dir, missing, minFree);
    return yield* fetchAll(files, arrived, options);
  } catch (error) {
    if (!signal?.aborted) throw error;
    throw new GenesisError('CANCELLED', 'the download was cancelled; what has arrived is kept', { cause: error });
  } finally {
    await unlock();
  }
}
