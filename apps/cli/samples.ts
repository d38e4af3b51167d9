import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PACKAGE_ROOT } from '../server/config.ts';

/** A shipped portrait and voice, with what the reference sampler's result scored. */
export interface Sample {
  readonly image: string;
  readonly audio: string;
  readonly prompt: string;
  readonly seed: number;
  readonly frames: number;
  /** Recorded lip-sync correlation; null for the silent voice. */
  readonly lipSync: number | null;
}

interface PromptEntry {
  readonly portrait: string;
  readonly speech: string;
  readonly prompt: string;
  readonly seed: number;
  readonly frames: number;
}

/** @param number 1, 2 or 3 */
export async function readSample(number: number): Promise<Sample> {
  const folder = join(PACKAGE_ROOT, 'models', 'demo', 'samples');
  const read = async (name: string) => JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown;
  const entry = ((await read('prompts.json')) as readonly PromptEntry[])[number - 1];
  if (!entry) throw new RangeError(`there is no sample ${number}`);
  const metrics = (await read('metrics.json')) as Readonly<Record<string, { lip_sync_correlation?: number | null }>>;
  return {
    image: join(folder, entry.portrait),
    audio: join(folder, entry.speech),
    prompt: entry.prompt,
    seed: entry.seed,
    frames: entry.frames,
    lipSync: metrics[`sample_${number}`]?.lip_sync_correlation ?? null,
  };
}
