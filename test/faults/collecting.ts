/**
 * Loaded into the processes of a server under test (`node --expose-gc --import`): at SIGUSR2 they collect their garbage
 * and write what is left, so that memory that is kept can be told from memory that is not collected yet.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.env.GENESIS_TEST_COLLECTIONS;

if (folder) {
  process.on('SIGUSR2', () => {
    // The second one frees what the finalizers of the first one let go.
    gc?.();
    gc?.();
    const file = join(folder, String(process.pid));
    writeFileSync(`${file}.part`, JSON.stringify(process.memoryUsage()));
    renameSync(`${file}.part`, file);
  });
}
