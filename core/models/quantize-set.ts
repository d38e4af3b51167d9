import { stat } from 'node:fs/promises';
import { GenesisError } from '../errors/genesis-error.ts';
import type { NetworkRole } from '../plugin-api/network.ts';
import type { Precision } from '../plugin-api/precision.ts';
import { planConversions } from '../quantize/conversions.ts';
import { convertedFiles } from '../quantize/converted-files.ts';
import { layOut } from '../quantize/converted-layout.ts';
import { quantizeCheckpoint } from '../quantize/quantize-checkpoint.ts';
import { makeFolder } from '../runtime/make-folder.ts';
import { requireSpace } from './free-space.ts';
import type { JobProgress } from './job-progress.ts';
import { type ModelSet, type NetworkSource, requireNetwork } from './model-set.ts';

export interface QuantizeSetOptions {
  /** Id of the execution provider that will use the weights. */
  readonly provider: string;
  /** Left out: all of the set. */
  readonly network?: NetworkRole | undefined;
  /** Folder of all converted weights. */
  readonly dir: string;
  /** Bytes of disk that must stay free. */
  readonly minFree: number;
  readonly signal?: AbortSignal | undefined;
}

/** The weights of one network in another precision. */
export interface QuantizedNetwork {
  readonly role: NetworkRole;
  /** Weights that are held otherwise than in the checkpoint. */
  readonly weights: number;
  readonly bytes: number;
  readonly file: string;
  /** It was there already. */
  readonly present: boolean;
  /** Most resident bytes of the processes that converted besides this one, together. */
  readonly processBytes: number;
}

const sizeOf = (path: string): Promise<number> =>
  stat(path).then(
    ({ size }) => size,
    () => 0,
  );

async function plan({ role, checkpoint }: NetworkSource, precision: Precision, options: QuantizeSetOptions) {
  const conversions = planConversions(checkpoint, precision, { role, provider: options.provider });
  const files = convertedFiles(options.dir, checkpoint.hash, conversions);
  const { bytes } = layOut(conversions, { checkpoint: checkpoint.hash });
  const present = (await sizeOf(files.finished)) > 0;
  const partial = present ? bytes : await sizeOf(files.partial);
  return { role, checkpoint, weights: conversions.length, bytes, file: files.finished, present, left: bytes - partial };
}

/**
 * Makes the weights of the networks of a set in a precision, as a generation in it would. Killed at any moment, it goes
 * on where it was when called again.
 * @throws GenesisError MODEL_NOT_FOUND, DISK_FULL, PRECISION_SATURATED, CHECKPOINT_INVALID, CANCELLED
 */
export async function* quantizeSet(
  set: ModelSet,
  precision: Precision,
  options: QuantizeSetOptions,
): AsyncGenerator<JobProgress, QuantizedNetwork[]> {
  const { network } = options;
  const sources: readonly NetworkSource[] = network
    ? [requireNetwork(set, network) as NetworkSource]
    : (Object.values(set.networks) as NetworkSource[]);
  if (sources.length === 0) {
    const problems = set.problems.map(({ message }) => `; ${message}`).join('');
    throw new GenesisError('MODEL_NOT_FOUND', `model: ${set.name} has no networks${problems}`, { field: 'model' });
  }
  const planned = await Promise.all(sources.map((source) => plan(source, precision, options)));
  const work = planned.filter(({ weights }) => weights > 0);
  const bytesTotal = work.reduce((sum, { bytes }) => sum + bytes, 0);
  await makeFolder(options.dir);
  await requireSpace(
    options.dir,
    work.reduce((sum, { left }) => sum + Math.max(0, left), 0),
    options.minFree,
  );
  let before = 0;
  const peaks = new Map<NetworkRole, number>();
  for (const { role, checkpoint, bytes } of work) {
    const { provider, dir, signal } = options;
    for await (const progress of quantizeCheckpoint(checkpoint, precision, { role, provider, dir, signal })) {
      peaks.set(role, Math.max(peaks.get(role) ?? 0, progress.processBytes));
      const weight = progress.report ? ` · ${progress.report.name}` : '';
      yield { step: `${role}${weight}`, bytesDone: before + progress.bytesDone, bytesTotal };
    }
    before += bytes;
    yield { step: role, bytesDone: before, bytesTotal };
  }
  return work.map(({ role, weights, bytes, file, present }) => {
    return { role, weights, bytes, file, present, processBytes: peaks.get(role) ?? 0 };
  });
}
