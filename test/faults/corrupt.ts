import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RealServer } from '../support/real-server.ts';
import { outcome, seeded, startSmall } from './small.ts';

export interface CorruptReport {
  readonly times: number;
  readonly seed: number;
  /** Files of the stage cache that were damaged. */
  readonly damaged: number;
  readonly completed: number;
  readonly identical: number;
  readonly ok: boolean;
}

/** Files of finished stage outputs. */
async function cachedFiles(dataDir: string): Promise<string[]> {
  const files = await readdir(join(dataDir, 'cache'), { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .sort();
}

/** Flips a byte in some of the stage outputs, cuts others, and asks for the same video again. */
export async function corruptStageOutputs(times: number, seed: number): Promise<CorruptReport> {
  const random = seeded(seed);
  const server = await RealServer.launch();
  try {
    const undisturbed = await outcome(server, await startSmall(server));
    let [damaged, completed, identical] = [0, 0, 0];
    for (let i = 0; i < times; i++) {
      for (const file of await cachedFiles(server.dataDir)) {
        if (random() < 0.5) continue;
        const content = await readFile(file);
        const at = Math.floor(random() * content.length);
        content[at] = (content[at] ?? 0) ^ 0x10;
        await writeFile(file, random() < 0.3 ? content.subarray(0, at) : content);
        damaged += 1;
      }
      const end = await outcome(server, await startSmall(server));
      completed += Number(end.state === 'SUCCEEDED');
      identical += Number(end.sha256 === undisturbed.sha256);
    }
    return {
      times,
      seed,
      damaged,
      completed,
      identical,
      ok: completed === times && identical === times && damaged > 0,
    };
  } finally {
    await server.stop();
  }
}
